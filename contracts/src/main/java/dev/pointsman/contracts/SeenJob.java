package dev.pointsman.contracts;

import java.time.Instant;

/**
 * A job that has ended, as it is remembered.
 *
 * @param offset where its record stands in the partition of the jobs topic; less than 0 if it is no
 *     job, but a cancel that workers remember
 * @param until a job of the same name is the same job up to this moment
 */
public record SeenJob(long offset, Instant until) {}
