package dev.pointsman.it;

import static dev.pointsman.it.GuestCode.EXIT;
import static dev.pointsman.it.GuestCode.ours;
import static dev.pointsman.it.GuestCode.wasi;

import dev.pointsman.worker.testing.WasmBytes;
import java.util.ArrayList;
import java.util.List;

/** Jobs that fail by what their guests do: traps, exits, limits, deadlines. Owned by one thread. */
final class FailingAlone {
    private static final String TAG = "a";

    private final List<FailingJob> jobs = new ArrayList<>();
    private final String server;

    /**
     * @param server who is asked by those that ask somebody
     */
    FailingAlone(String server) {
        this.server = server;
    }

    List<FailingJob> all() {
        traps();
        trapsInTables();
        trapsAfterAWhile();
        exits();
        limits();
        limitsOfCalls();
        limitsOfWhatIsKept();
        deadlines();
        return jobs;
    }

    private void add(String name, String tenant, WasmBytes module) {
        jobs.add(new FailingJob(name + "-" + TAG + jobs.size(), tenant, module));
    }

    private void traps() {
        for (var code :
                List.of(
                        "unreachable",
                        "i32.const 1 i32.const 0 i32.div_s drop",
                        "i32.const -2147483648 i32.const -1 i32.div_s drop",
                        "i32.const 65536 i32.load 2 0 drop",
                        "i32.const 65533 i32.load 2 0 drop",
                        "i32.const 0 i32.load 2 65536 drop",
                        "i32.const -1 i32.load8_u 0 0 drop",
                        "i32.const 65530 i64.load 3 0 drop",
                        "i32.const 65536 i32.const 1 i32.store 2 0",
                        "i32.const 65529 i64.const 1 i64.store 3 0",
                        "i32.const 65000 i32.const 1 i32.const 1000 memory.fill 0",
                        "i32.const 0 i32.const 65000 i32.const 1000 memory.copy 0 0",
                        "f64.const #000000000000f87f i32.trunc_f64_s drop",
                        "f64.const #000000205fa00242 i32.trunc_f64_s drop")) {
            add("trap", FailingJob.FREE, WasmBytes.program(code));
        }
        add(
                "trap-at-start",
                FailingJob.FREE,
                WasmBytes.module()
                        .memory(1, 1)
                        .function(">", "unreachable")
                        .function(">", "nop")
                        .start(0)
                        .export("_start", 1));
        add(
                "trap-deep",
                FailingJob.FREE,
                WasmBytes.module()
                        .memory(1, 1)
                        .function(">", "call 1")
                        .function(">", "call 2")
                        .function(">", "unreachable")
                        .export("_start", 0)
                        .naming("outer", "middle", "inner"));
    }

    private void trapsInTables() {
        for (var code :
                List.of(
                        "i32.const 0 call_indirect 0 0",
                        "i32.const 9 call_indirect 0 0",
                        "i32.const 5 table.get 0 drop",
                        "i32.const 0 ref.null #70 i32.const 9 table.fill 0")) {
            add("trap-table", FailingJob.FREE, WasmBytes.program(code).table(1));
        }
    }

    private void trapsAfterAWhile() {
        for (var turns : List.of(1, 255, 256, 257, 1_000, 12_345, 300_000)) {
            var code =
                    "loop #40 local.get 0 i32.const 1 i32.add local.tee 0 i32.const "
                            + turns
                            + " i32.lt_s br_if 0 end unreachable";
            add(
                    "trap-late",
                    FailingJob.FREE,
                    WasmBytes.module().memory(1, 1).function(">", 1, code).export("_start", 0));
        }
    }

    private void exits() {
        for (var code : List.of(1, 2, 63, 64, 75, 128, 255)) {
            add(
                    "exit",
                    FailingJob.FREE,
                    ours("config_get", "iiii>i", "", "i32.const " + code + " call 1"));
        }
    }

