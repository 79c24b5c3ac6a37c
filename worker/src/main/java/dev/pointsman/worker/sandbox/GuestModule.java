package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.WasmModule;
import java.util.function.Function;

/**
 * A module that was admitted: compiled once, to be instantiated for every job. Immutable, so safe
 * on every thread.
 */
public final class GuestModule {
    private final WasmModule parsed;
    private final Function<Instance, Machine> machines;
    private final ImportValues imports;

    GuestModule(WasmModule parsed, Function<Instance, Machine> machines, ImportValues imports) {
        this.parsed = parsed;
        this.machines = machines;
        this.imports = imports;
    }

    WasmModule parsed() {
        return parsed;
    }

    Function<Instance, Machine> machines() {
        return machines;
    }

    ImportValues imports() {
        return imports;
    }
}
