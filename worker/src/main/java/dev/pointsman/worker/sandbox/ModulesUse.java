package dev.pointsman.worker.sandbox;

/**
 * How the cache of modules fares. Immutable, so safe on every thread.
 *
 * @param hits times a module was asked for that had been looked at
 * @param misses times one had to be looked at first
 * @param bytes what they take of the heap, about
 * @param compiles how often one was looked at, and compiled if it was let in
 * @param compileNanos how long that took, all together
 */
public record ModulesUse(long hits, long misses, long bytes, long compiles, long compileNanos) {}
