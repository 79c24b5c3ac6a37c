package dev.pointsman.worker.kafka;

import dev.pointsman.worker.state.StateBudget;

/**
 * What a session knows of the state topic, and of jobs it has taken before. All of it ends with the
 * session.
 */
record SessionState(StateBudget budget, StateLoads loads, StateLoader loader, Verdicts verdicts) {}
