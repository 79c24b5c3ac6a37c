package dev.pointsman.it.bench.load;

import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.testing.WasmBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Modules of about 50 KB, of which no two have a function in common, each with a tenant of its own.
 * Immutable, so safe on every thread.
 *
 * @param folder where the modules are, and the tenants file
 */
public record ManyModules(Path folder, int count) {
    private static final int FUNCTIONS = 72;
    private static final int CALLED = 8;
    private static final int LEAST_STEPS = 32;
    private static final int MORE_STEPS = 8;
    private static final int BITS = 31;

    /** Writes them. */
    public static ManyModules in(Path folder, int count) {
        try {
            Files.createDirectories(folder.resolve("modules"));
            var made = new ManyModules(folder, count);
            for (var number = 0; number < count; number++) {
                var file = folder.resolve("modules").resolve(name(number) + ".wasm");
                Files.write(file, module(number).toBytes());
            }
            var tenants = IntStream.range(0, count).mapToObj(ManyModules::policy);
            Files.writeString(
                    made.tenants(), tenants.collect(Collectors.joining("", "tenants:\n", "")));
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path modules() {
        return folder.resolve("modules");
    }

    public Path tenants() {
        return folder.resolve("tenants.yaml");
    }

    /** The module of the tenant with this number. */
    public static String name(int number) {
        return "m-" + number + "-x";
    }

    /** By a pattern, because what a policy names in full is compiled before a worker is ready. */
    private static String policy(int number) {
        return "  " + Shape.tenant(number) + ": { modules: [\"m-" + number + "-*\"] }\n";
    }

    /** The module with this number: arithmetic, the same in every run. */
    static Payload module(int number) {
        var random = new Random(number);
        var module = WasmBytes.module().memory(2, 2).function(">", calls());
        for (var function = 0; function < FUNCTIONS; function++) {
            module.function(">", 1, arithmetic(random));
        }
        return module.export("_start", 0).bytes();
    }

    private static String calls() {
        return IntStream.rangeClosed(1, CALLED)
                .mapToObj(function -> "call " + function)
                .collect(Collectors.joining(" "));
    }

    private static String arithmetic(Random random) {
        var code = new StringBuilder("i32.const 0 i32.load 2 0 local.set 0 ");
        for (var step = LEAST_STEPS + random.nextInt(MORE_STEPS); step > 0; step--) {
            code.append("local.get 0 i32.const ").append(random.nextInt() >>> 1);
            code.append(" i32.xor local.tee 0 i32.const ").append(1 + random.nextInt(BITS - 1));
            code.append(" i32.shl local.get 0 i32.add local.set 0 ");
        }
        return code.append("i32.const 0 local.get 0 i32.store 2 0").toString();
    }
}
