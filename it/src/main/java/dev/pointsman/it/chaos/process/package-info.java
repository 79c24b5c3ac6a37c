/** The processes of a run: a broker and workers, each in a JVM of its own. */
@NullMarked
package dev.pointsman.it.chaos.process;

import org.jspecify.annotations.NullMarked;
