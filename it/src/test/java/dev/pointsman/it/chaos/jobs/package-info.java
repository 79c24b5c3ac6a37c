/** What is published. */
@NullMarked
package dev.pointsman.it.chaos.jobs;

import org.jspecify.annotations.NullMarked;
