package dev.pointsman.it.bench.dispatch;

import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import dev.pointsman.local.Home;
import java.util.List;
import java.util.function.Function;

/**
 * A module with the twelve imports of a program in Rust that asks its host for something, four of
 * which it calls. What does not change from instance to instance is worked out once. Immutable, so
 * safe on every thread.
 */
final class BenchGuest {
    private final WasmModule module =
            Parser.parse(Home.current().folder().resolve("contracts/guests/testing/dispatch.wasm"));
    private final Function<Instance, Machine> machines = MachineFactoryCompiler.compile(module);
    private final List<Wanted> wanted =
            module.importSection().stream()
                    .map(FunctionImport.class::cast)
                    .map(it -> new Wanted(it.module(), it.name(), type(it)))
                    .toList();
    private final Carriers carrier;
    private final Tenant tenant;
    private final Linking.Made linked;

    BenchGuest(Carriers carrier, Linking linking, Tenant tenant) {
        this.carrier = carrier;
        this.tenant = tenant;
        this.linked = linking.of(module);
    }

    private FunctionType type(FunctionImport wanted) {
        return module.typeSection().getType(wanted.typeIndex());
    }

    /** Of what the module wants, and of nothing else. */
    ImportValues imports() {
        var imports = new HostFunction[wanted.size()];
        for (var i = 0; i < imports.length; i++) {
            var it = wanted.get(i);
            var call = carrier.call(i % Carriers.FUNCTIONS, tenant);
            imports[i] =
                    new HostFunction(
                            it.module,
                            it.name,
                            it.type,
                            (made, arguments) ->
                                    new long[] {call.answer(made, (int) arguments[0])});
        }
        return ImportValues.builder().addFunction(imports).build();
    }

    Instance instance(ImportValues imports) {
        return linked.with(imports, made -> carrier.machine(machines.apply(made), tenant));
    }

    /** An import as the module declares it. */
    private record Wanted(String module, String name, FunctionType type) {}
}
