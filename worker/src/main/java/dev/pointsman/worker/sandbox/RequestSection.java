package dev.pointsman.worker.sandbox;

import dev.pointsman.worker.tenant.NamePattern;
import dev.pointsman.worker.tenant.Requested;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The custom section by which a module says which capabilities it needs. Stateless. */
final class RequestSection {
    static final String NAME = "pointsman";

    private RequestSection() {}

    /**
     * What this custom section requests, if it is the one; refuses one that is too long, or has too
     * many.
     */
    static Optional<List<NamePattern>> in(byte[] customSection) {
        if (!isNamed(customSection)) {
            return Optional.empty();
        }
        var reader = new WasmReader(customSection);
        reader.skip(1 + NAME.length(), "a name");
        var length = customSection.length - reader.at();
        if (length > Requested.MAX_BYTES) {
            throw reader.refusal(
                    "a section "
                            + NAME
                            + " of "
                            + length
                            + " bytes (expected: at most "
                            + Requested.MAX_BYTES
                            + ")");
        }
        var text = new String(customSection, reader.at(), length, StandardCharsets.UTF_8);
        var names = Requested.in(text);
        if (names.size() > Requested.MAX_NAMES) {
            throw reader.refusal(
                    "a section "
                            + NAME
                            + " with "
                            + names.size()
                            + " capabilities (expected: at most "
                            + Requested.MAX_NAMES
                            + "; a * stands for many)");
        }
        return Optional.of(names);
    }

    /** A name of so few letters has one byte for its length. */
    private static boolean isNamed(byte[] customSection) {
        var name = NAME.getBytes(StandardCharsets.UTF_8);
        return customSection.length > name.length
                && customSection[0] == name.length
                && Arrays.equals(customSection, 1, 1 + name.length, name, 0, name.length);
    }
}
