/** What the embedded broker promises, tried on the real one. */
@NullMarked
package dev.pointsman.local.broker;

import org.jspecify.annotations.NullMarked;
