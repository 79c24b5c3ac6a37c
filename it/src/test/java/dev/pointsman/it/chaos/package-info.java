/** The command chaos, for half a minute. */
@NullMarked
package dev.pointsman.it.chaos;

import org.jspecify.annotations.NullMarked;
