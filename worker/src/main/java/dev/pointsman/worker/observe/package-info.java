/** Tells operators what happens, as a listener of the job path. */
@NullMarked
package dev.pointsman.worker.observe;

import org.jspecify.annotations.NullMarked;
