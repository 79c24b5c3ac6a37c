package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.wasm.WasmModule;
import dev.pointsman.contracts.ErrorCode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Refuses function types, valid ones, of which the engine makes a class that the virtual machine
 * cannot load, so that an author reads which. Stateless, so safe on every thread.
 */
final class LoadableTypes {
    /** Of more functions of a type the engine makes classes beside the first one. */
    private static final int MOST_IN_A_CLASS = 1_024;

    private LoadableTypes() {}

    static void require(WasmModule module) {
        var functions = counted(NamedTypes.of(module).functions());
        requireResultsThatDiffer(functions.keySet());
        functions.forEach(LoadableTypes::requireInAClass);
    }

    /** It names what boxes several results after their types, and both references the same. */
    private static void requireResultsThatDiffer(Set<Signature> types) {
        var named = new HashSet<String>();
        types.stream()
                .map(Signature::leaves)
                .filter(results -> results.length() > 1)
                .distinct()
                .forEach(results -> requireNew(named, results));
    }

    private static void requireNew(Set<String> named, String results) {
        if (!named.add(results.replace(Signature.EXTERNAL, Signature.FUNCTION))) {
            throw new ModuleRefused(
                    ErrorCode.MODULE_REFUSED,
                    "function types whose results differ only in the kind of a reference, which the engine takes for the same: answer one of them in a table or a global");
        }
    }

    /** How many there are of each type, imported ones too; a type may be written down twice. */
    private static Map<Signature, Integer> counted(List<Signature> functions) {
        var counted = new HashMap<Signature, Integer>();
        functions.forEach(type -> counted.merge(type, 1, Integer::sum));
        return counted;
    }

    /** There it counts a parameter of 64 bits as one slot, of which it takes two. */
    private static void requireInAClass(Signature type, int functions) {
        if (functions > MOST_IN_A_CLASS && isWideBeforeOthers(type.takes())) {
            throw new ModuleRefused(
                    ErrorCode.MODULE_REFUSED,
                    "%d functions of one type with a parameter of 64 bits that is not the last (expected: at most %d, for the engine's sake): have it be the last, or split the module"
                            .formatted(functions, MOST_IN_A_CLASS));
        }
    }

    private static boolean isWideBeforeOthers(String parameters) {
        return parameters
                .chars()
                .limit(Math.max(0, parameters.length() - 1))
                .anyMatch(type -> type == Signature.I64 || type == Signature.F64);
    }
}
