/**
 * The path of one job: from a reading of its record to a finished job with its outcome and effects.
 */
@NullMarked
package dev.pointsman.worker.job;

import org.jspecify.annotations.NullMarked;
