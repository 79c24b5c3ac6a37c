package dev.pointsman.worker.host;

/** What a host function does, on behalf of the guest that calls it. Safe on every thread. */
@FunctionalInterface
public interface HostCall {
    /**
     * Answers a call.
     *
     * @param guest who calls: its context, its effects, its memory
     * @param arguments as many as the function has parameters; an i32 stands in the low half of its
     *     long
     * @return the result; ignored for a function that has none
     */
    long answer(Guest guest, long... arguments);
}
