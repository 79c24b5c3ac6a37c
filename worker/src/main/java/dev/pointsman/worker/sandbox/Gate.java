package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionImport;
import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Wording;
import dev.pointsman.worker.host.HostFunctions;

/**
 * Looks at a module before it may run: is it WebAssembly, of the kind we run, with imports we offer
 * and the export we call; then compiles it. Immutable, so safe on every thread.
 */
public final class Gate {
    /** The export of a WASI command, which runs a job. */
    static final String ENTRY = "_start";

    private static final int MAX_TABLES = 4;

    private final ImportCheck imports;

    public Gate(HostFunctions functions) {
        this.imports = new ImportCheck(functions);
    }

    /**
     * Admits a module or says why not; never throws for anything a module's author can write.
     * Parser and compiler meet hostile bytes with typed exceptions, and with raw ones of the JDK: a
     * length field that lies is an {@code OutOfMemoryError} of one array, not of the heap.
     */
    public Admission admit(Payload bytes) {
        try {
            WasmHeader.requireCore(bytes);
            return new Admission.Admitted(compile(Parser.parse(bytes.toBytes())));
        } catch (ModuleRefused refused) {
            return refused.toRefusal();
        } catch (RuntimeException
                | StackOverflowError
                | OutOfMemoryError
                | LinkageError
                | AssertionError e) {
            return new Admission.Refused(
                    ErrorCode.MODULE_REFUSED,
                    "the module is malformed or uses what we do not run: "
                            + Wording.printable("" + e.getMessage()));
        }
    }

    private GuestModule compile(WasmModule module) {
        requireOneMemory(module);
        requireSmallTables(module);
        InstructionCheck.requireHeld(module);
        var linked = imports.link(module);
        requireEntry(module);
        var image = MemoryImage.of(module);
        var machines =
                MachineFactoryCompiler.builder(module)
                        .withInterpreterFallback(InterpreterFallback.FAIL)
                        .compile();
        return new GuestModule(module, machines, linked, image);
    }

    private static void requireOneMemory(WasmModule module) {
        var memories = module.memorySection().map(section -> section.memoryCount()).orElse(0);
        if (memories > 1) {
            throw new ModuleRefused(
                    ErrorCode.MODULE_REFUSED, memories + " memories (expected: at most one)");
        }
    }

    private static void requireSmallTables(WasmModule module) {
        var tables = module.tableSection().tableCount();
        if (tables > MAX_TABLES) {
            throw new ModuleRefused(
                    ErrorCode.MODULE_REFUSED,
                    tables + " tables (expected: at most " + MAX_TABLES + ")");
        }
        for (var i = 0; i < tables; i++) {
            var slots = module.tableSection().getTable(i).limits().min();
            if (slots > JobTable.MAX_SLOTS) {
                throw new ModuleRefused(
                        ErrorCode.MODULE_REFUSED,
                        "a table of "
                                + slots
                                + " slots (expected: at most "
                                + JobTable.MAX_SLOTS
                                + ")");
            }
        }
    }

    private static void requireEntry(WasmModule module) {
        var exports = module.exportSection();
        for (var i = 0; i < exports.exportCount(); i++) {
            var export = exports.getExport(i);
            if (export.name().equals(ENTRY) && export.exportType() == ExternalType.FUNCTION) {
                requireNoArguments(module, export.index());
                return;
            }
        }
        throw new ModuleRefused(
                ErrorCode.EXPORT_MISSING,
                "no function _start: build a program (a WASI command), not a library");
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
