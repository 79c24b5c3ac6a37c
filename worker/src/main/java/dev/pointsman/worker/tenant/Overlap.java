package dev.pointsman.worker.tenant;

/**
 * Whether two patterns have a name in common: told of their ends first, so that each pair of ends
 * is looked at once. Owned by one thread.
 */
final class Overlap {
    private final String one;
    private final String other;

    /** Of the ends that begin at these two places: whether they have a name in common. */
    private final boolean[][] common;

    Overlap(String one, String other) {
        this.one = one;
        this.other = other;
        this.common = new boolean[one.length() + 1][other.length() + 1];
    }

    boolean isThere() {
        for (var i = one.length(); i >= 0; i--) {
            for (var j = other.length(); j >= 0; j--) {
                common[i][j] = isThere(i, j);
            }
        }
        return common[0][0];
    }

    /** A star stands for nothing, or for what the other one begins with, a star included. */
    private boolean isThere(int i, int j) {
        if (isStar(one, i)) {
            return common[i + 1][j] || (j < other.length() && common[i][j + 1]);
        }
        if (isStar(other, j)) {
            return common[i][j + 1] || (i < one.length() && common[i + 1][j]);
        }
        if (i < one.length() && j < other.length()) {
            return one.charAt(i) == other.charAt(j) && common[i + 1][j + 1];
        }
        return i == one.length() && j == other.length();
    }

    private static boolean isStar(String text, int at) {
        return at < text.length() && text.charAt(at) == '*';
    }
}
