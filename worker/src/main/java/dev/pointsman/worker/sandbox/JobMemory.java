package dev.pointsman.worker.sandbox;

import static dev.pointsman.worker.sandbox.MemoryImage.LEAF_BYTES;
import static dev.pointsman.worker.sandbox.MemoryImage.LEAF_SHIFT;
import static java.lang.Integer.toUnsignedLong;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.types.DataSegment;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.PassiveDataSegment;
import dev.pointsman.worker.tenant.Limits;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The linear memory of one job's instance, as the engine's code uses it. Owned by the thread that
 * runs the job.
 *
 * <p>An address outside is found by the array that is asked for it, as the engine's own memory does
 * it: that is cheaper than asking first.
 */
final class JobMemory extends JobLeaves implements UnsharedMemory {
    private static final VarHandle SHORTS = view(short[].class);
    private static final VarHandle INTS = view(int[].class);
    private static final VarHandle LONGS = view(long[].class);
    private static final DataSegment[] NO_SEGMENTS = {};

    private final MemoryImage image;
    private final MemoryLimits declared;
    private final int maxPages;
    private DataSegment[] segments = NO_SEGMENTS;

    JobMemory(MemoryImage image, MemoryLimits declared, Limits limits, JobThread thread) {
        super(limits, thread);
        this.image = image;
        this.declared = declared;
        this.maxPages = Math.min(declared.maximumPages(), limits.maxPages());
    }

    @Override
    public int initialPages() {
        return declared.initialPages();
    }

    @Override
    public int maximumPages() {
        return maxPages;
    }

    /**
     * What has a place is in the image already; of the rest the engine notes here what it drops.
     */
    @Override
    public void initialize(Instance instance, DataSegment[] dataSegments) {
        begin(image.leaves());
        segments = dataSegments;
    }

    @Override
    public void zero() {
        fillRange(0, bytes(), (byte) 0);
    }

    @Override
    public int grow(int more) {
        var before = pages();
        var wanted = before + toUnsignedLong(more);
        if (wanted > maxPages) {
            return -1;
        }
        extendTo((int) wanted, maxPages);
        return before;
    }

    @Override
    public void initPassiveSegment(int segment, int to, int from, int size) {
        var isDropped = segments[segment].equals(PassiveDataSegment.EMPTY);
        var bytes = isDropped ? new byte[0] : image.segment(segment);
        writeRange(toUnsignedLong(to), bytes, toUnsignedLong(from), toUnsignedLong(size));
    }

    @Override
    public void drop(int segment) {
        segments[segment] = PassiveDataSegment.EMPTY;
    }

    @Override
    public void write(int address, byte[] bytes, int from, int size) {
        writeRange(toUnsignedLong(address), bytes, toUnsignedLong(from), toUnsignedLong(size));
    }

    @Override
    public byte[] readBytes(int address, int size) {
        return readRange(toUnsignedLong(address), toUnsignedLong(size));
    }

    /** The engine has added the size to the beginning already, and the sum may have overflowed. */
    @Override
    public void fill(byte value, int from, int end) {
        fillRange(toUnsignedLong(from), toUnsignedLong(end - from), value);
    }

    @Override
    public void copy(int to, int from, int size) {
        copyRange(toUnsignedLong(to), toUnsignedLong(from), toUnsignedLong(size));
    }

    @Override
    public byte read(int address) {
        try {
            return leaf(address >>> LEAF_SHIFT)[address & LEAF_MASK];
        } catch (IndexOutOfBoundsException _) {
            throw outOfBounds(address, Byte.BYTES);
        }
    }

    @Override
    public void writeByte(int address, byte value) {
        try {
            var leaf = own(address >>> LEAF_SHIFT);
            if (leaf.length == 0) {
                writable(address >>> LEAF_SHIFT)[address & LEAF_MASK] = value;
            } else {
                leaf[address & LEAF_MASK] = value;
            }
        } catch (IndexOutOfBoundsException _) {
            throw outOfBounds(address, Byte.BYTES);
        }
    }

