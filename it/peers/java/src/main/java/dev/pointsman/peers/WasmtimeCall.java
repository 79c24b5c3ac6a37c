package dev.pointsman.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** What a guest under Wasmtime may call, on the job it runs for. Owned by one thread. */
final class WasmtimeCall {
    private static final int OK = 0;
    private static final int BAD_FILE = 8;
    private static final int NO_SEEK = 70;
    private static final int NOT_FOUND = -1;
    private static final int VECTOR_BYTES = 8;

    /** A function that a guest may import. */
    interface Function {
        int call(WasmtimeCall call, int[] parameters);
    }

    private final Job job;
    private ByteBuffer memory = ByteBuffer.allocate(0);
    private int read;

    WasmtimeCall(Job job) {
        this.job = job;
    }

    void memory(ByteBuffer buffer) {
        memory = buffer.order(ByteOrder.LITTLE_ENDIAN);
    }

    static Function function(String name) {
        return switch (name) {
            case "config_get" -> (call, a) -> call.answer(a, call.job.config(call.text(a, 0)));
            case "context_get" -> (call, a) -> call.answer(a, call.job.fact(call.text(a, 0)));
            case "state_set" -> WasmtimeCall::keep;
            case "publish" -> WasmtimeCall::publish;
            case "fd_read" -> WasmtimeCall::read;
            case "fd_write" -> WasmtimeCall::write;
            case "fd_seek" -> (_, _) -> NO_SEEK;
            case "fd_close" -> (_, _) -> OK;
            case "proc_exit" ->
                    (_, a) -> {
                        throw new IllegalStateException("exit " + a[0] + " (expected: none)");
                    };
            default -> throw new IllegalArgumentException(name + ": nobody offers that");
        };
    }

    private int keep(int[] a) {
        job.kept().add(new Job.Kept(text(a, 0), bytes(a[2], a[3])));
        return OK;
    }

    private int publish(int[] a) {
        job.publications()
                .add(
                        new Job.Publication(
                                text(a, 0),
                                bytes(a[2], a[3]),
                                text(a, 4),
                                text(a, 6),
                                bytes(a[8], a[9])));
        return OK;
    }

    private int read(int[] a) {
        if (a[0] != 0) {
            return BAD_FILE;
        }
        var total = 0;
        for (var vector = 0; vector < a[2]; vector++) {
            var at = a[1] + VECTOR_BYTES * vector;
            var length = Math.min(memory.getInt(at + 4), job.input().length - read);
            memory.put(memory.getInt(at), job.input(), read, length);
            read += length;
            total += length;
        }
        memory.putInt(a[3], total);
        return OK;
    }

    private int write(int[] a) {
        var total = 0;
        for (var vector = 0; vector < a[2]; vector++) {
            var at = a[1] + VECTOR_BYTES * vector;
            var bytes = bytes(memory.getInt(at), memory.getInt(at + 4));
            if (a[0] == 1) {
                job.output().writeBytes(bytes);
            }
            total += bytes.length;
        }
        memory.putInt(a[3], total);
        return OK;
    }

    private int answer(int[] a, Optional<String> found) {
        if (found.isEmpty()) {
            return NOT_FOUND;
        }
        var bytes = found.get().getBytes(UTF_8);
        if (bytes.length > a[3]) {
            return -(bytes.length + 1);
        }
        memory.put(a[2], bytes);
        return bytes.length;
    }

    private String text(int[] a, int at) {
        return new String(bytes(a[at], a[at + 1]), UTF_8);
    }

    private byte[] bytes(int at, int length) {
        var bytes = new byte[length];
        memory.get(at, bytes);
        return bytes;
    }
}
