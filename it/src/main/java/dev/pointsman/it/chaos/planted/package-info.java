/** Workers with a known defect each: the checker has to find them all. */
@NullMarked
package dev.pointsman.it.chaos.planted;

import org.jspecify.annotations.NullMarked;