    private void limits() {
        for (var loop :
                List.of(
                        "loop #40 br 0 end",
                        "loop #40 i32.const 0 i32.const 7 i32.const 6000 memory.fill 0 br 0 end",
                        "loop #40 i32.const 1 br_if 0 end",
                        "loop #40 i32.const 0 i32.const 1 memory.grow 0 drop drop br 0 end")) {
            add("fuel", FailingJob.TIGHT, WasmBytes.program(loop));
        }
        add(
                "starts-large",
                FailingJob.TIGHT,
                WasmBytes.module().memory(5, 9).function(">", "nop").export("_start", 0));
        add(
                "writes-much",
                FailingJob.TIGHT,
                WasmBytes.module()
                        .memory(4, 4)
                        .function(">", "i32.const 0 i32.const 7 i32.const 262144 memory.fill 0")
                        .export("_start", 0));
    }

    private void limitsOfCalls() {
        for (var variables : List.of(0, 5, 50, 200)) {
            add(
                    "stack",
                    FailingJob.FREE,
                    WasmBytes.module()
                            .memory(1, 1)
                            .function(">", variables, "call 0")
                            .export("_start", 0));
        }
        add("calls", FailingJob.TIGHT, wasi("sched_yield", ">i", "loop #40 call 0 drop br 0 end"));
        add(
                "calls",
                FailingJob.TIGHT,
                wasi(
                        "clock_time_get",
                        "iIi>i",
                        "loop #40 i32.const 0 i64.const 0 i32.const 64 call 0 drop br 0 end"));
        add(
                "output",
                FailingJob.TIGHT,
                wasi(
                                "fd_write",
                                "iiii>i",
                                "i32.const 1 i32.const 0 i32.const 1 i32.const 8 call 0 drop")
                        .data(0, (byte) 16, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 9));
    }

    private void limitsOfWhatIsKept() {
        var publish =
                "loop #40 i32.const 0 i32.const 6 i32.const 0 i32.const 0 i32.const 0 i32.const 1"
                        + " i32.const 0 i32.const 1 i32.const 0 i32.const ";
        add(
                "publishes-often",
                FailingJob.TIGHT,
                ours("publish", "iiiiiiiiii>i", "events", publish + "0 call 0 drop br 0 end"));
        add(
                "publishes-much",
                FailingJob.TIGHT,
                ours("publish", "iiiiiiiiii>i", "events", publish + "500 call 0 drop br 0 end"));
        var set = "i32.const 0 i32.const 1 i32.const 0 i32.const ";
        add(
                "keeps-large",
                FailingJob.TIGHT,
                ours("state_set", "iiii>i", "n", set + "2000 call 0 drop"));
        add(
                "keeps-many",
                FailingJob.TIGHT,
                ours(
                        "state_set",
                        "iiii>i",
                        "abcdefg",
                        "i32.const 0 i32.const 1 i32.const 0 i32.const 1 call 0 drop"
                                + " i32.const 1 i32.const 1 i32.const 0 i32.const 1 call 0 drop"
                                + " i32.const 2 i32.const 1 i32.const 0 i32.const 1 call 0 drop"));
        add(
                "keeps-too-much",
                FailingJob.TIGHT,
                ours(
                        "state_set",
                        "iiii>i",
                        "abcdefg",
                        "i32.const 0 i32.const 1 i32.const 0 i32.const 900 call 0 drop"
                                + " i32.const 1 i32.const 1 i32.const 0 i32.const 900 call 0 drop"));
    }

    private void deadlines() {
        add("spins", FailingJob.HASTY, WasmBytes.program("loop #40 br 0 end"));
        add(
                "fills",
                FailingJob.HASTY,
                WasmBytes.program(
                        "loop #40 i32.const 0 i32.const 7 i32.const 60000 memory.fill 0 br 0 end"));
        add(
                "calls-itself",
                FailingJob.HASTY,
                WasmBytes.module()
                        .memory(1, 1)
                        .function(">", "loop #40 call 1 br 0 end")
                        .function(">", "nop")
                        .export("_start", 0));
        add("yields", FailingJob.HASTY, wasi("sched_yield", ">i", "loop #40 call 0 drop br 0 end"));
        add(
                "looks-at-the-clock",
                FailingJob.HASTY,
                wasi(
                        "clock_time_get",
                        "iIi>i",
                        "loop #40 i32.const 0 i64.const 0 i32.const 64 call 0 drop br 0 end"));
        add("waits", FailingJob.HASTY, asking("/slow", EXIT));
    }

    private WasmBytes asking(String path, String after) {
        return GuestCode.asking(server, path, after);
    }
}
