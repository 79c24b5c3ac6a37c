package dev.pointsman.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.runtime.WasmFunctionHandle;
import com.dylibso.chicory.wasi.WasiExitException;
import com.dylibso.chicory.wasi.WasiOptions;
import com.dylibso.chicory.wasi.WasiPreview1;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import java.io.ByteArrayInputStream;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Chicory the way its documentation shows it: a module that is parsed, and perhaps compiled, once;
 * for each job its WASI, host functions made for that job, and an instance. Immutable, so safe on
 * every thread.
 *
 * @param machines empty for the interpreter
 */
record ChicoryGuests(WasmModule module, Optional<Function<Instance, Machine>> machines)
        implements Guests {
    private static final String CAPABILITIES = "pointsman/v1";
    private static final int NOT_FOUND = -1;

    static ChicoryGuests interpreted(Settings settings) {
        return new ChicoryGuests(Parser.parse(settings.module()), Optional.empty());
    }

    static ChicoryGuests compiled(Settings settings) {
        var module = Parser.parse(settings.module());
        return new ChicoryGuests(module, Optional.of(MachineFactoryCompiler.compile(module)));
    }

    @Override
    public void run(Job job) {
        var options =
                WasiOptions.builder()
                        .withStdin(new ByteArrayInputStream(job.input()))
                        .withStdout(job.output())
                        .build();
        try (var wasi = WasiPreview1.builder().withOptions(options).build()) {
            var imports =
                    ImportValues.builder()
                            .addFunction(wasi.toHostFunctions())
                            .addFunction(capabilities(job))
                            .build();
            var builder = Instance.builder(module).withImportValues(imports);
            machines.ifPresent(builder::withMachineFactory);
            // Runs _start too.
            builder.build();
        } catch (WasiExitException exit) {
            if (exit.exitCode() != 0) {
                throw new IllegalStateException(job.id() + ": exit " + exit.exitCode(), exit);
            }
        }
    }

    private static ImportFunction[] capabilities(Job job) {
        return new ImportFunction[] {
            function(
                    "config_get",
                    4,
                    (instance, a) -> {
                        var memory = instance.memory();
                        return answer(memory, a, job.config(text(memory, a, 0)));
                    }),
            function(
                    "context_get",
                    4,
                    (instance, a) -> {
                        var memory = instance.memory();
                        return answer(memory, a, job.fact(text(memory, a, 0)));
                    }),
            function(
                    "state_set",
                    4,
                    (instance, a) -> {
                        var memory = instance.memory();
                        job.kept().add(new Job.Kept(text(memory, a, 0), bytes(memory, a, 2)));
                        return new long[] {0};
                    }),
            function(
                    "publish",
                    10,
                    (instance, a) -> {
                        job.publications().add(publication(instance.memory(), a));
                        return new long[] {0};
                    })
        };
    }

    private static Job.Publication publication(Memory memory, long[] a) {
        return new Job.Publication(
                text(memory, a, 0),
                bytes(memory, a, 2),
                text(memory, a, 4),
                text(memory, a, 6),
                bytes(memory, a, 8));
    }

    private static HostFunction function(String name, int parameters, WasmFunctionHandle body) {
        var type =
                FunctionType.of(Collections.nCopies(parameters, ValType.I32), List.of(ValType.I32));
        return new HostFunction(CAPABILITIES, name, type, body);
    }

    private static long[] answer(Memory memory, long[] a, Optional<String> found) {
        if (found.isEmpty()) {
            return new long[] {NOT_FOUND};
        }
        var bytes = found.get().getBytes(UTF_8);
        if (bytes.length > (int) a[3]) {
            return new long[] {-(bytes.length + 1)};
        }
        memory.write((int) a[2], bytes);
        return new long[] {bytes.length};
    }

    private static String text(Memory memory, long[] a, int at) {
        return new String(bytes(memory, a, at), UTF_8);
    }

    private static byte[] bytes(Memory memory, long[] a, int at) {
        return memory.readBytes((int) a[at], (int) a[at + 1]);
    }
}
