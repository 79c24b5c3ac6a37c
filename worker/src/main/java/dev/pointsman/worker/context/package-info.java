/**
 * On whose behalf a job runs, with which grants and limits, and until when: one immutable {@link
 * dev.pointsman.worker.context.JobContext} a job.
 */
@NullMarked
package dev.pointsman.worker.context;

import org.jspecify.annotations.NullMarked;
