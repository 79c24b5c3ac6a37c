package dev.pointsman.worker.sandbox;

import static dev.pointsman.worker.sandbox.MemoryImage.LEAF_BYTES;
import static dev.pointsman.worker.sandbox.MemoryImage.LEAF_SHIFT;
import static dev.pointsman.worker.sandbox.MemoryImage.LEAVES_A_PAGE;
import static dev.pointsman.worker.sandbox.MemoryImage.ZERO;

import com.dylibso.chicory.runtime.WasmRuntimeException;
import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.worker.context.JobStopped;
import dev.pointsman.worker.tenant.Limits;
import java.util.Arrays;

/**
 * The leaves of one job's memory: those of its module's image until they are written to, and copies
 * of its own from then on. What may be written to stands in an array of its own, where a leaf is
 * too short for any number as long as it is not the job's: so an access that looks whether its
 * number is in the leaf has asked whose the leaf is, too. Whatever moves many bytes by one
 * instruction is in here, and is paid for as it goes on, so that it meets fuel and deadline like a
 * loop. Owned by the thread that runs the job.
 */
abstract class JobLeaves {
    static final int LEAF_MASK = LEAF_BYTES - 1;

    /** Bytes moved for one unit of fuel: a cache line, about as long as a turn of a loop. */
    private static final int BYTES_A_FUEL_SHIFT = 6;

    /** Stands where no memory is, and where none is that may be written to. */
    private static final byte[] NONE = {};

    private static final byte[][] NO_LEAVES = {};

    /** As many as nearly all memories begin with: to copy them is quicker than to fill an array. */
    private static final byte[][] NONE_OWN = new byte[256 * LEAVES_A_PAGE][];

    static {
        Arrays.fill(NONE_OWN, NONE);
    }

    private final JobThread thread;
    private final Limits limits;
    private byte[][] leaves = NO_LEAVES;

    /** As long as the leaves, and the same where one is the job's own. */
    private byte[][] own = NO_LEAVES;

    private int count;
    private int written;

    JobLeaves(Limits limits, JobThread thread) {
        this.limits = limits;
        this.thread = thread;
    }

    /** Begins with these leaves, all of them shared. */
    final void begin(byte[][] shared) {
        leaves = shared;
        own = resized(NONE_OWN, shared.length);
        count = shared.length;
    }

    /** There is no memory here any more, and its leaves are for the thread's next job. */
    final void end() {
        leaves = NO_LEAVES;
        own = NO_LEAVES;
        count = 0;
        thread.spareLeaves().takeBack();
    }

    /** Pages of 64 KiB, as the guest counts them. */
    public final int pages() {
        return count / LEAVES_A_PAGE;
    }

    /** How many leaves the job has written to. */
    final int written() {
        return written;
    }

    final long bytes() {
        return (long) count << LEAF_SHIFT;
    }

    /** The leaf to read from; fails with an index where there is no memory, here or when read. */
    final byte[] leaf(int index) {
        return leaves[index];
    }

    /**
     * The leaf to write to, or one without bytes if there is none of the job's own; fails with an
     * index where there is no memory, here or when written to.
     */
    final byte[] own(int index) {
        return own[index];
    }

    /** The leaf to write to, of the job's own from now on; fails where there is no memory. */
    final byte[] writable(int index) {
        var leaf = own[index];
        return leaf.length == LEAF_BYTES ? leaf : copied(index);
    }

    /** Adds leaves without content, which cost nothing until they are written to. */
    final void extendTo(int pages, int maxPages) {
        var wanted = pages * LEAVES_A_PAGE;
        if (wanted > leaves.length) {
            var roomy = Math.min(wanted + wanted / 2, maxPages * LEAVES_A_PAGE);
            leaves = resized(leaves, roomy);
            own = resized(own, roomy);
        }
        Arrays.fill(leaves, count, wanted, ZERO);
        count = wanted;
    }

    private static byte[][] resized(byte[][] leaves, int wanted) {
        var resized = Arrays.copyOf(leaves, wanted);
        Arrays.fill(resized, Math.min(leaves.length, wanted), wanted, NONE);
        return resized;
    }

    final void fillRange(long from, long length, byte value) {
        requireRange(from, length);
        for (var at = from; at < from + length; ) {
            var chunk = (int) Math.min(roomIn(at), from + length - at);
            pay(chunk);
            var index = (int) (at >>> LEAF_SHIFT);
            if (isNewAndWhole(index, chunk)) {
                fillNew(index, value);
            } else {
                var start = (int) at & LEAF_MASK;
                Arrays.fill(writable(index), start, start + chunk, value);
            }
            at += chunk;
        }
    }

