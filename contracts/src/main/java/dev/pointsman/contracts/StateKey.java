package dev.pointsman.contracts;

/** What one record of the state topic is about. */
public record StateKey(StateScope scope, StateName name) {}
