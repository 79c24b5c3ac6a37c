package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.ExternalType;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A module that was admitted: compiled once, to be instantiated for every job. Immutable, so safe
 * on every thread.
 */
public final class GuestModule {
    private final WasmModule parsed;
    private final Function<Instance, Machine> machines;
    private final ImportValues imports;
    private final MemoryImage image;

    GuestModule(
            WasmModule parsed,
            Function<Instance, Machine> machines,
            ImportValues imports,
            MemoryImage image) {
        this.parsed = parsed;
        this.machines = machines;
        this.imports = imports;
        this.image = image;
    }

    /** What it says of itself. */
    public Inspection inspect() {
        var section = parsed.exportSection();
        return new Inspection(
                parsed.importSection().stream()
                        .map(wanted -> wanted.module() + "." + wanted.name())
                        .toList(),
                IntStream.range(0, section.exportCount())
                        .mapToObj(section::getExport)
                        .filter(export -> export.exportType() == ExternalType.FUNCTION)
                        .map(Export::name)
                        .toList(),
                parsed.memorySection()
                        .filter(memories -> memories.memoryCount() > 0)
                        .map(memories -> memories.getMemory(0).limits().initialPages()),
                parsed.functionSection().functionCount());
    }

    WasmModule parsed() {
        return parsed;
    }

    Function<Instance, Machine> machines() {
        return machines;
    }

    ImportValues imports() {
        return imports;
    }

    MemoryImage image() {
        return image;
    }
}
