package dev.pointsman.contracts;

import java.util.regex.Pattern;

/**
 * The form of tenant and module names: a DNS label (RFC 1123), so that they are safe everywhere.
 */
final class DnsLabel {
    private static final Pattern FORM = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private DnsLabel() {}

    static boolean isOne(String value) {
        return FORM.matcher(value).matches();
    }

    static String require(String what, String value) {
        if (!isOne(value)) {
            throw new IllegalArgumentException(
                    what + ": " + Wording.quote(value) + " (expected: a DNS label, " + FORM + ")");
        }
        return value;
    }
}
