/** Tests of what runs in the processes that are measured. */
@NullMarked
package dev.pointsman.it.bench.child;

import org.jspecify.annotations.NullMarked;
