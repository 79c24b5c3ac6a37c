package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.GlobalImport;
import com.dylibso.chicory.wasm.types.TableImport;
import dev.pointsman.contracts.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The types of what a module's code may name, imported ones first. Immutable, so safe on every
 * thread.
 */
record NamedTypes(
        List<Signature> types,
        List<Signature> functions,
        List<Character> globals,
        List<Character> tables) {

    static NamedTypes of(WasmModule module) {
        var types = Arrays.stream(module.typeSection().types()).map(Signature::of).toList();
        return new NamedTypes(types, functions(module, types), globals(module), tables(module));
    }

    private static List<Signature> functions(WasmModule module, List<Signature> types) {
        var section = module.functionSection();
        var imported =
                module.importSection().stream()
                        .filter(FunctionImport.class::isInstance)
                        .map(it -> ((FunctionImport) it).typeIndex());
        var own = IntStream.range(0, section.functionCount()).mapToObj(section::getFunctionType);
        return Stream.concat(imported, own).map(index -> at(types, index, "type")).toList();
    }

    private static List<Character> globals(WasmModule module) {
        var section = module.globalSection();
        var imported =
                module.importSection().stream()
                        .filter(GlobalImport.class::isInstance)
                        .map(it -> ((GlobalImport) it).type());
        var own =
                IntStream.range(0, section.globalCount())
                        .mapToObj(i -> section.getGlobal(i).valueType());
        return Stream.concat(imported, own).map(Signature::letter).toList();
    }

    private static List<Character> tables(WasmModule module) {
        var section = module.tableSection();
        var imported =
                module.importSection().stream()
                        .filter(TableImport.class::isInstance)
                        .map(it -> ((TableImport) it).entryType());
        var own =
                IntStream.range(0, section.tableCount())
                        .mapToObj(i -> section.getTable(i).elementType());
        return Stream.concat(imported, own).map(Signature::letter).toList();
    }

    /** What stands in this place; refuses a module that names what it has not. */
    static <T> T at(List<T> all, long index, String what) {
        if (index < 0 || index >= all.size()) {
            throw new ModuleRefused(
                    ErrorCode.MODULE_REFUSED,
                    "%s %d where there are %d (expected: valid code; wasm-validate says where it is not)"
                            .formatted(what, index, all.size()));
        }
        return all.get((int) index);
    }
}
