package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.UninstantiableException;
import com.dylibso.chicory.wasm.types.Table;
import com.dylibso.chicory.wasm.types.TableLimits;
import com.dylibso.chicory.wasm.types.Value;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A table of one job's instance. It has limits of its own, where the engine would grow those of the
 * module for all instances to come; it begins as its module's tables do, without being filled slot
 * by slot; and it charges for slots that are written, copied or made room for, because one
 * instruction may do so with all of them. Owned by the thread that runs the job.
 */
final class JobTable extends TableInstance {
    static final int MAX_SLOTS = 65_536;

    /** Slots copied for one unit of fuel: a cache line of them. */
    private static final int SLOTS_A_FUEL = 16;

    private final JobThread thread;
    private final TableLimits limits;

    /** May be longer than the table is: a guest that grows it slot by slot copies it seldom. */
    private int[] slots;

    private int size;

    /**
     * @param image what it holds at first, which is copied; what was placed there is charged for
     */
    JobTable(Table declared, TableImage image, JobThread thread) {
        super(image.forTheEngine(), Value.REF_NULL_VALUE);
        var most = Math.min(declared.limits().max(), MAX_SLOTS);
        this.limits = new TableLimits(declared.limits().min(), most);
        this.thread = thread;
        this.slots = image.copy();
        this.size = slots.length;
        if (image.placed() > 0) {
            thread.charge(image.placed());
        }
    }

    @Override
    public TableLimits limits() {
        return limits;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int ref(int index) {
        if (index < 0 || index >= size) {
            throw new ChicoryException("undefined element");
        }
        return slots[index];
    }

    @Override
    public void setRef(int index, int value, Instance instance) {
        thread.charge(1);
        if (index < 0 || index >= size) {
            throw new UninstantiableException("out of bounds table access");
        }
        slots[index] = value;
    }

    /**
     * Whose the functions are: of the instance that asks, since a table is nobody else's. The
     * engine asks as it copies, but for the slot it copies to, which may be beyond the end of this
     * table.
     */
    @Override
    public @Nullable Instance instance(int index) {
        return null;
    }

    @Override
    public int grow(int more, int value, Instance instance) {
        thread.charge(1);
        var before = size;
        if (more < 0 || more > limits.max() - before) {
            return -1;
        }
        thread.charge(more / SLOTS_A_FUEL);
        makeRoom(before + more);
        size += more;
        Arrays.fill(slots, before, size, value);
        return before;
    }

    private void makeRoom(int wanted) {
        if (wanted > slots.length) {
            var length = (int) Math.min(limits.max(), 2L * wanted);
            thread.charge(length / SLOTS_A_FUEL);
            slots = Arrays.copyOf(slots, length);
        }
    }

    @Override
    public void reset() {
        Arrays.fill(slots, Value.REF_NULL_VALUE);
    }
}
