/**
 * What the logs say afterwards: from them alone, whether every job has its one outcome, whole and
 * in order.
 */
@NullMarked
package dev.pointsman.it.chaos.check;

import org.jspecify.annotations.NullMarked;
