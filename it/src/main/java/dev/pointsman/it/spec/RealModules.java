package dev.pointsman.it.spec;

import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.host.HostFunction;
import dev.pointsman.worker.host.HostFunction.ValueType;
import dev.pointsman.worker.host.HostFunctions;
import dev.pointsman.worker.sandbox.Admission;
import dev.pointsman.worker.sandbox.Gate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The program behind {@code it/real-modules}. */
public final class RealModules {
    private static final double NANOS_A_MILLI = 1e6;
    private static final byte[] NOTHING = {0, 0x0B};

    private RealModules() {}

    public static void main(String[] arguments) throws IOException {
        // Read by logback.xml, so to be set before the first logger is made.
        System.setProperty("log.level", "OFF");
        var admitted = 0;
        var files = files(Path.of(arguments[0]));
        for (var file : files) {
            admitted += look(file) ? 1 : 0;
        }
        System.out.println("modules=" + files.size() + " admitted=" + admitted);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(".wasm")).sorted().toList();
        }
    }

    private static boolean look(Path file) throws IOException {
        var module = Files.readAllBytes(file);
        var begun = System.nanoTime();
        var admission = admission(module);
        System.out.printf(
                Locale.ROOT,
                "%-34s %8d bytes %6.0f ms  %s%n",
                file.getFileName(),
                module.length,
                (System.nanoTime() - begun) / NANOS_A_MILLI,
                admission instanceof Admission.Refused(var code, var detail)
                        ? code.code() + ": " + detail
                        : "admitted");
        return admission instanceof Admission.Admitted;
    }

    /** One that we cannot take apart, the gate has to refuse as it is. */
    private static Admission admission(byte[] module) {
        try {
            var splice = new Splice(module);
            var gate = new Gate(offering(splice.imports()));
            return gate.admit(splice.with(List.of(NOTHING)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
            return new Gate(new HostFunctions(List.of())).admit(Payload.takingOver(module));
        }
    }

    private static HostFunctions offering(List<Splice.ImportedFunction> imports) {
        var functions = new TreeMap<String, HostFunction>();
        for (var wanted : imports) {
            var type = wanted.type();
            var function =
                    new HostFunction(
                            wanted.module(),
                            wanted.name(),
                            types(type.parameters()),
                            types(type.results()).stream().findFirst(),
                            Optional.empty(),
                            (_, _) -> 0);
            functions.put(function.path(), function);
        }
        return new HostFunctions(new ArrayList<>(functions.values()));
    }

    private static List<ValueType> types(List<Integer> bytes) {
        return bytes.stream()
                .map(type ->
                        switch (type) {
                            case 0x7F -> ValueType.I32;
                            case 0x7E -> ValueType.I64;
                            case 0x7D -> ValueType.F32;
                            case 0x7C -> ValueType.F64;
                            default -> throw new IllegalArgumentException("type " + type);
                        })
                .toList();
    }
}
