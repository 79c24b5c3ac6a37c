/** The parts of the benchmark that can be wrong without a broker; nothing here is timed. */
@NullMarked
package dev.pointsman.it.bench.retry;

import org.jspecify.annotations.NullMarked;
