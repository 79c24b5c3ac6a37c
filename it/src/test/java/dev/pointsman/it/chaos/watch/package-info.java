/** What is measured during a run. */
@NullMarked
package dev.pointsman.it.chaos.watch;

import org.jspecify.annotations.NullMarked;
