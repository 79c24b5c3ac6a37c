package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import dev.pointsman.worker.tenant.Limits;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.WasmBytes;
import java.nio.charset.StandardCharsets;

/** A module with data in two places and a segment to copy from, and memories of its image. */
final class TestingImages {
    static final int PAGES = 3;
    static final int MAX_PAGES = 12;
    static final int BYTES = PAGES * 65_536;
    static final MemoryLimits DECLARED = new MemoryLimits(PAGES, MAX_PAGES);

    /** Which segment of the module is for {@code memory.init}. */
    static final int PASSIVE = 2;

    private TestingImages() {}

    static WasmModule module() {
        return Parser.parse(
                WasmBytes.module()
                        .memory(PAGES, MAX_PAGES)
                        .data(4_090, "over the edge of a leaf".getBytes(StandardCharsets.UTF_8))
                        .data(BYTES - 3, (byte) 1, (byte) 2, (byte) 3)
                        .entry(11, "01 05 6869686968")
                        .bytes()
                        .toBytes());
    }

    /** A memory as a job has it before its first instruction. */
    static JobMemory begun(MemoryImage image, WasmModule module) {
        return begun(image, module, TestingLimits.ROOMY);
    }

    static JobMemory begun(MemoryImage image, WasmModule module, Limits limits) {
        var memory = new JobMemory(image, DECLARED, limits, armed());
        memory.initialize(null, module.dataSection().dataSegments());
        return memory;
    }

    /** A thread that is never started, and only counts. */
    private static JobThread armed() {
        var thread = new JobThread(() -> {}, "counts");
        thread.arm(Long.MAX_VALUE, Long.MAX_VALUE / 2, JobThread.FUEL_A_LOOK);
        return thread;
    }
}
