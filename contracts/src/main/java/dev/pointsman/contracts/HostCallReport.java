package dev.pointsman.contracts;

import java.util.Optional;

/**
 * What a guest asked of a capability, and what became of it. Immutable, so safe on every thread.
 *
 * @param number its place among the job's calls that are told of, from 1
 * @param target what it was about: a topic, a place, a name
 * @param outcome {@code allowed}, {@code refused}, or {@code failed} for a bad argument or a limit
 * @param answer the number the guest was answered
 * @param idempotencyKey what the call carried outside
 */
public record HostCallReport(
        int number,
        String capability,
        String target,
        String outcome,
        long answer,
        long micros,
        Optional<String> idempotencyKey) {}
