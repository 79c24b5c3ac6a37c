package dev.pointsman.it.chaos.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** All workers of a run, those that come and go too. Safe on every thread. */
public final class Crew implements AutoCloseable {
    private final WorkerProgram program;
    private final Path folder;
    private final Complaints complaints;
    private final List<WorkerSlot> slots;
    private final List<WorkerSlot> extras = new CopyOnWriteArrayList<>();

    private Crew(WorkerProgram program, int size, Path folder, Complaints complaints) {
        this.program = program;
        this.folder = folder;
        this.complaints = complaints;
        this.slots = IntStream.range(0, size).mapToObj(this::begin).toList();
    }

    /** Starts so many workers. */
    public static Crew start(WorkerProgram program, int size, Path folder, Complaints complaints) {
        return new Crew(program, size, folder, complaints);
    }

    /** Whether all were ready in time. */
    public boolean awaitReady(Duration patience) throws InterruptedException {
        var end = System.nanoTime() + patience.toNanos();
        for (var slot : slots) {
            var rest = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            if (!slot.awaitReady(rest)) {
                return false;
            }
        }
        return true;
    }

    /** Those that stay. */
    public List<WorkerSlot> slots() {
        return slots;
    }

    /** Starts one more, for a while; one at a time, for they have the same slot. */
    public WorkerSlot extra() {
        var extra = begin(slots.size());
        extras.add(extra);
        return extra;
    }

    @Override
    public void close() {
        slots.forEach(WorkerSlot::close);
        extras.forEach(WorkerSlot::close);
    }

    private WorkerSlot begin(int number) {
        return WorkerSlot.start(number, program, folder, complaints);
    }
}
