package dev.pointsman.worker.tenant;

import dev.pointsman.contracts.Wording;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A header that the worker adds to requests, so that the guest never sees it. Immutable, so safe on
 * every thread.
 *
 * @param header its name, in small letters
 * @param value what it is to say
 */
public record Credential(String header, Secret value) {
    private static final Pattern TOKEN = Pattern.compile("[a-z0-9!#$%&'*+.^_`|~-]{1,64}");

    public Credential {
        header = header.toLowerCase(Locale.ROOT);
        if (!TOKEN.matcher(header).matches()) {
            throw new IllegalArgumentException(
                    "header: " + Wording.quote(header) + " (expected: the name of a header)");
        }
        if (ReservedHeaders.isWorkers(header)) {
            throw new IllegalArgumentException(
                    "header: " + header + " (expected: none of those the worker sets)");
        }
        if (!value.reveal().chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new IllegalArgumentException(
                    "header: "
                            + header
                            + ", a secret that is no header's value (expected: one line of ASCII)");
        }
    }
}
