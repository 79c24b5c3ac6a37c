package dev.pointsman.it.bench.load;

/**
 * How jobs lie in their topic. Immutable, so safe on every thread.
 *
 * @param partitions of the topic
 * @param keys how many there are, 0 for jobs without a key
 */
public record Shape(int partitions, int keys) {
    public Shape {
        if (partitions < 1) {
            throw new IllegalArgumentException(
                    "partitions: " + partitions + " (expected: 1 or more)");
        }
        if (keys < 0) {
            throw new IllegalArgumentException("keys: " + keys + " (expected: 0 or more)");
        }
    }

    /** As it stands in tables. */
    public String keysInWords() {
        return keys == 0 ? "none" : Integer.toString(keys);
    }

    /** A key is always in the same partition. */
    int partitionOf(long number) {
        return (int) (keyOf(number) % partitions);
    }

    /** The key of the job with this number; without keys it says only which partition is next. */
    long keyOf(long number) {
        return keys == 0 ? number : number % keys;
    }
}
