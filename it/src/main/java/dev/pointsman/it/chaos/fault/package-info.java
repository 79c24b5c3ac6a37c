/** What goes wrong, when, and for how long. */
@NullMarked
package dev.pointsman.it.chaos.fault;

import org.jspecify.annotations.NullMarked;
