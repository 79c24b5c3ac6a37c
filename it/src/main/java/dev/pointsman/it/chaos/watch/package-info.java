/** Reads Kafka during a run and after it. */
@NullMarked
package dev.pointsman.it.chaos.watch;

import org.jspecify.annotations.NullMarked;
