/**
 * The worker: {@link dev.pointsman.worker.Main} builds the graph by constructors, {@link
 * dev.pointsman.worker.Worker} starts, drains and closes it.
 */
@NullMarked
package dev.pointsman.worker;

import org.jspecify.annotations.NullMarked;
