/** The command chaos: a worker group under faults, and afterwards a checker that reads the logs. */
@NullMarked
package dev.pointsman.it.chaos;

import org.jspecify.annotations.NullMarked;
