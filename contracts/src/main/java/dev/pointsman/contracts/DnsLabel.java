package dev.pointsman.contracts;

/**
 * The form of tenant and module names: a DNS label (RFC 1123), so that they are safe everywhere.
 */
final class DnsLabel {
    private static final String FORM = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final int MAX_CHARS = 63;

    private DnsLabel() {}

    /** By hand, since every job has two of them. */
    static boolean isOne(String value) {
        if (value.isEmpty()
                || value.length() > MAX_CHARS
                || value.charAt(0) == '-'
                || value.charAt(value.length() - 1) == '-') {
            return false;
        }
        for (var i = 0; i < value.length(); i++) {
            if (!isAllowed(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAllowed(char one) {
        return (one >= 'a' && one <= 'z') || (one >= '0' && one <= '9') || one == '-';
    }

    static String require(String what, String value) {
        if (!isOne(value)) {
            throw new IllegalArgumentException(
                    what + ": " + Wording.quote(value) + " (expected: a DNS label, " + FORM + ")");
        }
        return value;
    }
}
