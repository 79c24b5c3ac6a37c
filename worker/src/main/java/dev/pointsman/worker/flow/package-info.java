/**
 * What decides in the intake: which jobs may run, which offsets are finished, what goes into the
 * next transaction. Decisions only: no thread, clock or client is in here, so that a simulator can
 * drive it through crashes that a test of the whole could never reach.
 *
 * <p>Its words: a <em>claim</em> is a partition as this worker holds it from one assignment to the
 * next, and that of its retries goes <em>beside</em> it; a <em>ticket</em> is a job under a claim;
 * a <em>lane</em> is the jobs of one tenant and key, <em>kept</em> while one of them waits for
 * another attempt; an <em>errand</em> has something fetched that jobs <em>need</em>;
 * <em>sleepers</em> are not due yet; a <em>withdrawn</em> job is one that a cancel has found; a
 * <em>voucher</em> is what the group said of who we are.
 */
@NullMarked
package dev.pointsman.worker.flow;

import org.jspecify.annotations.NullMarked;
