package dev.pointsman.local.cli;

import dev.pointsman.worker.Main;
import dev.pointsman.worker.host.HostFunction;
import dev.pointsman.worker.host.HostFunctions;
import dev.pointsman.worker.module.StoredModule;
import dev.pointsman.worker.sandbox.Admission;
import dev.pointsman.worker.sandbox.Gate;
import dev.pointsman.worker.sandbox.Inspection;
import dev.pointsman.worker.tenant.Requested;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says what a module is, and whether a worker would run it. */
@Command(
        name = "inspect",
        description = {
            "Says what a module is, what it asks of its host, and whether a worker would run it.",
            "Exits with 1 if not, and says why."
        },
        mixinStandardHelpOptions = true)
final class ModuleInspectCommand implements Callable<Integer> {
    private static final int KIB_A_PAGE = 64;

    @Parameters(paramLabel = "FILE", description = "A .wasm file.")
    private Path file = Path.of("");

    @Override
    public Integer call() throws IOException {
        var stored = StoredModule.at(file);
        var bytes = stored.bytes();
        System.out.println("file       " + file + ", " + bytes.size() + " bytes");
        System.out.println("digest     " + stored.digest());
        var functions = Main.hostFunctions();
        return switch (new Gate(functions).admit(bytes)) {
            case Admission.Admitted(var module) -> {
                var requests = stored.requests().map(Requested::in).or(module::requests);
                requests.ifPresent(it -> System.out.println("requests   " + it));
                yield admitted(module.inspect(), functions);
            }
            case Admission.Refused(var code, var detail) -> {
                System.out.println("refused    " + code.code() + ": " + detail);
                yield 1;
            }
        };
    }

    private static int admitted(Inspection module, HostFunctions functions) {
        System.out.println("functions  " + module.functions());
        System.out.println("exports    " + String.join(", ", module.exports()));
        System.out.println("memory     " + memory(module.initialPages()));
        System.out.println("imports");
        module.imports()
                .forEach(path -> System.out.println("  " + path + needs(path, functions.list())));
        System.out.println("admitted   a worker would run it");
        return 0;
    }

    private static String memory(Optional<Integer> pages) {
        return pages.map(count ->
                        count
                                + (count == 1 ? " page, " : " pages, ")
                                + count * KIB_A_PAGE
                                + " KiB, at the start")
                .orElse("none");
    }

    private static String needs(String path, List<HostFunction> functions) {
        return functions.stream()
                .filter(function -> function.path().equals(path))
                .findFirst()
                .flatMap(HostFunction::capability)
                .map(capability -> "  (needs " + capability + ")")
                .orElse("");
    }
}
