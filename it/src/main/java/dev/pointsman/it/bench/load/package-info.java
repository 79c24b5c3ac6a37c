/** The jobs a run publishes, all at once or at a fixed rate, and how long their results take. */
@NullMarked
package dev.pointsman.it.bench.load;

import org.jspecify.annotations.NullMarked;
