/** From a process at work to figures. */
@NullMarked
package dev.pointsman.it.bench.measure;

import org.jspecify.annotations.NullMarked;
