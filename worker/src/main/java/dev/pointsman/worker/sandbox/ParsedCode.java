package dev.pointsman.worker.sandbox;

/**
 * About how much memory the parser takes for code, of which it keeps every block with its builder
 * until the last function is read: measured by the smallest heap that two megabytes of each kind
 * were parsed in. Owned by one thread.
 */
final class ParsedCode {
    private static final long MAX_BYTES = CompilingRoom.MAX_BYTES;

    private static final int BYTES = 64;
    private static final int BYTES_WITH_IMMEDIATES = 100;

    /** Beside those of the instruction, and of a block's end. */
    private static final int BYTES_A_BLOCK = 150;

    private static final int BYTES_A_BRANCH = 160;
    private static final int BYTES_A_TARGET = 100;
    private static final int BYTES_A_CONDITION = 320;

    private long bytes;

    /** The instruction that begins with this byte. */
    void add(int octet) {
        bytes += ofInstruction(octet);
        bytes +=
                switch (octet) {
                    case 0x02, 0x03 -> BYTES_A_BLOCK;
                    case 0x04 -> BYTES_A_CONDITION;
                    case 0x05, 0x0C, 0x0D -> BYTES_A_BRANCH;
                    default -> 0;
                };
    }

    /** Of a branch that has many. */
    void addTargets(int count) {
        bytes += (long) count * BYTES_A_TARGET;
    }

    boolean isTooLarge() {
        return bytes > MAX_BYTES;
    }

    /** The parser leaves room for the type of what is dropped or selected. */
    private static int ofInstruction(int octet) {
        var isBare = Immediates.of(octet) == Immediates.NONE && octet != 0x1A && octet != 0x1B;
        return isBare ? BYTES : BYTES_WITH_IMMEDIATES;
    }
}
