package dev.pointsman.it.hostile;

import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.Main;
import dev.pointsman.worker.host.HostFunction;
import dev.pointsman.worker.host.HostFunction.ValueType;
import dev.pointsman.worker.testing.WasmBytes;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Every host function there is, called with numbers that no honest guest has. Stateless. */
final class Arguments {
    /** Whatever a host function makes of them, it is not the worker's fault. */
    private static final Set<String> ANY_OF_THE_GUESTS =
            Set.of(
                    "success",
                    "failure",
                    "host-call-invalid",
                    "state-too-large",
                    "output-too-large",
                    "deadline-exceeded",
                    "capability-denied");

    private static final List<Integer> NUMBERS =
            List.of(-1, 0, 65_535, Integer.MAX_VALUE, Integer.MIN_VALUE);

    private Arguments() {}

    static List<HostileCase> all() {
        return Main.hostFunctions().list().stream()
                .flatMap(function ->
                        NUMBERS.stream()
                                .map(number ->
                                        new HostileCase(
                                                function.path() + " with " + number,
                                                ANY_OF_THE_GUESTS,
                                                () -> calling(function, number))))
                .toList();
    }

    private static Payload calling(HostFunction function, int number) {
        var call = arguments(function, number) + " call 0" + dropping(function);
        return WasmBytes.module()
                .importing(function.module(), function.name(), signature(function))
                .function(">", call)
                .memory(1, 1)
                .export("_start", 1)
                .bytes();
    }

    /** The function's type, as {@link WasmBytes} writes it. */
    static String signature(HostFunction function) {
        return function.parameters().stream().map(Arguments::letter).collect(Collectors.joining())
                + ">"
                + function.result().map(Arguments::letter).orElse("");
    }

    /** This number for each of its parameters. */
    static String arguments(HostFunction function, int number) {
        return function.parameters().stream()
                .map(type -> (type == ValueType.I32 ? "i32.const " : "i64.const ") + number)
                .collect(Collectors.joining(" "));
    }

    /** What does away with its result. */
    static String dropping(HostFunction function) {
        return function.result().isPresent() ? " drop" : "";
    }

    private static String letter(ValueType type) {
        return type == ValueType.I32 ? "i" : "I";
    }
}
