package dev.pointsman.worker.testing;

import dev.pointsman.contracts.Payload;
import java.util.Map;
import java.util.function.Supplier;

/** Modules that are made to take much of the heap, and nobody's time. Stateless. */
public final class HeapBombs {
    private static final int VARIABLES = 4_990;

    private HeapBombs() {}

    static Map<String, Supplier<Payload>> all() {
        return Map.of(
                "10,000 data segments of two bytes in two leaves each", HeapBombs::leaves,
                "60,000 elements beside 8 MiB of image and 2 MB to copy from", HeapBombs::kept);
    }

    /** 100 KB of file for 82 MB of image. */
    private static Payload leaves() {
        var module = WasmBytes.module().memory(1_250, 1_250).function(">", "").export("_start", 0);
        for (var i = 0; i < 10_000; i++) {
            module.data(8_192 * i + 4_095, (byte) 1, (byte) 2);
        }
        return module.bytes();
    }

    /** Little enough of each, of which all is kept. */
    private static Payload kept() {
        var module =
                WasmBytes.module()
                        .memory(2_048, 2_048)
                        .table(1)
                        .function(">", "")
                        .export("_start", 0)
                        .entry(9, "01 00 e0d403" + "00".repeat(60_000));
        for (var i = 0; i < 2_000; i++) {
            module.data(i * 65_536, (byte) 1);
        }
        for (var i = 0; i < 10_000; i++) {
            module.entry(6, "7f 01 41 00 0b");
        }
        return module.entry(11, "01 80897a" + "5a".repeat(2_000_000)).bytes();
    }

    /**
     * Code of eight functions of so many instructions that do nothing, and one function in which so
     * many selections write down what stands in its variables. Each by itself may be large.
     */
    public static Payload codeAndSelections(int instructions, int selections) {
        var module = WasmBytes.module();
        for (var i = 0; i < 8; i++) {
            module.function(">", "nop ".repeat(instructions));
        }
        return module.function(
                        ">",
                        VARIABLES,
                        "i32.const 0 " + "i32.const 0 i32.const 0 #1b ".repeat(selections) + "drop")
                .export("_start", 0)
                .bytes();
    }

    /** So many functions of 3,000 branches back, with no variable beside them. */
    public static Payload branches(int functions) {
        var module = WasmBytes.module();
        for (var i = 0; i < functions; i++) {
            module.function(">", "loop #40 " + "i32.const 0 br_if 0 ".repeat(3_000) + "end");
        }
        return module.export("_start", 0).bytes();
    }
}
