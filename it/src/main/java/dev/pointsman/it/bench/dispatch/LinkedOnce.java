package dev.pointsman.it.bench.dispatch;

import com.dylibso.chicory.runtime.ExecutionListener;
import com.dylibso.chicory.runtime.GlobalFactory;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.runtime.TableFactory;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.DataSegment;
import com.dylibso.chicory.wasm.types.Element;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.Global;
import com.dylibso.chicory.wasm.types.Table;
import com.dylibso.chicory.wasm.types.TagType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the worker's {@code FreshInstances} does, for a module of functions only, and with other
 * imports each time: so that whoever swaps imports is measured at its best, too. Immutable, so safe
 * on every thread.
 */
final class LinkedOnce {
    private static final MethodHandle CONSTRUCTOR = constructor();

    private final WasmModule module;
    private final Global[] globals;
    private final DataSegment[] data;
    private final FunctionBody[] bodies;
    private final FunctionType[] types;
    private final int[] functionTypes;
    private final Element[] elements;
    private final Map<String, Export> exports;

    LinkedOnce(WasmModule module) {
        this.module = module;
        this.globals = module.globalSection().globals();
        this.data = module.dataSection().dataSegments();
        this.bodies = module.codeSection().functionBodies();
        this.types = module.typeSection().types();
        this.functionTypes = functionTypes(module);
        this.elements = module.elementSection().elements();
        this.exports =
                IntStream.range(0, module.exportSection().exportCount())
                        .mapToObj(module.exportSection()::getExport)
                        .collect(Collectors.toUnmodifiableMap(Export::name, Function.identity()));
    }

    private static int[] functionTypes(WasmModule module) {
        var imported =
                module.importSection().stream()
                        .map(FunctionImport.class::cast)
                        .mapToInt(FunctionImport::typeIndex);
        var own = module.functionSection();
        return IntStream.concat(
                        imported, IntStream.range(0, own.functionCount()).map(own::getFunctionType))
                .toArray();
    }

    Instance make(ImportValues imports, Function<Instance, Machine> machines) {
        try {
            return (Instance)
                    CONSTRUCTOR.invokeExact(
                            module,
                            globals,
                            new Memory[0],
                            data,
                            bodies,
                            types,
                            functionTypes,
                            imports,
                            new Table[0],
                            elements,
                            (TagType @Nullable []) null,
                            exports,
                            machines,
                            (TableFactory) null,
                            (GlobalFactory) null,
                            true,
                            false,
                            (ExecutionListener) null);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("the engine's constructor declares no exception", e);
        }
    }

    /** It has one only. */
    private static MethodHandle constructor() {
        try {
            return MethodHandles.privateLookupIn(Instance.class, MethodHandles.lookup())
                    .unreflectConstructor(Instance.class.getDeclaredConstructors()[0]);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the engine is not the version we were built for", e);
        }
    }
}
