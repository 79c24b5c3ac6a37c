package dev.pointsman.worker.host;

import dev.pointsman.worker.tenant.Policy;
import dev.pointsman.worker.tenant.Recorded;
import java.util.Optional;

/**
 * What each host function does for one tenant: its own act where the policy grants the capability,
 * a refusal where it does not. Found by index, so that a call costs one array read whatever the
 * policy says. Immutable, so safe on every thread.
 */
public final class HostTable {
    private final HostCall[] calls;

    private HostTable(HostCall[] calls) {
        this.calls = calls;
    }

    static HostTable of(HostFunctions functions, Policy policy) {
        return new HostTable(
                functions.list().stream()
                        .map(function -> call(function, policy))
                        .toArray(HostCall[]::new));
    }

    /** What the function with this index does. */
    public HostCall at(int index) {
        return calls[index];
    }

    /** What the policy wants told is told by a call round the call: the others pay nothing. */
    private static HostCall call(HostFunction function, Policy policy) {
        var call =
                granted(function.capability(), policy)
                        ? granted(function, policy.grants().record())
                        : refusal(function, policy);
        return switch (policy.grants().audit()) {
            case NONE -> call;
            case REFUSED -> audited(function, call, false);
            case ALL -> audited(function, call, true);
        };
    }

    private static HostCall granted(HostFunction function, Recorded record) {
        return switch (record) {
            case NONE -> function.call();
            case FAILURES -> RecordedCalls.of(function);
        };
    }

    /** WASI, which is for every guest, is not told of. */
    private static HostCall audited(HostFunction function, HostCall call, boolean everyOne) {
        return function.capability()
                .<HostCall>map(capability -> new AuditedCall(capability, call, everyOne))
                .orElse(call);
    }

    private static boolean granted(Optional<String> capability, Policy policy) {
        return capability.map(policy::grants).orElse(true);
    }

    private static HostCall refusal(HostFunction function, Policy policy) {
        var capability = function.capability().orElse(function.path());
        return policy.leavesOut(capability)
                ? new LeftOut(capability, function.name())
                : new Refusal(capability, function.name());
    }
}
