package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.Import;
import com.dylibso.chicory.wasm.types.ValType;
import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Wording;
import dev.pointsman.worker.host.HostFunction.ValueType;
import dev.pointsman.worker.host.HostFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Links a module's imports to host functions: exactly those it imports, in its order, because the
 * engine searches them for every instance. What nobody offers is named all at once. Immutable, so
 * safe on every thread.
 */
final class ImportCheck {
    /** Instances are linked in time that grows with the square of it; there is less to import. */
    static final int MAX_IMPORTS = 64;

    private final HostFunctions functions;

    ImportCheck(HostFunctions functions) {
        this.functions = functions;
    }

    /** The module's imports, linked; throws {@link ModuleRefused} naming all that cannot be. */
    ImportValues link(WasmModule module) {
        var imports = module.importSection();
        var linked = ImportValues.builder();
        var complaints = new ArrayList<String>();
        imports.stream()
                .forEach(wanted ->
                        complaint(module, wanted)
                                .ifPresentOrElse(
                                        complaints::add, () -> linked.addFunction(bind(wanted))));
        if (!complaints.isEmpty()) {
            throw new ModuleRefused(
                    ErrorCode.IMPORT_UNKNOWN, "nobody offers " + String.join("; ", complaints));
        }
        return linked.build();
    }

    private Optional<String> complaint(WasmModule module, Import wanted) {
        var name = wanted.module() + "." + wanted.name();
        if (!(wanted instanceof FunctionImport function)) {
            return Optional.of(
                    Wording.quote(name)
                            + " (a guest brings its own "
                            + wanted.importType().name()
                            + ")");
        }
        var index = functions.indexOf(wanted.module(), wanted.name());
        if (index.isEmpty()) {
            return Optional.of(Wording.quote(name) + suggestion(name));
        }
        var offered = typeOf(index.get());
        var expected = module.typeSection().getType(function.typeIndex());
        return offered.equals(expected)
                ? Optional.empty()
                : Optional.of(Wording.quote(name) + " as " + expected + " (it is " + offered + ")");
    }

    private String suggestion(String name) {
        return Wording.nearest(name, functions.paths())
                .map(near -> " (did you mean " + near + "?)")
                .orElse("");
    }

    /**
     * The engine's function is as dumb as can be: who calls, and what that means, the machine
     * knows.
     */
    private HostFunction bind(Import wanted) {
        var index = functions.indexOf(wanted.module(), wanted.name()).orElseThrow();
        var answers = functions.at(index).result().isPresent();
        return new HostFunction(
                wanted.module(),
                wanted.name(),
                typeOf(index),
                (instance, arguments) -> {
                    var result = JobMachine.answer(instance, index, arguments);
                    return answers ? new long[] {result} : new long[0];
                });
    }

    private FunctionType typeOf(int index) {
        var function = functions.at(index);
        return FunctionType.of(
                engineTypes(function.parameters()),
                engineTypes(function.result().stream().toList()));
    }

    private static List<ValType> engineTypes(List<ValueType> types) {
        return types.stream()
                .map(type ->
                        switch (type) {
                            case I32 -> ValType.I32;
                            case I64 -> ValType.I64;
                            case F32 -> ValType.F32;
                            case F64 -> ValType.F64;
                        })
                .toList();
    }
}
