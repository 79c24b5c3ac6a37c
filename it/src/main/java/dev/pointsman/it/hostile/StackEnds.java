package dev.pointsman.it.hostile;

import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.Main;
import dev.pointsman.worker.host.HostFunction;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.WasmBytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A guest that calls itself until next to nothing of the stack is left, and then the host: once for
 * every host function, at every depth around the one where it becomes too deep. Where the stack
 * ends while the worker's own classes are being linked, they stay broken for all tenants. Owned by
 * one thread.
 */
final class StackEnds {
    private static final TenantId TENANT = new TenantId("climber");
    private static final int TOO_DEEP = 1 << 17;
    private static final int ROUNDS = 3;
    private static final int DEPTHS_AROUND = 12;
    private static final int STEP = 3;
    private static final int PATIENCE_SECONDS = 60;

    private final House house;
    private int uploads;

    StackEnds(House house) {
        this.house = house;
        house.tenant(TENANT, TestingLimits.ROOMY);
    }

    /** One result for each function: all ways in which its jobs ended. */
    List<Seen> all() throws InterruptedException {
        var all = new ArrayList<Seen>();
        for (var function : Main.hostFunctions().list()) {
            all.add(ends(function));
        }
        return all;
    }

    private Seen ends(HostFunction function) throws InterruptedException {
        var module = "climber-" + ++uploads;
        house.upload(module, calling(function));
        var ends = new TreeSet<String>();
        for (var round = 0; round < ROUNDS; round++) {
            var edge = edge(module, ends);
            for (var i = -DEPTHS_AROUND; i <= DEPTHS_AROUND; i++) {
                ends.add(end(module, edge + i * STEP));
            }
        }
        return new Seen(String.join(", ", ends), List.of(), 0);
    }

    /** About how deep is too deep; what is compiled meanwhile makes it deeper. */
    private int edge(String module, Set<String> ends) throws InterruptedException {
        var below = 0;
        var above = TOO_DEEP;
        while (above - below > 1) {
            var middle = (below + above) / 2;
            var end = end(module, middle);
            ends.add(end);
            if (end.equals(HostileCase.STACK)) {
                above = middle;
            } else {
                below = middle;
            }
        }
        return above;
    }

    private String end(String module, int depth) throws InterruptedException {
        var input = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(depth).array();
        try {
            var job = house.start(TENANT, module, Payload.takingOver(input));
            return Seen.endOf(job.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (TimeoutException _) {
            return Seen.STUCK;
        } catch (ExecutionException e) {
            return "thrown: " + e.getCause();
        }
    }

    /** Reads from its input how deep to go before it makes the call. */
    private static Payload calling(HostFunction function) {
        var call = Arguments.arguments(function, -8) + " call 1" + Arguments.dropping(function);
        return WasmBytes.module()
                .importing("wasi_snapshot_preview1", "fd_read", "iiii>i")
                .importing(function.module(), function.name(), Arguments.signature(function))
                .function(
                        "i>",
                        "local.get 0 i32.eqz if #40 "
                                + call
                                + " return end local.get 0 i32.const 1 i32.sub call 2")
                .function(
                        ">",
                        "i32.const 0 i32.const 0 i32.const 1 i32.const 8 call 0 drop "
                                + "i32.const 16 i32.load 0 0 call 2")
                .memory(1, 1)
                .data(0, new byte[] {16, 0, 0, 0, 4, 0, 0, 0})
                .export("_start", 3)
                .bytes();
    }
}
