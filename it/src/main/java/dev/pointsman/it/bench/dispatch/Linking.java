package dev.pointsman.it.bench.dispatch;

import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.WasmModule;
import java.util.function.Function;

/** Two ways to make an instance from a module and its imports. Stateless. */
public enum Linking {
    /** The engine's builder, which looks every import up among all, for every instance. */
    ENGINE {
        @Override
        Made of(WasmModule module) {
            return (imports, machines) ->
                    Instance.builder(module)
                            .withImportValues(imports)
                            .withMachineFactory(machines)
                            .withStart(false)
                            .build();
        }
    },
    /** The worker's: the links are worked out once, and imports come in the module's order. */
    ONCE {
        @Override
        Made of(WasmModule module) {
            return new LinkedOnce(module)::make;
        }
    };

    abstract Made of(WasmModule module);

    /** Makes an instance. */
    @FunctionalInterface
    interface Made {
        Instance with(ImportValues imports, Function<Instance, Machine> machines);
    }
}
