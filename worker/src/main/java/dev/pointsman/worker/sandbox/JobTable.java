package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.types.Table;
import com.dylibso.chicory.wasm.types.TableLimits;

/**
 * A table of one job's instance. It has limits of its own, where the engine would grow those of the
 * module for all instances to come; and it charges for each slot, because one instruction may write
 * all of them. Owned by the thread that runs the job.
 */
final class JobTable extends TableInstance {
    static final int MAX_SLOTS = 65_536;

    /** Slots copied for one unit of fuel: a cache line of them. */
    private static final int SLOTS_A_FUEL = 16;

    private final JobThread thread;

    JobTable(Table declared, int initialValue, JobThread thread) {
        super(
                new Table(declared.elementType(), ownLimits(declared), declared.initialize()),
                initialValue);
        this.thread = thread;
    }

    @Override
    public void setRef(int index, int value, Instance instance) {
        thread.charge(1);
        super.setRef(index, value, instance);
    }

    @Override
    public int grow(int more, int value, Instance instance) {
        thread.charge(1 + size() / SLOTS_A_FUEL);
        return super.grow(more, value, instance);
    }

    private static TableLimits ownLimits(Table declared) {
        var limits = declared.limits();
        return new TableLimits(limits.min(), Math.min(limits.max(), MAX_SLOTS));
    }
}