    private void fillNew(int index, byte value) {
        if (value == 0) {
            leaves[index] = ZERO;
        } else {
            payForOne(index);
            enter(index, thread.spareLeaves().filledWith(value));
        }
    }

    final void writeRange(long to, byte[] bytes, long from, long length) {
        requireRange(to, length);
        if (from + length > bytes.length) {
            throw outOfBounds(from, length);
        }
        for (var done = 0; done < length; ) {
            var at = to + done;
            var chunk = (int) Math.min(roomIn(at), length - done);
            pay(chunk);
            put(at, bytes, (int) from + done, chunk);
            done += chunk;
        }
    }

    final byte[] readRange(long from, long length) {
        requireRange(from, length);
        var bytes = new byte[(int) length];
        for (var done = 0; done < length; ) {
            var at = from + done;
            var chunk = (int) Math.min(roomIn(at), length - done);
            pay(chunk);
            System.arraycopy(
                    leaf((int) (at >>> LEAF_SHIFT)), (int) at & LEAF_MASK, bytes, done, chunk);
            done += chunk;
        }
        return bytes;
    }

    final void copyRange(long to, long from, long length) {
        requireRange(to, length);
        requireRange(from, length);
        if (to > from && to < from + length) {
            copyFromItsEnd(to, from, length);
        } else {
            for (var done = 0L; done < length; ) {
                var room = Math.min(roomIn(to + done), roomIn(from + done));
                var chunk = (int) Math.min(room, length - done);
                copyChunk(to + done, from + done, chunk);
                done += chunk;
            }
        }
    }

    final WasmRuntimeException outOfBounds(int address, int size) {
        return outOfBounds(Integer.toUnsignedLong(address), (long) size);
    }

    private WasmRuntimeException outOfBounds(long at, long length) {
        StackReserve.requireNow(thread);
        return new WasmRuntimeException(
                "out of bounds memory access: " + length + " bytes at " + at + " of " + bytes());
    }

    /** In long arithmetic, in which no sum of two numbers of the guest can overflow. */
    final void requireRange(long from, long length) {
        if (from + length > bytes()) {
            throw outOfBounds(from, length);
        }
    }

    /** So that what is still to be copied is not overwritten. */
    private void copyFromItsEnd(long to, long from, long length) {
        for (var left = length; left > 0; ) {
            var room = Math.min(roomBefore(to + left), roomBefore(from + left));
            var chunk = (int) Math.min(room, left);
            left -= chunk;
            copyChunk(to + left, from + left, chunk);
        }
    }

    private void copyChunk(long to, long from, int length) {
        pay(length);
        put(to, leaf((int) (from >>> LEAF_SHIFT)), (int) from & LEAF_MASK, length);
    }

    /** Bytes that all go into one leaf. */
    private void put(long to, byte[] bytes, int from, int length) {
        var index = (int) (to >>> LEAF_SHIFT);
        if (isNewAndWhole(index, length)) {
            payForOne(index);
            enter(index, thread.spareLeaves().copyOf(bytes, from));
        } else {
            System.arraycopy(bytes, from, writable(index), (int) to & LEAF_MASK, length);
        }
    }

    /** Whether the leaf is not the job's own, and nothing of what stands in it will be left. */
    private boolean isNewAndWhole(int index, int length) {
        return length == LEAF_BYTES && own[index].length != LEAF_BYTES;
    }

    private static int roomIn(long at) {
        return LEAF_BYTES - ((int) at & LEAF_MASK);
    }

    private static int roomBefore(long end) {
        return ((int) (end - 1) & LEAF_MASK) + 1;
    }

    private byte[] copied(int index) {
        payForOne(index);
        enter(index, thread.spareLeaves().copyOf(leaves[index], 0));
        return own[index];
    }

    /** Before a leaf is made, so that what ends the job here leaves nothing half done. */
    private void payForOne(int index) {
        if (index >= count) {
            throw new IndexOutOfBoundsException(index);
        }
        if (written == limits.maxDirtyPages() * LEAVES_A_PAGE) {
            StackReserve.requireNow(thread);
            throw new JobStopped(
                    ErrorCode.MEMORY_LIMIT,
                    "the guest writes to more than "
                            + limits.maxDirtyPages()
                            + " pages of its memory (limit max-dirty-pages)");
        }
        pay(LEAF_BYTES);
        written++;
    }

    /** Only with its bytes in it: what a spare leaf held before was another job's. */
    private void enter(int index, byte[] leaf) {
        leaves[index] = leaf;
        own[index] = leaf;
    }

    private void pay(int bytes) {
        thread.charge(1 + (bytes >>> BYTES_A_FUEL_SHIFT));
    }
}
