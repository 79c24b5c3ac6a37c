/**
 * What the worker's image is built with: a worker runs the demo's jobs once against a broker of its
 * own, so that the JVM knows what a start needs. Nothing of this is in the image.
 */
@NullMarked
package dev.pointsman.local.rehearsal;

import org.jspecify.annotations.NullMarked;
