package dev.pointsman.worker.effects;

import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.RecordedAnswer;
import dev.pointsman.contracts.RecordedAnswer.StateNext;
import dev.pointsman.contracts.RecordedAnswer.StateRoom;
import dev.pointsman.contracts.RecordedAnswer.StateValue;
import dev.pointsman.contracts.StateName;
import dev.pointsman.contracts.StateScope;
import dev.pointsman.worker.state.KeyState;
import dev.pointsman.worker.state.PendingWrites;
import dev.pointsman.worker.state.StateWrite;
import java.util.List;
import java.util.Optional;

/** State of a job whose recorder hears what it finds there. Owned by the job's thread. */
record WatchedState(KeyState state, Recorder recorder) implements KeyState {
    @Override
    public StateScope scope() {
        return state.scope();
    }

    @Override
    public Optional<Payload> find(StateName name) {
        var value = state.find(name);
        recorder.state(new StateValue(name, value));
        return value;
    }

    @Override
    public Optional<StateName> next(Optional<StateName> before) {
        var next = state.next(before);
        recorder.state(new StateNext(before, next));
        return next;
    }

    @Override
    public KeyState.Room reserve(long growth, long maxBytes) {
        var room = state.reserve(growth, maxBytes);
        recorder.state(new StateRoom(named(room)));
        return room;
    }

    @Override
    public PendingWrites end(List<StateWrite> writes) {
        return state.end(writes);
    }

    private static RecordedAnswer.Room named(KeyState.Room room) {
        return switch (room) {
            case ENOUGH -> RecordedAnswer.Room.ENOUGH;
            case TENANT_HAS_ITS_SHARE -> RecordedAnswer.Room.TENANT_HAS_ITS_SHARE;
            case WORKER_IS_FULL -> RecordedAnswer.Room.WORKER_IS_FULL;
        };
    }
}