    @Override
    public short readShort(int address) {
        var at = address & LEAF_MASK;
        if (at > LEAF_BYTES - Short.BYTES) {
            return (short) readAcross(address, Short.BYTES);
        }
        try {
            return (short) SHORTS.get(leaf(address >>> LEAF_SHIFT), at);
        } catch (IndexOutOfBoundsException _) {
            throw outOfBounds(address, Short.BYTES);
        }
    }

    @Override
    public void writeShort(int address, short value) {
        var at = address & LEAF_MASK;
        try {
            var leaf = own(address >>> LEAF_SHIFT);
            if (at > leaf.length - Short.BYTES) {
                writeBeside(address, Short.BYTES, value);
            } else {
                SHORTS.set(leaf, at, value);
            }
        } catch (IndexOutOfBoundsException _) {
            throw outOfBounds(address, Short.BYTES);
        }
    }

    @Override
    public int readInt(int address) {
        var at = address & LEAF_MASK;
        if (at > LEAF_BYTES - Integer.BYTES) {
            return (int) readAcross(address, Integer.BYTES);
        }
        try {
            return (int) INTS.get(leaf(address >>> LEAF_SHIFT), at);
        } catch (IndexOutOfBoundsException _) {
            throw outOfBounds(address, Integer.BYTES);
        }
    }

    @Override
    public void writeI32(int address, int value) {
        var at = address & LEAF_MASK;
        try {
            var leaf = own(address >>> LEAF_SHIFT);
            if (at > leaf.length - Integer.BYTES) {
                writeBeside(address, Integer.BYTES, value);
            } else {
                INTS.set(leaf, at, value);
            }
        } catch (IndexOutOfBoundsException _) {
            throw outOfBounds(address, Integer.BYTES);
        }
    }

    @Override
    public long readLong(int address) {
        var at = address & LEAF_MASK;
        if (at > LEAF_BYTES - Long.BYTES) {
            return readAcross(address, Long.BYTES);
        }
        try {
            return (long) LONGS.get(leaf(address >>> LEAF_SHIFT), at);
        } catch (IndexOutOfBoundsException _) {
            throw outOfBounds(address, Long.BYTES);
        }
    }

    @Override
    public void writeLong(int address, long value) {
        var at = address & LEAF_MASK;
        try {
            var leaf = own(address >>> LEAF_SHIFT);
            if (at > leaf.length - Long.BYTES) {
                writeBeside(address, Long.BYTES, value);
            } else {
                LONGS.set(leaf, at, value);
            }
        } catch (IndexOutOfBoundsException _) {
            throw outOfBounds(address, Long.BYTES);
        }
    }

    @Override
    public long readU16(int address) {
        return Short.toUnsignedLong(readShort(address));
    }

    @Override
    public long readF32(int address) {
        return readInt(address);
    }

    @Override
    public float readFloat(int address) {
        return Float.intBitsToFloat(readInt(address));
    }

    @Override
    public void writeF32(int address, float value) {
        writeI32(address, Float.floatToRawIntBits(value));
    }

    @Override
    public long readF64(int address) {
        return readLong(address);
    }

    @Override
    public double readDouble(int address) {
        return Double.longBitsToDouble(readLong(address));
    }

    @Override
    public void writeF64(int address, double value) {
        writeLong(address, Double.doubleToRawLongBits(value));
    }

    /** A number that begins in one leaf and ends in the next, or beyond the end. */
    private long readAcross(int address, int size) {
        var value = 0L;
        for (var i = 0; i < size; i++) {
            value |= Byte.toUnsignedLong(read(address + i)) << (i * Byte.SIZE);
        }
        return value;
    }

    /** A number that does not stand in one leaf of the job's own: all of it or, beyond, nothing. */
    private void writeBeside(int address, int size, long value) {
        requireRange(toUnsignedLong(address), size);
        for (var i = 0; i < size; i++) {
            writeByte(address + i, (byte) (value >>> (i * Byte.SIZE)));
        }
    }

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
    }
}
