package dev.pointsman.worker.testing;

import dev.pointsman.contracts.Payload;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Modules of small functions, of which the compiler makes much that is not seen in their branches.
 * Each passes what counts bytes, variables, targets and blocks. Stateless.
 */
final class DearBombs {
    private static final String NO_VARIABLES = "00";

    /** 5,000 numbers of 64 bits. */
    private static final String WIDE_VARIABLES = "01 8827 7e";

    private static final String NOTHING_TO_NOTHING = "60 00 00";
    private static final String NUMBERS_TO_NUMBERS =
            "60 40 " + "7c".repeat(64) + " 40 " + "7c".repeat(64);

    private DearBombs() {}

    static Map<String, Supplier<Payload>> all() {
        return Map.of(
                "8,000 selections beside 5,000 wide variables", DearBombs::selections,
                "285 branches to 128 targets beside 5,000 wide variables", DearBombs::targets,
                "40,000 calls of 64 results", DearBombs::calls,
                "105,000 calls through a table beside 1,000 types", DearBombs::callsThroughATable,
                "three functions of 16,300 constants behind ten thousand", DearBombs::constants);
    }

    private static Payload selections() {
        var body = WIDE_VARIABLES + "4100" + "410041001b".repeat(3_990) + "1a0b";
        return module(NOTHING_TO_NOTHING, body, body);
    }

    private static Payload targets() {
        var labels = IntStream.rangeClosed(1, 127).mapToObj("%02x"::formatted);
        var branch = "4100 0440 4100 0e7e" + labels.collect(Collectors.joining()) + "0b";
        return module(
                NOTHING_TO_NOTHING,
                WIDE_VARIABLES
                        + "0240".repeat(127)
                        + "4100"
                        + branch.repeat(285)
                        + "1a"
                        + "0b".repeat(128));
    }

    /** Of what they answer, numbers are made one by one. */
    private static Payload calls() {
        var arguments =
                IntStream.range(0, 64).mapToObj("20%02x"::formatted).collect(Collectors.joining());
        var body = NO_VARIABLES + arguments + "1001".repeat(20_000) + "0b";
        return module(NUMBERS_TO_NUMBERS, body, body);
    }

    /** Of three bytes each. */
    private static Payload callsThroughATable() {
        var module = WasmBytes.module().function(">i", "i32.const 0");
        for (var i = 0; i < 998; i++) {
            var type = Integer.toBinaryString(1024 + i).replace('0', 'f').replace('1', 'F');
            module.function(type + ">", "");
        }
        for (var i = 0; i < 21; i++) {
            module.function(">i", "i32.const 0 " + "call_indirect 0 0 ".repeat(5_000));
        }
        return module.table(1).function(">", "").export("_start", 1_020).bytes();
    }

    /** No two of which fit into one class. */
    private static Payload constants() {
        var bodies = new String[9_999];
        Arrays.fill(bodies, "000b");
        for (var i = 9_996; i < bodies.length; i++) {
            bodies[i] = NO_VARIABLES + constants(i * 16_300) + "0b";
        }
        return module(NOTHING_TO_NOTHING, bodies);
    }

    private static String constants(int first) {
        return IntStream.range(first, first + 16_300)
                .mapToObj("i64.const %d drop "::formatted)
                .collect(
                        Collectors.collectingAndThen(
                                Collectors.joining(),
                                code -> WasmCode.toHex(WasmCode.assemble(code))));
    }

    /** One that does nothing is called; the others are of this type. */
    private static Payload module(String type, String... bodies) {
        var module =
                WasmBytes.module()
                        .entry(1, NOTHING_TO_NOTHING)
                        .entry(1, type)
                        .entry(3, "00")
                        .entry(10, "02 00 0b")
                        .export("_start", 0);
        for (var body : bodies) {
            var bytes = WasmCode.hex(body);
            module.entry(3, "01");
            module.entry(10, WasmCode.toHex(WasmCode.join(WasmCode.unsigned(bytes.length), bytes)));
        }
        return module.bytes();
    }
}
