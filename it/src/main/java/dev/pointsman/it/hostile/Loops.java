package dev.pointsman.it.hostile;

import static dev.pointsman.it.hostile.HostileCase.DEADLINE;
import static dev.pointsman.it.hostile.HostileCase.STACK;
import static dev.pointsman.it.hostile.HostileCase.ending;

import dev.pointsman.worker.testing.WasmBytes;
import java.util.List;

/** Guests that do not end by themselves, whichever way they go round. Stateless. */
final class Loops {
    private static final String WASI = "wasi_snapshot_preview1";

    private Loops() {}

    static List<HostileCase> all() {
        return List.of(
                loop("br", "br 0"),
                loop("br_if", "i32.const 1 br_if 0"),
                loop("br_table", "i32.const 5 br_table 1 0 0"),
                loop("if", "i32.const 1 if #40 br 1 end"),
                loop("call", "call 1 br 0"),
                loop("call_indirect", "i32.const 0 call_indirect 0 0 br 0"),
                loop("memory.size", "memory.size 0 br_if 0"),
                loop("memory.grow", "i32.const 1 memory.grow 0 drop br 0"),
                loop("memory.grow by nothing", "i32.const 0 memory.grow 0 drop br 0"),
                loop("table.grow", "ref.null #70 i32.const 1 table.grow 0 drop br 0"),
                loop("long straight body", longBody()),
                loop(
                        "numbers across leaves",
                        "i32.const 4092 i64.const 5 i64.store 0 0 ".repeat(2_000) + "br 0"),
                ending(
                        "loop in the start function",
                        DEADLINE,
                        module("loop #40 br 0 end").start(0)),
                ending("in step with the clock", DEADLINE, inStep(1_023)),
                ending("in step with the clock, shorter", DEADLINE, inStep(255)),
                ending("host calls only", DEADLINE, hostCalls()),
                ending("recursion", STACK, module("call 0")),
                ending("recursion, indirect", STACK, module("i32.const 1 call_indirect 0 0")),
                ending("recursion with 5,000 variables", STACK, largeFrames()),
                ending("recursion through the host", STACK, hostRecursion()));
    }

    private static HostileCase loop(String by, String body) {
        return ending("loop by " + by, DEADLINE, module("loop #40 " + body + " end"));
    }

    /** As long as one method of Java can be. */
    private static String longBody() {
        return "i64.const 1000000007 " + "i64.const 3 #81 ".repeat(5_500) + "drop br 0";
    }

    /** Pays for a table's slot just when the next look at the clock would be due. */
    private static WasmBytes inStep(int questions) {
        return module(
                "i32.const 514 local.set 0 "
                        + countdown()
                        + "loop #40 i32.const "
                        + questions
                        + " local.set 0 "
                        + countdown()
                        + "i32.const 0 ref.null #70 table.set 0 br 0 end");
    }

    private static String countdown() {
        return "loop #40 local.get 0 i32.const 1 i32.sub local.tee 0 br_if 0 end ";
    }

    private static WasmBytes hostCalls() {
        return WasmBytes.module()
                .importing(WASI, "random_get", "ii>i")
                .function(">", "loop #40 i32.const 0 i32.const 65536 call 0 drop br 0 end")
                .memory(1, 1)
                .export("_start", 1);
    }

    private static WasmBytes largeFrames() {
        return WasmBytes.module().function(">", 4_999, "call 0").export("_start", 0);
    }

    private static WasmBytes hostRecursion() {
        return WasmBytes.module()
                .importing(WASI, "random_get", "ii>i")
                .function(">", "i32.const 0 i32.const 8 call 0 drop call 1")
                .memory(1, 1)
                .export("_start", 1);
    }

    /** Function 0 runs the code, function 1 does nothing; the table holds both. */
    private static WasmBytes module(String code) {
        return WasmBytes.module()
                .function(">", 1, code)
                .function(">", "")
                .table(2)
                .memory(2, 256)
                .entry(9, "00 4100 0b 02 01 00")
                .export("_start", 0);
    }
}
