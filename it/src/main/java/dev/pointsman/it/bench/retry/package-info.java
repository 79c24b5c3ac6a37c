/** How punctual jobs are that wait for another attempt. */
@NullMarked
package dev.pointsman.it.bench.retry;

import org.jspecify.annotations.NullMarked;
