package dev.pointsman.it.hostile;

import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.tenant.Limits;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.WasmBytes;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * Jobs that leave a marker wherever they can, memory, globals, tables, drop their segments, and
 * before that look whether another has; of two tenants by turns, and twice in a row of one. Owned
 * by one thread.
 */
final class Leaks {
    private static final List<TenantId> TENANTS =
            List.of(new TenantId("one"), new TenantId("one"), new TenantId("other"));
    private static final String LOOKING = "leaks-looking";
    private static final String LOOKING_FAR = "leaks-looking-far";
    private static final String PLANTED = "leaks-planted";
    private static final int PAGES = 16;
    private static final int FAR_PAGES = 1_024;

    /** One in so many jobs has 64 MiB, which take as long as hundreds of the others. */
    private static final int FAR_EVERY = 100;

    /**
     * Traps at the first thing that is not as the module has it, also in the pages it asks for.
     * Before it asks for more it writes to what it begins with: what has grown is another copy.
     */
    private static final String SEARCH =
            """
            memory.size 0 i32.const 2 i32.ne if #40 unreachable end
            i32.const 0 i32.const 0 i32.store8 0 0
            i32.const %1$d memory.grow 0 drop
            loop #40
              local.get 0 i64.load 3 0 i64.const 0 i64.ne if #40 unreachable end
              local.get 0 i32.const 8 i32.add local.tee 0 i32.const %2$d i32.lt_u br_if 0
            end
            table.size 0 i32.const 4 i32.ne if #40 unreachable end
            i32.const 2 table.get 0 ref.is_null i32.eqz if #40 unreachable end
            i32.const 3 table.get 0 ref.is_null if #40 unreachable end
            i32.const 2 ref.func 0 table.set 0
            i32.const 3 ref.null #70 table.set 0
            ref.null #70 i32.const 40 table.grow 0 drop
            i32.const 2 ref.null #70 table.set 0
            i32.const 1 local.set 0
            loop #40
              local.get 0 table.get 0 ref.is_null i32.eqz if #40 unreachable end
              local.get 0 i32.const 1 i32.add local.tee 0 i32.const 44 i32.lt_u br_if 0
            end
            global.get 0 if #40 unreachable end
            i32.const 0 i32.const 0 i32.const 2 memory.init 0 0
            i32.const 0 i32.const 0 i32.const 1 table.init 1 0
            """;

    private static final String LEAVE =
            """
            i32.const 0 ref.func 0 i32.const 44 table.fill 0
            i32.const 0 i32.const 165 i32.const %2$d memory.fill 0
            i32.const 165 global.set 0
            data.drop 0
            elem.drop 1
            """;

    private final House house;
    private final PrintStream out;

    Leaks(House house, PrintStream out) {
        this.house = house;
        this.out = out;
        TENANTS.forEach(tenant -> house.tenant(tenant, limits()));
        house.upload(LOOKING, guest(PAGES, SEARCH + LEAVE));
        house.upload(LOOKING_FAR, guest(FAR_PAGES, SEARCH + LEAVE));
        house.upload(
                PLANTED,
                guest(
                        PAGES,
                        "i32.const 2 i32.const 165 i32.store8 0 0 memory.size 0 drop " + SEARCH));
    }

    private static Limits limits() {
        var roomy = TestingLimits.ROOMY;
        return new Limits(
                Duration.ofSeconds(60),
                roomy.fuel(),
                FAR_PAGES,
                FAR_PAGES,
                roomy.maxOutputBytes(),
                roomy.maxHostCalls(),
                roomy.maxLogLines(),
                roomy.maxPublications(),
                roomy.maxPublishedBytes(),
                roomy.state());
    }

    /** Whether no job found anything, and one that leaves its marker before it looks does. */
    boolean run(int alternations) throws InterruptedException {
        var found = 0;
        for (var i = 0; i < alternations; i++) {
            var module = i % FAR_EVERY == 0 ? LOOKING_FAR : LOOKING;
            found += isFound(TENANTS.get(i % TENANTS.size()), module) ? 1 : 0;
        }
        var isControlFound = isFound(TENANTS.getFirst(), PLANTED);
        out.printf(
                "alternations=%d finds=%d control=%s%n",
                alternations, found, isControlFound ? "found" : "missed");
        return found == 0 && isControlFound;
    }

    private boolean isFound(TenantId tenant, String module) throws InterruptedException {
        try {
            return !Seen.endOf(house.start(tenant, module, Payload.EMPTY).get())
                    .equals(HostileCase.SUCCESS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a job did not end in an outcome", e.getCause());
        }
    }

    /** A slot and a byte have their places, so that table and memory begin as images of them. */
    private static Payload guest(int pages, String code) {
        return WasmBytes.module()
                .function(">", 1, code.formatted(pages - 2, pages * 65_536))
                .table(4)
                .memory(2, pages)
                .entry(6, "7f 01 41 00 0b")
                .entry(9, "03 00 01 00")
                .entry(9, "01 00 01 00")
                .entry(9, "00 4103 0b 01 00")
                .entry(11, "01 02 6869")
                .entry(11, "00 41800c 0b 01 00")
                .entry(12, "")
                .entry(12, "")
                .export("_start", 0)
                .bytes();
    }
}
