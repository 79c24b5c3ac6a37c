package dev.pointsman.worker.testing;

import dev.pointsman.contracts.Payload;

/** Modules that are made to take much of the heap, and nobody's time. Stateless. */
public final class HeapBombs {
    private static final int VARIABLES = 4_990;

    private HeapBombs() {}

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
