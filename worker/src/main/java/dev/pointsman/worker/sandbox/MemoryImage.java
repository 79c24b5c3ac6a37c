package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.ActiveDataSegment;
import com.dylibso.chicory.wasm.types.DataSegment;
import com.dylibso.chicory.wasm.types.Instruction;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.OpCode;
import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.worker.tenant.Limits;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.zip.CRC32;

/**
 * What a module's memory holds before its first instruction, made once from the module without
 * running any of it, and shared by all its instances. It is kept in leaves of 4 KiB, so that a job
 * copies only what it writes to. Never written to once made, so safe on every thread.
 */
final class MemoryImage {
    static final int LEAF_SHIFT = 12;
    static final int LEAF_BYTES = 1 << LEAF_SHIFT;
    static final int LEAVES_A_PAGE = Memory.PAGE_SIZE / LEAF_BYTES;

    /** A shared leaf without content. */
    static final byte[] ZERO = new byte[LEAF_BYTES];

    /**
     * With something in them: 8 MiB, twice what the largest file can fill. Two bytes of a file can
     * lie in two leaves, so what an image takes is not seen by the file's size.
     */
    static final int MAX_LEAVES = 2_048;

    private static final byte[] NO_BYTES = {};
    private static final int POINTER_BYTES = 4;

    /** But for the segments to copy from, which are as large as they are in the file. */
    static final int MAX_BYTES =
            MAX_LEAVES * LEAF_BYTES + Limits.MAX_PAGES * LEAVES_A_PAGE * POINTER_BYTES;

    private final byte[][] leaves;
    private final byte[][] segments;

    private MemoryImage(int pages, DataSegment[] segments) {
        this.leaves = new byte[pages * LEAVES_A_PAGE][];
        this.segments = new byte[segments.length][];
        Arrays.fill(leaves, ZERO);
        requireFewLeaves(segments);
        for (var i = 0; i < segments.length; i++) {
            this.segments[i] = place(segments[i]);
        }
    }

    /** The image of the module's memory, if it has one; refuses one that is too large. */
    static MemoryImage of(WasmModule module) {
        var pages =
                module.memorySection()
                        .filter(memories -> memories.memoryCount() > 0)
                        .map(memories -> memories.getMemory(0).limits())
                        .map(MemoryLimits::initialPages)
                        .orElse(0);
        if (pages > Limits.MAX_PAGES) {
            throw new ModuleRefused(
                    ErrorCode.MODULE_REFUSED,
                    "a memory of " + pages + " pages (expected: at most " + Limits.MAX_PAGES + ")");
        }
        return new MemoryImage(pages, module.dataSection().dataSegments());
    }

    /** The leaves, in an array of the caller's own. */
    byte[][] leaves() {
        return leaves.clone();
    }

    /** How many pages of 64 KiB the memory begins with. */
    int pages() {
        return leaves.length / LEAVES_A_PAGE;
    }

    /** What {@code memory.init} copies from; nothing if the segment is in its place already. */
    byte[] segment(int index) {
        return segments[index];
    }

    /** How much of the heap it takes. */
    int bytes() {
        var own = Arrays.stream(leaves).filter(leaf -> !isZero(leaf)).count();
        var toCopyFrom = Arrays.stream(segments).mapToInt(segment -> segment.length).sum();
        return (int) own * LEAF_BYTES + leaves.length * POINTER_BYTES + toCopyFrom;
    }

    /** A number that changes if a leaf does: nobody may ever write to one. */
    long checksum() {
        var checksum = new CRC32();
        checksum.update(ZERO);
        Arrays.stream(leaves).forEach(checksum::update);
        return checksum.getValue();
    }

    /** Looks at all places before a leaf is made for any. */
    private void requireFewLeaves(DataSegment[] segments) {
        var filled = new BitSet();
        for (var segment : segments) {
            if (segment instanceof ActiveDataSegment active && active.data().length > 0) {
                var at = at(active);
                filled.set(leaf(at), leaf(at + active.data().length - 1) + 1);
            }
        }
        if (filled.cardinality() > MAX_LEAVES) {
            throw new ModuleRefused(
                    ErrorCode.MODULE_REFUSED,
                    "data segments that fill %d blocks of %d bytes (expected: at most %d): have data close together, or write what lies far apart in a function"
                            .formatted(filled.cardinality(), LEAF_BYTES, MAX_LEAVES));
        }
    }

    /** Puts the segment into its place, if it has one, and answers what is left to copy from. */
    private byte[] place(DataSegment segment) {
        var bytes = segment.data();
        if (segment instanceof ActiveDataSegment active) {
            place(bytes, at(active));
            return NO_BYTES;
        }
        return bytes;
    }

    private void place(byte[] bytes, long at) {
        for (var done = 0; done < bytes.length; ) {
            var from = (int) (at + done) & (LEAF_BYTES - 1);
            var count = Math.min(LEAF_BYTES - from, bytes.length - done);
            System.arraycopy(bytes, done, ownLeaf(leaf(at + done)), from, count);
            done += count;
        }
    }

    /** Where it goes, which is inside the memory. */
    private long at(ActiveDataSegment segment) {
        var at = Integer.toUnsignedLong(offset(segment.offsetInstructions()));
        var size = (long) leaves.length * LEAF_BYTES;
        if (at + segment.data().length > size) {
            throw new ModuleRefused(
                    ErrorCode.MODULE_REFUSED,
                    "a data segment of %d bytes at %d (expected: inside its %d bytes of memory)"
                            .formatted(segment.data().length, at, size));
        }
        return at;
    }

    private static int leaf(long at) {
        return (int) (at >>> LEAF_SHIFT);
    }

    private byte[] ownLeaf(int index) {
        if (isZero(leaves[index])) {
            leaves[index] = new byte[LEAF_BYTES];
        }
        return leaves[index];
    }

    /** Whether it is that very leaf, not one that is as empty. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isZero(byte[] leaf) {
        return leaf == ZERO;
    }

    /** Only code that is moved as it is loaded computes its places, and nothing here moves it. */
    private static int offset(List<Instruction> instructions) {
        if (instructions.size() != 1 || instructions.getFirst().opcode() != OpCode.I32_CONST) {
            throw new ModuleRefused(
                    ErrorCode.MODULE_REFUSED,
                    "a data segment at a computed place: link a program, not position-independent code");
        }
        return (int) instructions.getFirst().operand(0);
    }
}
