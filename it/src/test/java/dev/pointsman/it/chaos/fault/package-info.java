/** The deck of faults. */
@NullMarked
package dev.pointsman.it.chaos.fault;

import org.jspecify.annotations.NullMarked;
