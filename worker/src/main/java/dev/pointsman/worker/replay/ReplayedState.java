package dev.pointsman.worker.replay;

import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.StateName;
import dev.pointsman.contracts.StateScope;
import dev.pointsman.worker.state.KeyState;
import dev.pointsman.worker.state.PendingWrites;
import dev.pointsman.worker.state.StateWrite;
import java.util.List;
import java.util.Optional;

/** State as it was found in the run that was recorded. Owned by the job's thread. */
record ReplayedState(StateScope scope, ReplayedAnswers answers) implements KeyState {
    @Override
    public Optional<Payload> find(StateName name) {
        return answers.value(name);
    }

    @Override
    public Optional<StateName> next(Optional<StateName> before) {
        return answers.next(before);
    }

    @Override
    public Room reserve(long growth, long maxBytes) {
        return switch (answers.room()) {
            case ENOUGH -> Room.ENOUGH;
            case TENANT_HAS_ITS_SHARE -> Room.TENANT_HAS_ITS_SHARE;
            case WORKER_IS_FULL -> Room.WORKER_IS_FULL;
        };
    }

    @Override
    public PendingWrites end(List<StateWrite> writes) {
        return PendingWrites.NONE;
    }
}
