package dev.pointsman.it.hostile;

import static dev.pointsman.it.hostile.HostileCase.DEADLINE;
import static dev.pointsman.it.hostile.HostileCase.MEMORY;
import static dev.pointsman.it.hostile.HostileCase.SUCCESS;
import static dev.pointsman.it.hostile.HostileCase.ending;

import dev.pointsman.worker.testing.Bombs;
import dev.pointsman.worker.testing.WasmBytes;
import java.util.List;

/**
 * Single instructions that do the work of millions, and guests that take all they may have.
 * Stateless.
 */
final class LargeWork {
    private static final String FILL = "i32.const 0 i32.const 1 i32.const 16777216 memory.fill 0 ";
    private static final String CLEAR = "i32.const 0 i32.const 0 i32.const 16777216 memory.fill 0 ";
    private static final String COPY =
            "i32.const 0 i32.const 1 i32.const 16777215 memory.copy 0 0 ";
    private static final String FILL_TABLE =
            "i32.const 0 ref.null #70 i32.const 65536 table.fill 0 ";
    private static final String COPY_TABLE =
            "i32.const 0 i32.const 1 i32.const 65535 table.copy 0 0 ";
    private static final String INIT_TABLE =
            "i32.const 0 i32.const 0 i32.const 60000 table.init 0 0 ";
    private static final String INIT = "i32.const 0 i32.const 0 i32.const 3000000 memory.init 0 0 ";
    private static final String WRITE_EVERYWHERE =
            """
            loop #40 local.get 0 i32.const 1 i32.store8 0 0
            local.get 0 i32.const 4096 i32.add local.tee 0 i32.const 16777216 i32.lt_u br_if 0 end
            """;

    /** Nearly as many as one function may have: more is too much for a method of Java. */
    private static final int TIMES = 2_500;

    private LargeWork() {}

    static List<HostileCase> all() {
        return List.of(
                line("memory.fill", FILL),
                line("memory.fill with nothing", CLEAR),
                line("memory.copy", COPY),
                line("table.fill", FILL_TABLE),
                line("table.copy", COPY_TABLE),
                ending("a line of table.init", DEADLINE, elements(endlessly(INIT_TABLE))),
                ending("a line of memory.init", DEADLINE, data(endlessly(INIT))),
                ending(
                        "memory grown to its limit",
                        SUCCESS,
                        growing("i32.const 1 memory.grow 0 drop")),
                ending(
                        "table grown to its limit",
                        SUCCESS,
                        growing("ref.null #70 i32.const 64 table.grow 0 drop")),
                ending("every page written to", SUCCESS, full(1, WRITE_EVERYWHERE)),
                ending("2,000 blocks in each other", SUCCESS, blocks()),
                ending("850 types of 64 parameters", SUCCESS, Bombs.longTypes(850)),
                ending("more pages than it may have", MEMORY, pages(257)),
                ending("memory of a gibibyte", MEMORY, pages(16_384)));
    }

    private static HostileCase line(String name, String instruction) {
        return ending("a line of " + name, DEADLINE, full(0, endlessly(instruction)));
    }

    /** Many times without a branch, and again. */
    private static String endlessly(String instruction) {
        return "loop #40 " + instruction.repeat(TIMES) + "br 0 end";
    }

    private static WasmBytes full(int variables, String code) {
        return WasmBytes.module()
                .table(65_536)
                .memory(256, 256)
                .function(">", variables, code)
                .export("_start", 0);
    }

    private static WasmBytes elements(String code) {
        return full(0, code).entry(9, "01 00 e0d403" + "00".repeat(60_000));
    }

    private static WasmBytes data(String code) {
        return full(0, code).entry(11, "01 c08db701" + "5a".repeat(3_000_000)).entry(12, "");
    }

    /** A few times more than it may have. */
    private static WasmBytes growing(String grow) {
        var times = "i32.const 2000 local.set 0 ";
        var again = " local.get 0 i32.const 1 i32.sub local.tee 0 br_if 0 end";
        return WasmBytes.module()
                .table(1)
                .memory(1, 65_536)
                .function(">", 1, times + "loop #40 " + grow + again)
                .export("_start", 0);
    }

    private static WasmBytes blocks() {
        return WasmBytes.program("block #40 ".repeat(2_000) + "end ".repeat(2_000));
    }

    private static WasmBytes pages(int pages) {
        return WasmBytes.module().memory(pages, pages).function(">", "").export("_start", 0);
    }
}
