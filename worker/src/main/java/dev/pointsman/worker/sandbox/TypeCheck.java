package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionType;
import dev.pointsman.contracts.ErrorCode;
import java.util.Arrays;
import java.util.List;

/**
 * Refuses modules whose function types keep the compiler busy: it looks, for every type, through
 * all functions for those of it, value by value. Those that write one type down many times make it
 * generate as many ways to call each; toolchains write each once. Stateless, so safe on every
 * thread.
 */
final class TypeCheck {
    private static final int MAX_EQUAL = 4;

    /**
     * Values compared; each takes about ten nanoseconds. Toolchains' modules stay below a tenth.
     */
    private static final long MAX_COMPARISONS = 50_000_000;

    private TypeCheck() {}

    static void requireFew(WasmModule module) {
        var types = Arrays.asList(module.typeSection().types());
        requireFewEqual(types);
        requireFewComparisons(types, module.functionSection().functionCount());
    }

    private static void requireFewEqual(List<FunctionType> types) {
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

    private static void requireFewComparisons(List<FunctionType> types, int functions) {
        var values = types.stream().mapToLong(TypeCheck::values).sum();
        if (values * functions > MAX_COMPARISONS) {
            throw new ModuleRefused(
                    ErrorCode.MODULE_REFUSED,
                    "%d functions beside %d types of %d values (expected: at most %d by values): split the module"
                            .formatted(functions, types.size(), values, MAX_COMPARISONS));
        }
    }

    private static int values(FunctionType type) {
        return 1 + type.params().size() + type.returns().size();
    }
}
