/**
 * The words of the wire, both ways: what a publisher writes to have a job run, and what comes back
 * on the results and dead-letters topics.
 *
 * <p>A publisher builds a {@link dev.pointsman.contracts.JobRequest} and lets {@link
 * dev.pointsman.contracts.JobRequestCodec} write its headers; the worker reads them with the same
 * codec. The worker answers with a {@link dev.pointsman.contracts.JobResult}, which {@link
 * dev.pointsman.contracts.JobResultCodec} writes and a consumer reads. Bytes from Kafka are
 * hostile: the codecs never throw on them, they answer {@link
 * dev.pointsman.contracts.Reading.Rejected} with the reason.
 */
@NullMarked
package dev.pointsman.contracts;

import org.jspecify.annotations.NullMarked;
