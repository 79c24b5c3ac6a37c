package dev.pointsman.it.bench.instance;

import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.testing.WasmBytes;

/** What is run, once in the sandbox and once with the engine alone. */
public enum BenchGuest {
    /** Nothing but an instance: its memory is what differs. */
    PAGES_2(2, ""),
    PAGES_17(17, ""),
    PAGES_256(256, ""),
    /** A million turns of arithmetic. */
    CALCULATES(
            2,
            loop(
                    "local.get 1 i32.const 13 i32.shl local.get 1 i32.xor local.tee 1 "
                            + "i32.const 17 i32.shr_u local.get 1 i32.xor local.set 1")),
    /** A mebibyte, eight bytes a turn. */
    READS(17, loop("local.get 0 i64.load 3 0 i64.const 7 i64.ne local.set 1")),
    STORES(17, loop("local.get 0 i64.const 7 i64.store 3 0")),
    COPIES(17, loop("local.get 0 local.get 0 i64.load 3 8 i64.store 3 0")),
    FILLS(17, "i32.const 0 i32.const 1 i32.const 1048576 memory.fill 0 ".repeat(64));

    private static final int MEBIBYTE = 1 << 20;

    private final int pages;
    private final String code;

    BenchGuest(int pages, String code) {
        this.pages = pages;
        this.code = code;
    }

    /** Whether the instance is what is measured, and not what it does. */
    public boolean isInstance() {
        return code.isEmpty();
    }

    Payload module() {
        return WasmBytes.module()
                .memory(pages, pages)
                .function(">", 2, code)
                .export("_start", 0)
                .bytes();
    }

    /** Eight times through a mebibyte. */
    private static String loop(String body) {
        return ("i32.const 0 local.set 0 loop #40 "
                        + body
                        + " local.get 0 i32.const 8 i32.add local.tee 0 i32.const "
                        + MEBIBYTE
                        + " i32.lt_u br_if 0 end ")
                .repeat(8);
    }
}
