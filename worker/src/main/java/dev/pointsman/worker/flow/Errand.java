package dev.pointsman.worker.flow;

/**
 * Something is to be fetched.
 *
 * @param owner whose jobs need it
 */
public record Errand(Object owner, Need need) {}
