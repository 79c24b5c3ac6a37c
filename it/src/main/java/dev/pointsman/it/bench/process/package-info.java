/** The processes a run starts, and the folder they write to; none of it is left behind. */
@NullMarked
package dev.pointsman.it.bench.process;

import org.jspecify.annotations.NullMarked;
