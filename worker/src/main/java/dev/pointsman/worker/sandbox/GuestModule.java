package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExternalType;
import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.worker.tenant.NamePattern;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A module that was admitted: compiled once, to be instantiated for every job. What was parsed of
 * it is only kept in outline. Immutable, so safe on every thread.
 */
public final class GuestModule {
    /**
     * A class loader with a few classes, however small the module: measured by it/hostile --soak.
     */
    private static final int LEAST_BYTES = 64 * 1024;

    /**
     * What one takes of the heap at most: the last that was looked at is kept whatever it takes.
     */
    public static final int MAX_HEAP_BYTES = 16 * 1024 * 1024;

    private final WasmModule outline;
    private final Function<Instance, Machine> machines;
    private final ImportValues imports;
    private final FreshInstances instances;
    private final MemoryImage image;
    private final FunctionNames names;
    private final Optional<List<NamePattern>> requests;
    private final int parsedBytes;
    private final CallCost cost;

    GuestModule(
            WasmModule outline,
            Function<Instance, Machine> machines,
            ImportValues imports,
            MemoryImage image,
            Sections sections,
            CallCost cost) {
        this.outline = outline;
        this.machines = machines;
        this.imports = imports;
        this.instances = new FreshInstances(outline, imports);
        this.image = image;
        this.names = sections.names();
        this.requests = sections.requests();
        this.cost = cost;
        this.parsedBytes = ModuleWeight.of(sections, outline);
        requireLittleHeap(ModuleWeight.onHeap(sections, outline) + bytesBesideOutline());
    }

    private static void requireLittleHeap(int heapBytes) {
        if (heapBytes > MAX_HEAP_BYTES) {
            throw new ModuleRefused(
                    ErrorCode.MODULE_REFUSED,
                    "a module that keeps %d bytes of heap (expected: at most %d), for data, elements of tables, types, globals and functions: have less of them"
                            .formatted(heapBytes, MAX_HEAP_BYTES));
        }
    }

    /** What it says of itself. */
    public Inspection inspect() {
        var section = outline.exportSection();
        return new Inspection(
                outline.importSection().stream()
                        .map(wanted -> wanted.module() + "." + wanted.name())
                        .toList(),
                IntStream.range(0, section.exportCount())
                        .mapToObj(section::getExport)
                        .filter(export -> export.exportType() == ExternalType.FUNCTION)
                        .map(Export::name)
                        .toList(),
                outline.memorySection()
                        .filter(memories -> memories.memoryCount() > 0)
                        .map(memories -> memories.getMemory(0).limits().initialPages()),
                outline.functionSection().functionCount());
    }

    /** Which capabilities it says it needs, if it says so. */
    public Optional<List<NamePattern>> requests() {
        return requests;
    }

    /** About how much memory it takes. */
    int bytes() {
        return LEAST_BYTES + parsedBytes + bytesBesideOutline();
    }

    private int bytesBesideOutline() {
        return instances.bytes() + image.bytes() + names.bytes();
    }

    WasmModule outline() {
        return outline;
    }

    Function<Instance, Machine> machines() {
        return machines;
    }

    /** Makes an instance for each job. */
    FreshInstances instances() {
        return instances;
    }

    ImportValues imports() {
        return imports;
    }

    MemoryImage image() {
        return image;
    }

    /** What its functions take at most. */
    CallCost cost() {
        return cost;
    }

    FunctionNames names() {
        return names;
    }
}
