package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.runtime.Memory;
import java.util.Random;

/** Everything that generated code and host functions do to a memory, with numbers made up. */
enum MemoryOperation {
    READ((memory, n) -> memory.read(n.at)),
    READ_SHORT((memory, n) -> memory.readShort(n.at)),
    READ_UNSIGNED_SHORT((memory, n) -> memory.readU16(n.at)),
    READ_INT((memory, n) -> memory.readInt(n.at)),
    READ_LONG((memory, n) -> memory.readLong(n.at)),
    READ_FLOAT((memory, n) -> Float.floatToRawIntBits(memory.readFloat(n.at))),
    READ_DOUBLE((memory, n) -> Double.doubleToRawLongBits(memory.readDouble(n.at))),
    READ_F32((memory, n) -> memory.readF32(n.at)),
    READ_F64((memory, n) -> memory.readF64(n.at)),
    READ_BYTES((memory, n) -> new String(memory.readBytes(n.at, n.size))),
    WRITE_BYTE((memory, n) -> done(() -> memory.writeByte(n.at, (byte) n.value))),
    WRITE_SHORT((memory, n) -> done(() -> memory.writeShort(n.at, (short) n.value))),
    WRITE_INT((memory, n) -> done(() -> memory.writeI32(n.at, (int) n.value))),
    WRITE_LONG((memory, n) -> done(() -> memory.writeLong(n.at, n.value))),
    WRITE_FLOAT((memory, n) -> done(() -> memory.writeF32(n.at, n.value))),
    WRITE_DOUBLE((memory, n) -> done(() -> memory.writeF64(n.at, n.value))),
    WRITE_BYTES((memory, n) -> done(() -> memory.write(n.at, n.bytes(), n.from & 15, n.size))),
    FILL((memory, n) -> done(() -> memory.fill((byte) n.value, n.at, n.at + n.size))),
    CLEAR((memory, n) -> done(() -> memory.fill((byte) 0, n.at, n.at + n.size))),
    COPY((memory, n) -> done(() -> memory.copy(n.at, n.from, n.size))),
    COPY_NEARBY((memory, n) -> done(() -> memory.copy(n.at, n.at + n.from % 5_000, n.size))),
    INIT((memory, n) ->
            done(() ->
                    memory.initPassiveSegment(
                            TestingImages.PASSIVE, n.at, n.from & 3, n.size & 7))),
    GROW((memory, n) -> n.value % 40 == 0 ? memory.grow(n.size % 3) : memory.pages());

    private final Act act;

    MemoryOperation(Act act) {
        this.act = act;
    }

    /** What came of it: its answer, or that it failed. */
    Object on(Memory memory, Numbers numbers) {
        try {
            return act.on(memory, numbers);
        } catch (RuntimeException _) {
            return "a trap";
        }
    }

    private static Object done(Runnable act) {
        act.run();
        return "done";
    }

    /** What the operations do it with; each takes what it needs. */
    record Numbers(int at, int from, int size, long value) {
        private static final int[] EDGES = {4_096, 65_536, TestingImages.BYTES, 0, 1 << 31, -1};

        static Numbers of(Random random) {
            return new Numbers(address(random), address(random), size(random), random.nextLong());
        }

        byte[] bytes() {
            return new byte[] {1, 2, 3, 4, (byte) value, (byte) size, 7, 8, 9, 10, 11, 12};
        }

        /** Anywhere, and often where it is dangerous. */
        private static int address(Random random) {
            return random.nextInt(3) > 0
                    ? random.nextInt(TestingImages.BYTES + 70_000)
                    : EDGES[random.nextInt(EDGES.length)] * (1 + random.nextInt(3))
                            + random.nextInt(-9, 9);
        }

        private static int size(Random random) {
            return switch (random.nextInt(8)) {
                case 0 -> random.nextInt(70_000);
                case 1 -> -random.nextInt(100);
                case 2 -> 4_096;
                default -> random.nextInt(40);
            };
        }
    }

    private interface Act {
        Object on(Memory memory, Numbers numbers);
    }
}
