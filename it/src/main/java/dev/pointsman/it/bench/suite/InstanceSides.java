package dev.pointsman.it.bench.suite;

import dev.pointsman.it.bench.instance.BenchGuest;
import dev.pointsman.it.bench.instance.Side;
import dev.pointsman.it.bench.measure.Workbench;
import dev.pointsman.it.bench.process.ChildProcess;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A process for each side, which are asked in turn. Owned by one thread. */
final class InstanceSides implements AutoCloseable {
    private static final double NANOS_A_MICRO = 1_000;

    private final Map<Side, ChildProcess> children = new EnumMap<>(Side.class);

    private InstanceSides() {}

    static InstanceSides start(Workbench bench) {
        var sides = new InstanceSides();
        for (var side : Side.values()) {
            sides.children.put(side, child(bench, side));
        }
        sides.children.values().forEach(ChildProcess::awaitReady);
        return sides;
    }

    private static ChildProcess child(Workbench bench, Side side) {
        var arguments = List.of("instance", side.name(), bench.guests().modules().toString());
        var flags =
                side == Side.UNFLAGGED ? List.of("-XX:+DontCompileHugeMethods") : List.<String>of();
        return bench.children().start("instance-" + side.word(), flags, arguments);
    }

    /** Microseconds of one job of this guest, on each side that runs it: one after the other. */
    Map<Side, Double> micros(BenchGuest guest) {
        var micros = new EnumMap<Side, Double>(Side.class);
        children.forEach((side, child) -> {
            if (side.runs(guest)) {
                micros.put(side, Long.parseLong(child.ask(guest.name())) / NANOS_A_MICRO);
            }
        });
        return micros;
    }

    @Override
    public void close() {
        children.values().forEach(ChildProcess::close);
    }
}
