package dev.pointsman.worker.testing;

import dev.pointsman.contracts.Payload;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Modules of which the same is worked out again and again: the frames of the virtual machine, by
 * who generates code or by who is to say what is wrong with it, and constants. Stateless.
 */
public final class FrameBombs {
    /** 5,000 numbers of 64 bits. */
    private static final String WIDE_VARIABLES = "01 8827 7e";

    private FrameBombs() {}

    static Map<String, Supplier<Payload>> all() {
        return Map.of(
                "an if that leaves another type than it takes, beside long code",
                FrameBombs::otherTypeBesideLongCode,
                "six loops around blocks that keep values of other types, beside 2,000 variables",
                FrameBombs::otherTypesKept,
                "10,000 globals of 15 instructions each",
                () -> constants(6, "7f 00 41 00" + "41006a".repeat(7) + "0b"),
                "10,000 empty segments at places that are computed",
                () -> constants(9, "00 41 00" + "41006a".repeat(7) + "0b 00"));
    }

    /** Each block behind the switch is looked at again for each place that holds another type. */
    private static Payload otherTypesKept() {
        var module = WasmBytes.module().function(">" + "i".repeat(64), "unreachable");
        var blocks = new StringBuilder();
        for (var kept = 0; kept < 56; kept++) {
            module.function(">f" + "i".repeat(kept), "unreachable");
            blocks.append(block(kept + 1, "#43 #00000000 " + "i32.const 0 ".repeat(kept), kept + 1))
                    .append("i32.const 0 br_if 0 ");
        }
        var same = "block #40 i32.const 0 br_table 4096 " + "0 ".repeat(4_097) + "end ";
        var code =
                block(0, "i32.const 0 ".repeat(64), 64)
                        + ("loop #40 " + same.repeat(2) + blocks + "end end");
        module.function(">", "");
        for (var i = 0; i < 6; i++) {
            wide(module, 57, "01 d00f 7e", code);
        }
        return module.export("_start", 57).bytes();
    }

    /** One value more is there than is kept. */
    private static String block(int type, String values, int count) {
        return "block " + type + " i32.const 0 " + values + "br 0 end " + "drop ".repeat(count);
    }

    /** Computed anew for every job. */
    private static Payload constants(int section, String entry) {
        var module = WasmBytes.program("").table(1);
        for (var i = 0; i < 10_000; i++) {
            module.entry(section, entry);
        }
        return module.bytes();
    }

    /**
     * Where nothing is chosen, what it takes is left. The engine compares only how many there are,
     * and the virtual machine refuses the class; of one it refuses, a checker of ASM's made a frame
     * for each instruction.
     */
    public static Payload otherTypeBesideLongCode() {
        var module =
                WasmBytes.module()
                        .function("i>f", "#43 #00000000")
                        .function(">", otherType(0))
                        .export("_start", 1);
        var code = "#43 #00000000 " + "#8c ".repeat(35_000) + "drop end";
        return wide(module, 1, WIDE_VARIABLES, code).bytes();
    }

    /** The same alone, which costs nobody anything. */
    public static Payload otherType() {
        return WasmBytes.module()
                .function("i>f", "#43 #00000000")
                .function(">", otherType(0))
                .export("_start", 1)
                .bytes();
    }

    private static String otherType(int type) {
        return "i32.const 0 i32.const 1 if " + type + " drop #43 #00000000 end #8c drop";
    }

    /** With one more function, of the type of this number and of these variables. */
    private static WasmBytes wide(WasmBytes module, int type, String variables, String code) {
        var body = WasmCode.join(WasmCode.hex(variables), WasmCode.assemble(code));
        return module.entry(3, "%02x".formatted(type))
                .entry(10, WasmCode.toHex(WasmCode.join(WasmCode.unsigned(body.length), body)));
    }
}
