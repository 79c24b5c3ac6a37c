package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionImport;
import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Wording;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/** Finds the export that a job is run by. Stateless, so safe on every thread. */
final class ExportCheck {
    /** The export of a WASI command, which runs a job. */
    static final String ENTRY = "_start";

    private ExportCheck() {}

    static void requireEntry(WasmModule module) {
        var exports = exports(module);
        requireEachOnce(exports);
        var entry =
                exports.stream()
                        .filter(export -> export.name().equals(ENTRY))
                        .filter(export -> export.exportType() == ExternalType.FUNCTION)
                        .findFirst()
                        .orElseThrow(() ->
                                new ModuleRefused(
                                        ErrorCode.EXPORT_MISSING,
                                        "no function _start: build a program (a WASI command), not a library"));
        requireNoArguments(module, entry.index());
    }

    private static List<Export> exports(WasmModule module) {
        var section = module.exportSection();
        return IntStream.range(0, section.exportCount()).mapToObj(section::getExport).toList();
    }

    private static void requireEachOnce(List<Export> exports) {
        var names = new HashSet<String>();
        for (var export : exports) {
            if (!names.add(export.name())) {
                throw new ModuleRefused(
                        ErrorCode.MODULE_REFUSED,
                        "two exports named " + Wording.quote(export.name()));
            }
        }
    }

    private static void requireNoArguments(WasmModule module, int function) {
        var imported = module.importSection().count(ExternalType.FUNCTION);
        var type =
                function < imported
                        ? module.typeSection().getType(importedType(module, function))
                        : module.functionSection()
                                .getFunctionType(function - imported, module.typeSection());
        if (!type.params().isEmpty() || !type.returns().isEmpty()) {
            throw new ModuleRefused(
                    ErrorCode.EXPORT_MISSING,
                    "_start is " + type + " (expected: no parameters, no results)");
        }
    }

    private static int importedType(WasmModule module, int function) {
        return module.importSection().stream()
                .filter(FunctionImport.class::isInstance)
                .map(FunctionImport.class::cast)
                .skip(function)
                .findFirst()
                .orElseThrow()
                .typeIndex();
    }
}
