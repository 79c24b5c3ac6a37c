package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionType;
import dev.pointsman.contracts.ErrorCode;
import java.util.Arrays;
import java.util.List;

/**
 * Refuses modules that write one function type down many times: the compiler looks for all that are
 * alike, for every function, and toolchains write each once. Stateless, so safe on every thread.
 */
final class TypeCheck {
    private static final int MAX_EQUAL = 4;

    private TypeCheck() {}

    static void requireFewEqual(WasmModule module) {
        var types = types(module);
        var equal = types.size() - types.stream().distinct().count();
        if (equal > MAX_EQUAL) {
            throw new ModuleRefused(
                    ErrorCode.MODULE_REFUSED,
                    equal
                            + " function types that are there already (expected: at most "
                            + MAX_EQUAL
                            + ")");
        }
    }

    private static List<FunctionType> types(WasmModule module) {
        return Arrays.asList(module.typeSection().types());
    }
}
