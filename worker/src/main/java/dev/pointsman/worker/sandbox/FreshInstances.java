package dev.pointsman.worker.sandbox;

import static java.lang.invoke.MethodType.methodType;

import com.dylibso.chicory.runtime.ExecutionListener;
import com.dylibso.chicory.runtime.GlobalFactory;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.runtime.TableFactory;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.DataSegment;
import com.dylibso.chicory.wasm.types.Element;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.Global;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.Table;
import com.dylibso.chicory.wasm.types.TagSection;
import com.dylibso.chicory.wasm.types.TagType;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes instances of one module. The engine's builder works out the same for each of them: it links
 * the imports by comparing all names with all others, which for a small job is more than the rest
 * of its instance. Here that is done once a module, and only the engine's constructor is called,
 * which it keeps to itself. Immutable, so safe on every thread.
 */
final class FreshInstances {
    private static final MethodHandle CONSTRUCTOR = constructor();

    private final WasmModule outline;
    private final ImportValues imports;
    private final Global[] globals;
    private final DataSegment[] data;
    private final FunctionBody[] bodies;
    private final FunctionType[] types;
    private final int[] functionTypes;
    private final Table[] tables;
    private final TableImages tableImages;
    private final TagType @Nullable [] tags;
    private final Map<String, Export> exports;
    private final Optional<MemoryLimits> memory;

    /**
     * @param imports one for each the module has, in its order
     */
    FreshInstances(WasmModule outline, ImportValues imports) {
        this.outline = outline;
        this.imports = imports;
        this.globals = outline.globalSection().globals();
        this.data = outline.dataSection().dataSegments();
        this.bodies = outline.codeSection().functionBodies();
        this.types = outline.typeSection().types();
        this.functionTypes = functionTypes(outline);
        this.tables = tables(outline);
        this.tableImages = new TableImages(outline, tables);
        this.tags = outline.tagSection().map(TagSection::types).orElse(null);
        this.exports = exports(outline);
        this.memory = memory(outline);
        requireAllLinked();
    }

    private void requireAllLinked() {
        var wanted = outline.importSection().importCount();
        if (imports.functionCount() != wanted || wanted != imported(outline).count()) {
            throw new IllegalArgumentException(
                    "imports: "
                            + imports.functionCount()
                            + " (expected: "
                            + wanted
                            + " functions)");
        }
    }

    private static Stream<FunctionImport> imported(WasmModule module) {
        return module.importSection().stream()
                .filter(it -> it.importType() == ExternalType.FUNCTION)
                .map(FunctionImport.class::cast);
    }

    private static int[] functionTypes(WasmModule module) {
        var own = module.functionSection();
        return IntStream.concat(
                        imported(module).mapToInt(FunctionImport::typeIndex),
                        IntStream.range(0, own.functionCount()).map(own::getFunctionType))
                .toArray();
    }

    private static Table[] tables(WasmModule module) {
        var section = module.tableSection();
        return IntStream.range(0, section.tableCount())
                .mapToObj(section::getTable)
                .toArray(Table[]::new);
    }

    private static Map<String, Export> exports(WasmModule module) {
        var section = module.exportSection();
        return IntStream.range(0, section.exportCount())
                .mapToObj(section::getExport)
                .collect(Collectors.toUnmodifiableMap(Export::name, Function.identity()));
    }

    /** Of several memories only the first is the job's; admission lets no module have more. */
    private static Optional<MemoryLimits> memory(WasmModule module) {
        return module.memorySection()
                .filter(section -> section.memoryCount() > 0)
                .map(section -> section.getMemory(0).limits());
    }

    /** About how much memory it takes, beside what the module's outline does. */
    int bytes() {
        return tableImages.bytes();
    }

    /**
     * One more; its start function runs in here, if it has one.
     *
     * @param memories asked for the instance's memory, if the module declares one
     * @param makeTable asked for each of the instance's tables
     */
    Instance make(
            Function<Instance, Machine> machines,
            Function<MemoryLimits, Memory> memories,
            BiFunction<Table, TableImage, TableInstance> makeTable) {
        TableFactory tableFactory =
                (table, value) -> makeTable.apply(table, tableImages.of(table, value));
        var own = memory.isPresent() ? new Memory[] {memories.apply(memory.get())} : new Memory[0];
        try {
            return (Instance)
                    CONSTRUCTOR.invokeExact(
                            outline,
                            globals,
                            own,
                            // The one array the engine writes to without making its own of it.
                            data.clone(),
                            bodies,
                            types,
                            functionTypes,
                            imports,
                            tables,
                            tableImages.left(),
                            tags,
                            exports,
                            machines,
                            tableFactory,
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

    private static MethodHandle constructor() {
        try {
            return MethodHandles.privateLookupIn(Instance.class, MethodHandles.lookup())
                    .findConstructor(
                            Instance.class,
                            methodType(
                                    void.class,
                                    WasmModule.class,
                                    Global[].class,
                                    Memory[].class,
                                    DataSegment[].class,
                                    FunctionBody[].class,
                                    FunctionType[].class,
                                    int[].class,
                                    ImportValues.class,
                                    Table[].class,
                                    Element[].class,
                                    TagType[].class,
                                    Map.class,
                                    Function.class,
                                    TableFactory.class,
                                    GlobalFactory.class,
                                    boolean.class,
                                    boolean.class,
                                    ExecutionListener.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the engine is not the version we were built for", e);
        }
    }
}
