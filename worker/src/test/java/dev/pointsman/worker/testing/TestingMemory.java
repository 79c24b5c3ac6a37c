package dev.pointsman.worker.testing;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.context.JobContext;
import dev.pointsman.worker.context.JobStopped;
import dev.pointsman.worker.host.Guest;
import dev.pointsman.worker.host.GuestIo;
import dev.pointsman.worker.host.GuestMemory;
import dev.pointsman.worker.host.Outside;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.InstantSource;
import java.util.Arrays;

/** A page of memory without an engine, for host functions alone. Owned by one thread. */
public final class TestingMemory implements GuestMemory {
    private static final int SIZE = 64 * 1024;

    private final ByteBuffer bytes = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);

    /** A guest that has this memory, at noon. */
    public Guest guest(JobContext context) {
        return guest(context, TestingContexts.TIME);
    }

    public Guest guest(JobContext context, InstantSource time) {
        var effects = TestingStates.effects(context);
        var outside = new Outside(new TestingWaiting(context));
        return new Guest(context, effects, this, new GuestIo(context, time), outside);
    }

    /** Puts a text somewhere, for the guest to hand over. */
    public void put(int pointer, String text) {
        write(pointer, Payload.ofUtf8(text).toBytes());
    }

    /** Puts a buffer's pointer and length somewhere, as WASI has them. */
    public void putVector(int at, int pointer, int length) {
        writeInt(at, pointer);
        writeInt(at + Integer.BYTES, length);
    }

    public String text(int pointer, int length) {
        return Payload.takingOver(read(pointer, length, SIZE)).asText();
    }

    public long readLong(int pointer) {
        return bytes.getLong(pointer);
    }

    /** Whether no byte was ever written but zeros. */
    public boolean isUntouched() {
        return Arrays.equals(bytes.array(), new byte[SIZE]);
    }

    @Override
    public byte[] read(int pointer, int length, int maxLength) {
        var wanted = Integer.toUnsignedLong(length);
        if (wanted > maxLength) {
            throw invalid();
        }
        requireRange(pointer, wanted);
        return Arrays.copyOfRange(bytes.array(), pointer, pointer + length);
    }

    @Override
    public String readText(int pointer, int length, int maxLength) {
        return Payload.takingOver(read(pointer, length, maxLength)).asText();
    }

    @Override
    public void write(int pointer, byte[] more) {
        requireRange(pointer, more.length);
        bytes.put(pointer, more);
    }

    @Override
    public int readInt(int pointer) {
        requireRange(pointer, Integer.BYTES);
        return bytes.getInt(pointer);
    }

    @Override
    public void writeInt(int pointer, int value) {
        requireRange(pointer, Integer.BYTES);
        bytes.putInt(pointer, value);
    }

    @Override
    public void writeLong(int pointer, long value) {
        requireRange(pointer, Long.BYTES);
        bytes.putLong(pointer, value);
    }

    @Override
    public void requireRange(int pointer, long length) {
        if (length < 0 || Integer.toUnsignedLong(pointer) + length > SIZE) {
            throw invalid();
        }
    }

    private static JobStopped invalid() {
        return new JobStopped(ErrorCode.HOST_CALL_INVALID, "outside the memory");
    }
}
