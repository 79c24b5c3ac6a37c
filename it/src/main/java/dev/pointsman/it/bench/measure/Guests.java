package dev.pointsman.it.bench.measure;

import dev.pointsman.it.bench.load.BenchJobs;
import dev.pointsman.it.bench.load.Shape;
import dev.pointsman.it.bench.load.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The modules jobs run, and whose they are. Immutable, so safe on every thread.
 *
 * @param folder where tenants files go
 * @param modules where the modules are
 */
public record Guests(Path folder, Path modules) {
    /** An example in Rust, which no suite of jobs runs. */
    private static final String RUST = "order-price";

    /** Copies the modules from the checkout. */
    public static Guests in(Path folder, Path checkout) {
        try {
            var modules = Files.createDirectory(folder.resolve("modules"));
            for (var name : names()) {
                copy(name + ".wasm", checkout.resolve("contracts/guests/testing"), modules);
            }
            copy(RUST + ".wasm", checkout.resolve("contracts/guests/wasm"), modules);
            return new Guests(folder, modules);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The module of a kind of work. */
    public Path module(Work work) {
        return modules.resolve(work.module() + ".wasm");
    }

    /** Writes what the tenants of these jobs may do: no more than they need. */
    Path tenants(Assignment assignment, String origin) {
        var policy = policy(assignment, origin);
        var text =
                IntStream.range(0, assignment.jobs().shape().tenants())
                        .mapToObj(number -> "  " + Shape.tenant(number) + ":\n" + policy)
                        .collect(Collectors.joining("", "tenants:\n", ""));
        try {
            return Files.writeString(folder.resolve(assignment.name() + ".yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The limits of time are those of a job that spins for a while on purpose. */
    private static String policy(Assignment assignment, String origin) {
        return """
            modules: [%s]
            capabilities: ["config/v1/get", "context/v1/get", "state/v1/set", "publish/v1/send", "http/v1/request"]
            publish: { topics: ["%s"] }
            config: { topic: "%s" }
            http: { allow: ["%s"], networks: [127.0.0.0/8], max-request-bytes: 65536, max-response-bytes: 65536 }
            limits: { timeout: PT2M, fuel: 1000000000000, max-pages: 32, max-dirty-pages: 32, max-state-bytes: 67108864 }
        """
                .formatted(
                        modules(assignment.jobs().work()),
                        assignment.published(),
                        assignment.published(),
                        origin);
    }

    /** That of the work, and those of slow jobs beside it. */
    private static String modules(Work work) {
        return Stream.of(work.module(), BenchJobs.SPINNING, Work.WAITING.module())
                .distinct()
                .map(module -> '"' + module + '"')
                .collect(Collectors.joining(", "));
    }

    private static List<String> names() {
        var names = new ArrayList<>(List.of(BenchJobs.SPINNING));
        Arrays.stream(Work.values()).map(Work::module).forEach(names::add);
        return names;
    }

    private static void copy(String file, Path from, Path to) throws IOException {
        Files.copy(from.resolve(file), to.resolve(file));
    }
}
