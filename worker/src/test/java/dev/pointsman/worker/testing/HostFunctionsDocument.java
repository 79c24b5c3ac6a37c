package dev.pointsman.worker.testing;

import dev.pointsman.worker.host.HostFunction.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The description of the host functions in {@code contracts}. Immutable. */
public final class HostFunctionsDocument {
    private static final YAMLMapper YAML = new YAMLMapper();

    private HostFunctionsDocument() {}

    /** Every function it describes. */
    public static List<Described> functions() {
        var document =
                YAML.readTree(
                        HostFunctionsDocument.class.getResourceAsStream(
                                "/dev/pointsman/contracts/host-functions.yaml"));
        var module = document.get("module").asString();
        return document.get("functions").valueStream().map(it -> described(module, it)).toList();
    }

    private static Described described(String module, JsonNode function) {
        var kinds =
                function.get("parameters")
                        .valueStream()
                        .map(kind -> Kind.valueOf(kind.asString().toUpperCase(Locale.ROOT)))
                        .toList();
        return new Described(
                module,
                function.get("name").asString(),
                function.get("capability").asString(),
                kinds);
    }

    /** What a parameter is. */
    public enum Kind {
        I32,
        I64,
        /** A pointer and a length. */
        IN,
        /** A pointer and a capacity. */
        OUT;

        List<ValueType> types() {
            return switch (this) {
                case I32 -> List.of(ValueType.I32);
                case I64 -> List.of(ValueType.I64);
                case IN, OUT -> List.of(ValueType.I32, ValueType.I32);
            };
        }
    }

    /** A function as it is described. */
    public record Described(String module, String name, String capability, List<Kind> parameters) {
        public List<ValueType> types() {
            return parameters.stream().flatMap(kind -> kind.types().stream()).toList();
        }

        /** Which of the numbers are pointers. */
        public List<Integer> pointers() {
            var pointers = new ArrayList<Integer>();
            var at = 0;
            for (var kind : parameters) {
                if (kind.types().size() == 2) {
                    pointers.add(at);
                }
                at += kind.types().size();
            }
            return pointers;
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
