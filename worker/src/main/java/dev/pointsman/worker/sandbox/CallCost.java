package dev.pointsman.worker.sandbox;

/**
 * What functions of a module take at most.
 *
 * @param frameBytes that a call takes of a thread's stack
 * @param instructions that the longest one has
 */
record CallCost(int frameBytes, int instructions) {
    /**
     * Between two questions of a guest no instruction is run twice, so this is how many there are
     * from one look at the clock to the next: some milliseconds, however bulky they are.
     */
    private static final int INSTRUCTIONS_A_LOOK = 4_000_000;

    private static final int MOST_FUEL_A_LOOK = 4_096;

    /** How much fuel it may use from one look at the clock to the next. */
    int fuelALook() {
        return Math.clamp(
                INSTRUCTIONS_A_LOOK / Math.max(1, instructions),
                JobThread.FUEL_A_LOOK,
                MOST_FUEL_A_LOOK);
    }
}
