/** The checker, on logs made by hand. */
@NullMarked
package dev.pointsman.it.chaos.check;

import org.jspecify.annotations.NullMarked;
