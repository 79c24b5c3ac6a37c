/**
 * What decides in the intake: which jobs may run, which offsets are finished, what goes into the
 * next transaction. Decisions only: no thread, clock or client is in here, so that a simulator can
 * drive it through crashes that a test of the whole could never reach.
 */
@NullMarked
package dev.pointsman.worker.flow;

import org.jspecify.annotations.NullMarked;
