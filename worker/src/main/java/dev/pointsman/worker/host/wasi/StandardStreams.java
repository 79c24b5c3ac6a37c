package dev.pointsman.worker.host.wasi;

import dev.pointsman.worker.host.Guest;
import dev.pointsman.worker.host.GuestMemory;

/** The three files that are open: the job's input, its result, its log. */
final class StandardStreams {
    private static final int INPUT = 0;
    private static final int OUTPUT = 1;
    private static final int ERROR = 2;

    /** As many buffers a call as Linux takes (IOV_MAX). */
    private static final int MAX_VECTORS = 1024;

    private static final int VECTOR_BYTES = 8;
    private static final int LENGTH_AT = 4;
    private static final int FDSTAT_BYTES = 24;
    private static final int FILESTAT_BYTES = 64;

    /** What is kept of one write to standard error: beyond it no line could be longer anyway. */
    private static final int MAX_ERROR_BYTES = 64 * 1024;

    private StandardStreams() {}

    static boolean isOpen(int file) {
        return file >= INPUT && file <= ERROR;
    }

    /** {@code fd_read(fd, vectors, vector_count, out_count)}. */
    static long read(Guest guest, long... arguments) {
        if ((int) arguments[0] != INPUT) {
            return Errno.BADF;
        }
        var vectors = (int) arguments[1];
        var count = (int) arguments[2];
        if (count < 0 || count > MAX_VECTORS) {
            return Errno.INVAL;
        }
        var total = 0;
        for (var i = 0; i < count && guest.io().unread() > 0; i++) {
            total += readInto(guest, vectors + i * VECTOR_BYTES);
        }
        guest.memory().writeInt((int) arguments[3], total);
        return Errno.SUCCESS;
    }

    /** {@code fd_write(fd, vectors, vector_count, out_count)}. */
    static long write(Guest guest, long... arguments) {
        var file = (int) arguments[0];
        if (file != OUTPUT && file != ERROR) {
            return Errno.BADF;
        }
        var vectors = (int) arguments[1];
        var count = (int) arguments[2];
        if (count < 0 || count > MAX_VECTORS) {
            return Errno.INVAL;
        }
        var total = 0L;
        for (var i = 0; i < count; i++) {
            var vector = vectors + i * VECTOR_BYTES;
            total += file == OUTPUT ? toOutput(guest, vector) : toLog(guest, vector, total);
        }
        guest.memory().writeInt((int) arguments[3], (int) total);
        return Errno.SUCCESS;
    }

    /** {@code fd_close(fd)}. */
    static long close(Guest guest, long... arguments) {
        return isOpen((int) arguments[0]) ? Errno.SUCCESS : Errno.BADF;
    }

    /** {@code fd_fdstat_get(fd, out)}: no terminal, so that C libraries write in large pieces. */
    static long status(Guest guest, long... arguments) {
        return zeros(guest, FDSTAT_BYTES, arguments);
    }

    /** {@code fd_filestat_get(fd, out)}: of an unknown type, without a size. */
    static long fileStatus(Guest guest, long... arguments) {
        return zeros(guest, FILESTAT_BYTES, arguments);
    }

    /** {@code fd_seek} and {@code fd_tell}: these are pipes. */
    static long notSeekable(Guest guest, long... arguments) {
        return isOpen((int) arguments[0]) ? Errno.SPIPE : Errno.BADF;
    }

    private static int readInto(Guest guest, int vector) {
        var pointer = guest.memory().readInt(vector);
        var length = length(guest.memory(), pointer, vector);
        var bytes = guest.io().read((int) Math.min(length, guest.io().unread()));
        guest.memory().write(pointer, bytes);
        return bytes.length;
    }

    private static long toOutput(Guest guest, int vector) {
        var memory = guest.memory();
        var pointer = memory.readInt(vector);
        var length = length(memory, pointer, vector);
        guest.effects().output().requireRoomFor(length);
        guest.effects().output().append(memory.read(pointer, (int) length, (int) length));
        return length;
    }

    private static long toLog(Guest guest, int vector, long taken) {
        var memory = guest.memory();
        var pointer = memory.readInt(vector);
        var length = length(memory, pointer, vector);
        var kept = (int) Math.min(length, Math.max(0, MAX_ERROR_BYTES - taken));
        guest.effects().logLines().standardError(memory.read(pointer, kept, kept));
        return length;
    }

    /** The length of a buffer that lies wholly inside the memory. */
    private static long length(GuestMemory memory, int pointer, int vector) {
        var length = Integer.toUnsignedLong(memory.readInt(vector + LENGTH_AT));
        memory.requireRange(pointer, length);
        return length;
    }

    private static long zeros(Guest guest, int count, long... arguments) {
        if (!isOpen((int) arguments[0])) {
            return Errno.BADF;
        }
        guest.memory().write((int) arguments[1], new byte[count]);
        return Errno.SUCCESS;
    }
}
