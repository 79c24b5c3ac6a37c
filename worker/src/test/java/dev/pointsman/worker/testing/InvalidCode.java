package dev.pointsman.worker.testing;

import dev.pointsman.contracts.Payload;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Functions in which much is wrong, for each of which the engine's validator makes an exception
 * with a stack trace: of a few bytes, sixty-four. Stateless.
 */
final class InvalidCode {
    private static final int VALUES = 64;

    private InvalidCode() {}

    static Map<String, Supplier<Payload>> bombs() {
        return Map.of(
                "4,400 calls with 64 values that are not there",
                () -> calling("call 1 ".repeat(4_400)),
                "4,400 calls with 64 values that are of another type",
                () -> calling("call 2 call 1 ".repeat(4_400)),
                "200,000 values dropped that are not there",
                () -> calling("drop ".repeat(200_000)),
                "60,000 numbers of another type, compared",
                () -> calling("i64.const 0 i32.eqz ".repeat(60_000)),
                "200,000 selections among values that are not there",
                () -> calling("#1b ".repeat(200_000)),
                "4,400 returns with 64 values, of a function before that has no end",
                InvalidCode::withoutEnd,
                "100,000 times 64 values on the stack",
                () -> calling("call 2 ".repeat(100_000) + "unreachable"));
    }

    /** Its block has one. */
    private static Payload withoutEnd() {
        return WasmBytes.module()
                .function(">" + "i".repeat(VALUES), "block #40")
                .function(">", "block #40 return end ".repeat(4_400))
                .export("_start", 1)
                .bytes();
    }

    /** Runs the code beside a function that takes 64 values, and one that leaves as many. */
    private static Payload calling(String code) {
        return WasmBytes.program(code)
                .function("i".repeat(VALUES) + ">", "")
                .function(">" + "I".repeat(VALUES), "unreachable")
                .bytes();
    }
}
