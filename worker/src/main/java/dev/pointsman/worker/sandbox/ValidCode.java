package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionBody;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses a module, and stops at the first value of the wrong type in its code. The engine's own
 * validator goes on to the function's end, and makes an exception with a stack trace for each: of
 * two bytes, sixty-four. So it sees only what has none. Stateless, so safe on every thread.
 */
final class ValidCode {
    private ValidCode() {}

    static WasmModule parse(byte[] bytes) {
        var module =
                Parser.builder()
                        .withValidation(false)
                        .build()
                        .parse(() -> new ByteArrayInputStream(bytes));
        requireTypes(module);
        return validated(module);
    }

    private static void requireTypes(WasmModule module) {
        var named = NamedTypes.of(module);
        var imported = module.importSection().count(ExternalType.FUNCTION);
        for (var i = 0; i < module.codeSection().functionBodyCount(); i++) {
            requireTypes(named, imported + i, module.codeSection().getFunctionBody(i));
        }
    }

    private static void requireTypes(NamedTypes named, int function, FunctionBody body) {
        var type = NamedTypes.at(named.functions(), function, "function");
        var types = new OperandTypes(named, function, type, variables(type, body));
        body.instructions().forEach(types::apply);
    }

    private static List<Character> variables(Signature type, FunctionBody body) {
        var variables = new ArrayList<Character>();
        (type.takes() + Signature.letters(body.localTypes()))
                .chars()
                .forEach(letter -> variables.add((char) letter));
        return variables;
    }

    /**
     * The same module, held against all that the engine asks for; its functions end in ends of
     * their own.
     */
    private static WasmModule validated(WasmModule module) {
        var builder =
                WasmModule.builder()
                        .setTypeSection(module.typeSection())
                        .setImportSection(module.importSection())
                        .setFunctionSection(module.functionSection())
                        .setTableSection(module.tableSection())
                        .setGlobalSection(module.globalSection())
                        .setExportSection(module.exportSection())
                        .setElementSection(module.elementSection())
                        .setCodeSection(OwnEnds.of(module.codeSection()))
                        .setDataSection(module.dataSection())
                        .withDigest(module.digest());
        module.memorySection().ifPresent(builder::setMemorySection);
        module.startSection().ifPresent(builder::setStartSection);
        module.dataCountSection().ifPresent(builder::setDataCountSection);
        return builder.build();
    }
}
