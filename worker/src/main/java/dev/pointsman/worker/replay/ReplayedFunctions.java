package dev.pointsman.worker.replay;

import dev.pointsman.worker.host.Capabilities;
import dev.pointsman.worker.host.HostCall;
import dev.pointsman.worker.host.HostFunction;
import dev.pointsman.worker.host.HostFunctions;
import dev.pointsman.worker.host.wasi.Wasi;

/**
 * A worker's host functions, over what was recorded: they check, count and refuse as they do there.
 * Made for one run.
 */
record ReplayedFunctions(ReplayedAnswers answers, RecordedEnd end) {
    HostFunctions functions() {
        var door = new ReplayedDoor(answers);
        var all = new HostFunctions(Wasi.functions()).with(Capabilities.functions(door));
        return new HostFunctions(all.list().stream().map(it -> it.doing(replayed(it))).toList());
    }

    private HostCall replayed(HostFunction function) {
        var call = checked(function);
        return (guest, arguments) -> {
            end.requireCall(answers.callTo(function.name()));
            return call.answer(guest, arguments);
        };
    }

    /** What was not asked for is not known, which is another answer than that there was none. */
    private HostCall checked(HostFunction function) {
        var call = function.call();
        return switch (function.path()) {
            case Capabilities.MODULE + ".config_get" ->
                    (guest, arguments) -> {
                        var answer = call.answer(guest, arguments);
                        answers.requireConfig(guest.effects().audit().target());
                        return answer;
                    };
            case Capabilities.MODULE + ".secret_get" ->
                    (guest, arguments) -> {
                        var answer = call.answer(guest, arguments);
                        answers.requireSecret(guest.effects().audit().target());
                        return answer;
                    };
            default -> call;
        };
    }
}
