package dev.pointsman.it.bench.measure;

import dev.pointsman.it.bench.load.BenchJobs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The modules jobs run, and the one tenant they belong to. Immutable, so safe on every thread. */
public record Guests(Path modules, Path tenants) {
    /** Copies the modules from the checkout, and writes the tenants file beside them. */
    public static Guests in(Path folder, Path checkout) {
        try {
            var modules = Files.createDirectory(folder.resolve("modules"));
            copy(BenchJobs.TRIVIAL, checkout, modules);
            copy(BenchJobs.SLOW, checkout, modules);
            var tenants = folder.resolve("tenants.yaml");
            Files.writeString(tenants, tenantsFile());
            return new Guests(modules, tenants);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The limits are those of a job that spins for a while on purpose. */
    private static String tenantsFile() {
        return """
        tenants:
          %s:
            modules: ["%s", "%s"]
            limits: { timeout: PT2M, fuel: 1000000000000 }
        """
                .formatted(BenchJobs.TENANT, BenchJobs.TRIVIAL, BenchJobs.SLOW);
    }

    private static void copy(String name, Path checkout, Path modules) throws IOException {
        var file = name + ".wasm";
        Files.copy(
                checkout.resolve("contracts/guests/testing").resolve(file), modules.resolve(file));
    }
}
