package dev.pointsman.contracts;

/**
 * What a record of the jobs topic was read as, and what its headers come to, which is found on the
 * way. Immutable, so safe on every thread.
 *
 * @param textBytes what the texts take of a heap, at most, that were made of headers; they are held
 *     beside these
 */
public record JobReading(Reading<JobRecord> record, HeaderSum headers, long textBytes) {}
