package dev.pointsman.worker.host.wasi;

import dev.pointsman.worker.host.Guest;
import dev.pointsman.worker.host.HostFunctions;

/** Calls a function of WASI by its name, as a guest does. */
final class TestingCalls {
    private static final HostFunctions FUNCTIONS = new HostFunctions(Wasi.functions());

    private TestingCalls() {}

    /** What the function answers, an errno. */
    static int call(Guest guest, String function, long... arguments) {
        var index = FUNCTIONS.indexOf(Wasi.MODULE, function).orElseThrow();
        return (int) FUNCTIONS.at(index).call().answer(guest, arguments);
    }
}
