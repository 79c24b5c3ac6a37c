package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.CompiledModule;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Wording;
import dev.pointsman.worker.host.HostFunctions;
import java.util.function.Function;

/**
 * Looks at a module before it may run: is it WebAssembly, of the kind we run, with imports we offer
 * and the export we call; then compiles it. Immutable, so safe on every thread.
 */
public final class Gate {
    private final ImportCheck imports;

    public Gate(HostFunctions functions) {
        this.imports = new ImportCheck(functions);
    }

    /**
     * Admits a module or says why not; never throws for anything a module's author can write. What
     * the scan has let through, parser and compiler meet with typed exceptions, and with raw ones
     * of the JDK.
     */
    public Admission admit(Payload bytes) {
        try {
            WasmHeader.requireCore(bytes);
            return new Admission.Admitted(compile(ModuleScan.sections(bytes.toBytes())));
        } catch (ModuleRefused refused) {
            return refused.toRefusal();
        } catch (RuntimeException
                | StackOverflowError
                | OutOfMemoryError
                | LinkageError
                | AssertionError e) {
            return new Admission.Refused(
                    ErrorCode.MODULE_REFUSED,
                    "the module is malformed or uses what we do not run: " + reason(e));
        }
    }

    /** The engine's exceptions speak of the module, the JDK's of the engine. */
    private static String reason(Throwable e) {
        return e instanceof ChicoryException
                ? Wording.printable("" + e.getMessage())
                : e.getClass().getSimpleName() + " in the engine";
    }

    private GuestModule compile(Sections sections) {
        var module = Parser.parse(sections.withoutCustom());
        var linked = imports.link(module);
        ExportCheck.requireEntry(module);
        TypeCheck.requireFewEqual(module);
        var frameBytes = EffortCheck.requireSmall(module);
        var image = MemoryImage.of(module);
        var machines =
                MachineFactoryCompiler.builder(module)
                        .withInterpreterFallback(InterpreterFallback.FAIL)
                        .compile();
        var outline = Parser.parse(sections.outline());
        return new GuestModule(outline, unbound(machines), linked, image, sections, frameBytes);
    }

    /** What makes machines for instances of the module's outline, too. */
    private static Function<Instance, Machine> unbound(Function<Instance, Machine> machines) {
        return machines instanceof CompiledModule compiled ? compiled.machineFactory() : machines;
    }
}
