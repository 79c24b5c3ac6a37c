package dev.pointsman.it.bench.instance;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import java.util.Collections;
import java.util.List;

/**
 * As much of WASI as a guest needs that reads its input and writes its output, without any of the
 * checks that ours makes. Owned by one thread.
 */
final class EngineStreams {
    private static final String WASI = "wasi_snapshot_preview1";
    private static final long[] DONE = {0};

    private final byte[] input;
    private byte[] written = {};
    private int at;

    EngineStreams(byte[] input) {
        this.input = input;
    }

    /** The next run reads from the beginning. */
    void rewind() {
        at = 0;
    }

    /** What was written last, at once. */
    byte[] written() {
        return written.clone();
    }

    /** For a module that imports these functions, and for one that imports none. */
    ImportValues imports(WasmModule module) {
        var imports = ImportValues.builder();
        if (module.importSection().importCount() > 0) {
            imports.addFunction(function("fd_read", 4, 1, this::read));
            imports.addFunction(function("fd_write", 4, 1, this::write));
            imports.addFunction(function("proc_exit", 1, 0, this::exit));
        }
        return imports.build();
    }

    private long[] read(Instance instance, long... arguments) {
        var memory = instance.memory();
        var room = memory.readInt((int) arguments[1] + Integer.BYTES);
        var length = Math.min(room, input.length - at);
        memory.write(memory.readInt((int) arguments[1]), input, at, length);
        at += length;
        memory.writeI32((int) arguments[3], length);
        return DONE;
    }

    private long[] write(Instance instance, long... arguments) {
        var memory = instance.memory();
        var length = memory.readInt((int) arguments[1] + Integer.BYTES);
        written = memory.readBytes(memory.readInt((int) arguments[1]), length);
        memory.writeI32((int) arguments[3], length);
        return DONE;
    }

    private long[] exit(Instance instance, long... arguments) {
        throw new IllegalStateException("the guest ended with " + arguments[0]);
    }

    private static HostFunction function(String name, int parameters, int results, Answer answer) {
        return new HostFunction(
                WASI, name, FunctionType.of(i32s(parameters), i32s(results)), answer::of);
    }

    private static List<ValType> i32s(int count) {
        return Collections.nCopies(count, ValType.I32);
    }

    /** What a function does. */
    private interface Answer {
        long[] of(Instance instance, long... arguments);
    }
}
