package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.CompiledModule;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.ModuleDigest;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Wording;
import dev.pointsman.worker.host.HostFunctions;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks at a module before it may run: is it WebAssembly, of the kind we run, with imports we offer
 * and the export we call; then compiles it. Immutable, so safe on every thread.
 */
public final class Gate {
    /**
     * A file is there four times at most: as it came, as it is read, as it is parsed, and in parts.
     */
    private static final long FILES = 4;

    /** What looking at a module takes of the heap at most. */
    public static final long COMPILING_BYTES =
            CompilingRoom.MAX_BYTES + FILES * ModuleScan.MAX_BYTES;

    private static final String TOO_LARGE = "exceeds the Java method size limits";

    /** The engine quotes names, and says all that is wrong with a function at once. */
    private static final int MAX_REASON_CHARS = 1_000;

    private final ImportCheck imports;
    private final Optional<CodeCache> cache;

    public Gate(HostFunctions functions) {
        this(functions, Optional.empty());
    }

    /**
     * @param cache where code that was generated before may be
     */
    public Gate(HostFunctions functions, Optional<CodeCache> cache) {
        this.imports = new ImportCheck(functions);
        this.cache = cache;
    }

    /**
     * Admits a module or says why not; never throws for anything a module's author can write. What
     * the scan has let through, parser and compiler meet with typed exceptions, and with raw ones
     * of the JDK.
     */
    public Admission admit(Payload bytes) {
        try {
            WasmHeader.requireCore(bytes);
            var digest = ModuleDigest.of(bytes);
            return new Admission.Admitted(compile(ModuleScan.sections(bytes.toBytes()), digest));
        } catch (ModuleRefused refused) {
            return refused.toRefusal();
        } catch (RuntimeException
                | StackOverflowError
                | OutOfMemoryError
                | LinkageError
                | AssertionError e) {
            return new Admission.Refused(
                    ErrorCode.MODULE_REFUSED,
                    isTooLarge(e)
                            ? "a function that is too large to compile: build with -Os, or split it"
                            : "the module is malformed or uses what we do not run: " + reason(e));
        }
    }

    private static boolean isTooLarge(Throwable e) {
        return e instanceof ChicoryException && ("" + e.getMessage()).contains(TOO_LARGE);
    }

    /** The engine's exceptions speak of the module, the JDK's of the engine. */
    private static String reason(Throwable e) {
        return e instanceof ChicoryException
                ? Wording.printable("" + e.getMessage(), MAX_REASON_CHARS)
                : e.getClass().getSimpleName() + " in the engine";
    }

    private GuestModule compile(Sections sections, ModuleDigest digest) {
        var module = ValidCode.parse(sections.withoutCustom());
        var linked = imports.link(module);
        ExportCheck.requireEntry(module);
        TypeCheck.requireFew(module);
        LoadableTypes.require(module);
        var image = MemoryImage.of(module);
        var cost = EffortCheck.requireSmall(module, image.bytes());
        var machines = machines(module, digest);
        var outline = Parser.parse(sections.outline());
        return new GuestModule(outline, unbound(machines), linked, image, sections, cost);
    }

    private Function<Instance, Machine> machines(WasmModule module, ModuleDigest digest) {
        if (cache.isEmpty()) {
            return compiler(module).compile();
        }
        var entry = cache.get().of(digest);
        try {
            return compiler(module).withCache(entry).compile();
        } catch (RuntimeException | LinkageError unusable) {
            if (!entry.isFound()) {
                throw unusable;
            }
            entry.drop("the engine cannot load it");
            return compiler(module).compile();
        }
    }

    private static MachineFactoryCompiler.Builder compiler(WasmModule module) {
        return MachineFactoryCompiler.builder(module)
                .withInterpreterFallback(InterpreterFallback.FAIL);
    }

    /** What makes machines for instances of the module's outline, too. */
    private static Function<Instance, Machine> unbound(Function<Instance, Machine> machines) {
        return machines instanceof CompiledModule compiled ? compiled.machineFactory() : machines;
    }
}
