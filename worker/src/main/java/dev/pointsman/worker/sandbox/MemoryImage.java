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

    private static final byte[] NO_BYTES = {};
    private static final int POINTER_BYTES = 4;

    private final byte[][] leaves;
    private final byte[][] segments;

    private MemoryImage(int pages, DataSegment[] segments) {
        this.leaves = new byte[pages * LEAVES_A_PAGE][];
        this.segments = new byte[segments.length][];
        Arrays.fill(leaves, ZERO);
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

    /** Puts the segment into its place, if it has one, and answers what is left to copy from. */
    private byte[] place(DataSegment segment) {
        var bytes = segment.data();
        if (segment instanceof ActiveDataSegment active) {
            place(bytes, Integer.toUnsignedLong(offset(active.offsetInstructions())));
            return NO_BYTES;
        }
        return bytes;
    }

    private void place(byte[] bytes, long at) {
        var size = (long) leaves.length * LEAF_BYTES;
        if (at + bytes.length > size) {
            throw new ModuleRefused(
                    ErrorCode.MODULE_REFUSED,
                    "a data segment of %d bytes at %d (expected: inside its %d bytes of memory)"
                            .formatted(bytes.length, at, size));
        }
        for (var done = 0; done < bytes.length; ) {
            var leaf = (int) ((at + done) >>> LEAF_SHIFT);
            var from = (int) (at + done) & (LEAF_BYTES - 1);
            var count = Math.min(LEAF_BYTES - from, bytes.length - done);
            System.arraycopy(bytes, done, ownLeaf(leaf), from, count);
            done += count;
        }
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
