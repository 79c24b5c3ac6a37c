package dev.pointsman.it.spec;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Outcome;
import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.host.HostFunction;
import dev.pointsman.worker.host.HostFunction.ValueType;
import dev.pointsman.worker.sandbox.Admission;
import dev.pointsman.worker.tenant.Limits;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import dev.pointsman.worker.testing.TestingSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs converted files of the suite, and counts. Owned by one thread. */
final class SpecRun implements AutoCloseable {
    private static final Limits LIMITS =
            new Limits(
                    Duration.ofSeconds(30),
                    100_000_000,
                    16_384,
                    1_024,
                    1,
                    1_000,
                    1,
                    1,
                    1,
                    TestingLimits.ROOMY.state());

    /** Whatever these say of a module, its bytes are in order. */
    private static final Set<ErrorCode> NOT_OF_ITS_BYTES =
            EnumSet.of(ErrorCode.EXPORT_MISSING, ErrorCode.IMPORT_UNKNOWN);

    private static final Pattern FUNCTION = Pattern.compile("function ([0-9]+)");
    private static final String BY_THE_ENGINE = "malformed or uses";

    private final Consumer<String> out;
    private final TestingSandbox sandbox = new TestingSandbox(1, spectest());
    private final Map<String, Integer> counts = new TreeMap<>();
    private int wrong;

    /**
     * @param out takes what it has to say, line by line
     */
    SpecRun(Consumer<String> out) {
        this.out = out;
    }

    /** What the suite's modules may print with. */
    private static List<HostFunction> spectest() {
        return List.of(
                print("print"),
                print("print_i32", ValueType.I32),
                print("print_i64", ValueType.I64),
                print("print_f32", ValueType.F32),
                print("print_f64", ValueType.F64),
                print("print_i32_f32", ValueType.I32, ValueType.F32),
                print("print_f64_f64", ValueType.F64, ValueType.F64));
    }

    private static HostFunction print(String name, ValueType... parameters) {
        return new HostFunction(
                "spectest",
                name,
                List.of(parameters),
                Optional.empty(),
                Optional.empty(),
                (_, _) -> 0);
    }

    void run(Path json) throws IOException {
        var unit = Optional.<Unit>empty();
        for (var command : JsonMapper.shared().readTree(json.toFile()).path("commands")) {
            var kind = command.path("type").asString();
            switch (kind) {
                case "module" -> {
                    unit.ifPresent(this::run);
                    unit = Optional.of(unit(json, command));
                }
                case "assert_return", "assert_trap", "assert_exhaustion", "action" ->
                        add(unit, new Assertion(command.path("line").asInt(), kind, command));
                case "assert_invalid", "assert_malformed" -> requireRefused(json, command);
                case "assert_unlinkable", "assert_uninstantiable" -> requireNoRun(json, command);
                default -> count(kind + ": not looked at");
            }
        }
        unit.ifPresent(this::run);
    }

    /** How often what, and what was wrong; whether nothing was. */
    boolean sum() {
        counts.forEach((what, count) -> out.accept("%6d  %s".formatted(count, what)));
        out.accept("wrong=" + wrong);
        return wrong == 0;
    }

    private void add(Optional<Unit> unit, Assertion assertion) {
        if (unit.isPresent() && unit.get().add(assertion)) {
            return;
        }
        count("assertions left out: not of one module and its numbers");
    }

    /** Without a {@code _start} a module gets as far as it deserves, and no further. */
    private void run(Unit unit) {
        var refused = (Admission.Refused) sandbox.gate().admit(unit.module());
        if (refused.code() != ErrorCode.EXPORT_MISSING) {
            count("modules refused: " + reason(refused));
            if (refused.detail().contains(BY_THE_ENGINE)) {
                wrong(unit.file() + ": refused, not by policy: " + refused.detail());
            }
            return;
        }
        count("modules accepted");
        if (!unit.results().isEmpty()) {
            runResults(unit);
        }
        unit.traps().forEach(trap -> runTrap(unit, trap));
    }

    private void runResults(Unit unit) {
        var end = end(unit.checkingResults());
        if (end instanceof Outcome.Succeeded) {
            counts.merge("results as stated", unit.results().size(), Integer::sum);
        } else {
            wrong(unit.file() + ": line " + line(unit, end) + ": " + end);
        }
    }

    private static String line(Unit unit, Outcome end) {
        return FUNCTION.matcher(end.toString())
                .results()
                .map(match -> unit.lineOf(Integer.parseInt(match.group(1))))
                .filter(line -> line > 0)
                .findFirst()
                .map(line -> "" + line)
                .orElse("?");
    }

    private void runTrap(Unit unit, Assertion trap) {
        var wanted =
                trap.kind().equals("assert_exhaustion")
                        ? ErrorCode.STACK_EXHAUSTED
                        : ErrorCode.GUEST_TRAP;
        var end = end(unit.trappingAt(trap));
        if (end instanceof Outcome.Errored(var code, _) && code == wanted) {
            count("traps as stated");
        } else {
            wrong(unit.file() + ": line " + trap.line() + ": no trap, but " + end);
        }
    }

    private Outcome end(Payload guest) {
        return switch (sandbox.gate().admit(guest)) {
            case Admission.Refused(var code, var detail) -> new Outcome.Errored(code, detail);
            case Admission.Admitted(var module) ->
                    sandbox.run(module, TestingContexts.context(LIMITS)).outcome();
        };
    }

    private void requireRefused(Path json, JsonNode command) throws IOException {
        if (!command.path("module_type").asString().equals("binary")) {
            count("texts that are no modules: wabt's affair");
            return;
        }
        var unit = unit(json, command);
        var refused = (Admission.Refused) sandbox.gate().admit(unit.module());
        if (NOT_OF_ITS_BYTES.contains(refused.code())) {
            count("bad modules that the engine takes for good ones");
            out.accept("lenient: " + unit.file() + ": " + command.path("text").asString());
        } else {
            count("bad modules refused");
        }
    }

    private void requireNoRun(Path json, JsonNode command) throws IOException {
        var unit = unit(json, command);
        var end = end(unit.checkingResults());
        if (end instanceof Outcome.Errored) {
            count("modules that cannot be started are not");
        } else {
            wrong(unit.file() + ": line " + command.path("line").asInt() + ": started: " + end);
        }
    }

    private static Unit unit(Path json, JsonNode command) throws IOException {
        var file = command.path("filename").asString();
        return new Unit(file, Files.readAllBytes(json.resolveSibling(file)));
    }

    /** Without what is only of the one module. */
    private static String reason(Admission.Refused refused) {
        return refused.code().code()
                + ": "
                + refused.detail()
                        .replaceAll(
                                "'[^']*'|, at byte [0-9]+|\\([A-Za-z0-9, ]*\\) -> [A-Za-z0-9()]*",
                                "..")
                        .replaceAll("[0-9]+", "N")
                        .replaceAll(";.*", "");
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    private void wrong(String what) {
        wrong++;
        out.accept("WRONG " + what);
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
