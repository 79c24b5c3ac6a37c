package dev.pointsman.it.hostile;

import static dev.pointsman.it.hostile.HostileCase.REFUSED;
import static dev.pointsman.it.hostile.HostileCase.SUCCESS;
import static dev.pointsman.it.hostile.HostileCase.TRAP;
import static dev.pointsman.it.hostile.HostileCase.ending;

import dev.pointsman.worker.testing.WasmBytes;
import java.util.List;

/**
 * Accesses and calculations that are wrong: each is the guest's fault, and told as such. Stateless.
 */
final class Traps {
    private Traps() {}

    static List<HostileCase> all() {
        return List.of(
                trap("unreachable", "unreachable"),
                trap("load beyond the end", "i32.const 65536 i32.load 0 0 drop"),
                trap("load at the end of 32 bits", "i32.const -1 i64.load 0 0 drop"),
                trap("load by an offset that overflows", "i32.const -1 i32.load 0 4294967295 drop"),
                trap("store beyond the end", "i32.const 65535 i64.const 1 i64.store 0 0"),
                trap(
                        "memory.fill that overflows",
                        "i32.const -1 i32.const 0 i32.const -1 memory.fill 0"),
                trap(
                        "memory.copy that overflows",
                        "i32.const 1 i32.const -1 i32.const -1 memory.copy 0 0"),
                trap(
                        "memory.init beyond its segment",
                        "i32.const 0 i32.const 2 i32.const 2147483647 memory.init 0 0"),
                trap(
                        "memory.init of a dropped segment",
                        "data.drop 0 i32.const 0 i32.const 0 i32.const 1 memory.init 0 0"),
                trap(
                        "table.fill that overflows",
                        "i32.const -1 ref.null #70 i32.const -1 table.fill 0"),
                trap(
                        "table.init that overflows",
                        "i32.const 1 i32.const -1 i32.const -1 table.init 0 0"),
                trap(
                        "table.copy that overflows",
                        "i32.const -1 i32.const 1 i32.const -1 table.copy 0 0"),
                trap("table.get beyond the end", "i32.const -1 table.get 0 drop"),
                ending(
                        "table.set beyond the end, in the start function",
                        TRAP,
                        module("i32.const 2 ref.null #70 table.set 0").start(0)),
                ending(
                        "table.copy to a table that is larger",
                        SUCCESS,
                        module("i32.const 5 i32.const 0 i32.const 2 table.copy 1 0").table(7)),
                trap("division by zero", "i32.const 1 i32.const 0 i32.div_s drop"),
                trap(
                        "division that overflows",
                        "i32.const -2147483648 i32.const -1 i32.div_s drop"),
                trap("a truncated NaN", "f64.const #000000000000f87f i32.trunc_f64_s drop"),
                trap("a call to nothing", "i32.const 1 call_indirect 0 0"),
                trap("a call beyond the table", "i32.const -1 call_indirect 0 0"),
                ending(
                        "an element segment beyond its table",
                        REFUSED,
                        module("").entry(9, "00 4102 0b 01 00")));
    }

    private static HostileCase trap(String name, String code) {
        return ending(name, TRAP, module(code).entry(9, "01 00 01 00"));
    }

    private static WasmBytes module(String code) {
        return WasmBytes.module()
                .function(">", code)
                .table(2)
                .memory(1, 1)
                .entry(11, "01 03 616263")
                .entry(12, "")
                .export("_start", 0);
    }
}
