package dev.pointsman.worker.sandbox;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.worker.context.JobStopped;
import dev.pointsman.worker.host.GuestMemory;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** An instance's memory, as host functions may use it. Owned by the thread that runs the job. */
final class LinearMemory implements GuestMemory {
    private static final long PAGE_BYTES = Memory.PAGE_SIZE;

    /** Stands for what is not UTF-8, and hardly ever for itself: only then a decoder is asked. */
    private static final char REPLACEMENT = '\uFFFD';

    private final Instance instance;
    private final Meter meter;

    LinearMemory(Instance instance, Meter meter) {
        this.instance = instance;
        this.meter = meter;
    }

    @Override
    public byte[] read(int pointer, int length, int maxLength) {
        var wanted = Integer.toUnsignedLong(length);
        if (wanted > maxLength) {
            throw invalid(wanted + " bytes at once (expected: at most " + maxLength + ")");
        }
        requireRange(pointer, wanted);
        meter.out(length);
        return wanted == 0 ? new byte[0] : instance.memory().readBytes(pointer, length);
    }

    @Override
    public String readText(int pointer, int length, int maxLength) {
        var bytes = read(pointer, length, maxLength);
        var text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            requireUtf8(bytes);
        }
        return text;
    }

    private static void requireUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException _) {
            throw invalid("a text that is not UTF-8");
        }
    }

    @Override
    public void write(int pointer, byte[] bytes) {
        requireRange(pointer, bytes.length);
        meter.in(bytes.length);
        if (bytes.length > 0) {
            instance.memory().write(pointer, bytes);
        }
    }

    @Override
    public int readInt(int pointer) {
        requireRange(pointer, Integer.BYTES);
        return instance.memory().readInt(pointer);
    }

    @Override
    public void writeInt(int pointer, int value) {
        requireRange(pointer, Integer.BYTES);
        instance.memory().writeI32(pointer, value);
    }

    @Override
    public void writeLong(int pointer, long value) {
        requireRange(pointer, Long.BYTES);
        instance.memory().writeLong(pointer, value);
    }

    /** In long arithmetic: the engine's own check overflows for lengths near two gigabytes. */
    @Override
    public void requireRange(int pointer, long length) {
        var memory = instance.memory();
        var size = memory == null ? 0 : memory.pages() * PAGE_BYTES;
        var from = Integer.toUnsignedLong(pointer);
        if (length < 0 || from + length > size) {
            throw invalid(
                    length
                            + " bytes at "
                            + from
                            + " (expected: inside its "
                            + size
                            + " bytes of memory)");
        }
    }

    private static JobStopped invalid(String what) {
        return new JobStopped(ErrorCode.HOST_CALL_INVALID, "the guest handed the host " + what);
    }
}
