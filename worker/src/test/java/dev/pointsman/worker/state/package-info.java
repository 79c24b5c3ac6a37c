/** What jobs see of each other's state, and what becomes of it. */
@NullMarked
package dev.pointsman.worker.state;

import org.jspecify.annotations.NullMarked;
