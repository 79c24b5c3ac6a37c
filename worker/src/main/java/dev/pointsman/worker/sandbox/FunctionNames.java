package dev.pointsman.worker.sandbox;

import dev.pointsman.contracts.Wording;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a module's author called its functions, as far as its name section says: kept as the bytes
 * it is, and looked through when a guest has trapped. Immutable, so safe on every thread.
 */
final class FunctionNames {
    static final FunctionNames NONE = new FunctionNames(new byte[0]);

    private static final String SECTION = "name";
    private static final int OF_FUNCTIONS = 1;

    /** Of a larger section nothing is kept: names are a kindness, and are paid for by each job. */
    private static final int MAX_BYTES = 256 * 1024;

    private final byte[] names;

    private FunctionNames(byte[] names) {
        this.names = names;
    }

    /**
     * Those in this custom section, if it is the one with names; what is wrong in it is no matter.
     */
    static Optional<FunctionNames> in(byte[] customSection) {
        try {
            var reader = new WasmReader(customSection);
            if (!name(reader, customSection).equals(SECTION)) {
                return Optional.empty();
            }
            while (reader.hasMore()) {
                var kind = reader.octet("names");
                var size = reader.atMost(MAX_BYTES, "bytes of names");
                var from = reader.at();
                reader.skip(size, "names");
                if (kind == OF_FUNCTIONS) {
                    return Optional.of(
                            new FunctionNames(
                                    Arrays.copyOfRange(customSection, from, from + size)));
                }
            }
            return Optional.empty();
        } catch (ModuleRefused _) {
            return Optional.empty();
        }
    }

    /** The function's name, made printable, else its number. */
    String of(int function) {
        try {
            var reader = new WasmReader(names);
            var count = names.length == 0 ? 0 : reader.number("names");
            for (var i = 0L; i < count; i++) {
                var index = reader.number("a name");
                if (index == function) {
                    return Wording.quote(name(reader, names));
                }
                reader.skipName();
            }
        } catch (ModuleRefused _) {
            // Names that are cut off or lie say nothing about the functions.
        }
        return "function " + function;
    }

    int bytes() {
        return names.length;
    }

    private static String name(WasmReader reader, byte[] bytes) {
        var length = reader.atMost(bytes.length, "bytes of a name");
        var from = reader.at();
        reader.skip(length, "a name");
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }
}
