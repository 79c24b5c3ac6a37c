package dev.pointsman.worker.host;

import java.util.List;
import java.util.Optional;

/**
 * One function a guest may import. Immutable, so safe on every thread.
 *
 * @param module the import's module, such as {@code pointsman/v1}
 * @param name the import's name
 * @param parameters the types it takes
 * @param result the type it answers, if it answers
 * @param capability what must be granted before it acts; a function without one is for every guest
 * @param call what it does for a guest that was granted it
 */
public record HostFunction(
        String module,
        String name,
        List<ValueType> parameters,
        Optional<ValueType> result,
        Optional<String> capability,
        HostCall call) {
    public HostFunction {
        parameters = List.copyOf(parameters);
    }

    /** The same import, doing this. */
    public HostFunction doing(HostCall other) {
        return new HostFunction(module, name, parameters, result, capability, other);
    }

    /** The import as messages name it. */
    public String path() {
        return module + "." + name;
    }

    /** The types of WebAssembly that host functions use; floating-point numbers as their bits. */
    public enum ValueType {
        I32,
        I64,
        F32,
        F64
    }
}
