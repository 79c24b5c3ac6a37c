package dev.pointsman.worker.host;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All functions guests may import, each with its index. Built once; the same for every tenant, so
 * that signatures and links never change: what differs is the {@link HostTable} behind them.
 * Immutable, so safe on every thread.
 */
public final class HostFunctions {
    private final List<HostFunction> functions;
    private final Map<String, Integer> indexes = new HashMap<>();

    public HostFunctions(List<HostFunction> functions) {
        this.functions = List.copyOf(functions);
        for (var index = 0; index < functions.size(); index++) {
            var path = functions.get(index).path();
            if (indexes.put(path, index) != null) {
                throw new IllegalArgumentException("host function " + path + ": registered twice");
            }
        }
    }

    /** Every function: its place in the list is its index. */
    public List<HostFunction> list() {
        return functions;
    }

    /** The function with this index. */
    public HostFunction at(int index) {
        return functions.get(index);
    }

    /** The index of the function a guest imports by these names, if anybody offers it. */
    public Optional<Integer> indexOf(String module, String name) {
        return Optional.ofNullable(indexes.get(module + "." + name));
    }

    /** The paths of all functions, to suggest from. */
    public Set<String> paths() {
        return Set.copyOf(indexes.keySet());
    }

    /** These functions and more: how an embedder adds a capability of its own. */
    public HostFunctions with(List<HostFunction> more) {
        var all = new ArrayList<>(functions);
        all.addAll(more);
        return new HostFunctions(all);
    }
}
