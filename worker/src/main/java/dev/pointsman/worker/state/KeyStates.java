package dev.pointsman.worker.state;

import dev.pointsman.contracts.StateScope;

/** Where a job finds the state of its key. Safe on every thread. */
@FunctionalInterface
public interface KeyStates {
    /**
     * The state as a job finds it that begins; to be asked while the job runs, and only for one
     * that looks at its state.
     */
    KeyState of(StateScope scope);
}
