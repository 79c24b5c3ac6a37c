package dev.pointsman.it.bench.load;

/**
 * How jobs lie in their topic. Immutable, so safe on every thread.
 *
 * @param partitions of the topic
 * @param keys how many there are, 0 for jobs without a key
 * @param tenants how many they belong to
 */
public record Shape(int partitions, int keys, int tenants) {
    public Shape {
        if (partitions < 1) {
            throw new IllegalArgumentException(
                    "partitions: " + partitions + " (expected: 1 or more)");
        }
        if (keys < 0) {
            throw new IllegalArgumentException("keys: " + keys + " (expected: 0 or more)");
        }
        if (tenants < 1) {
            throw new IllegalArgumentException("tenants: " + tenants + " (expected: 1 or more)");
        }
    }

    public Shape withPartitions(int number) {
        return new Shape(number, keys, tenants);
    }

    public Shape withKeys(int number) {
        return new Shape(partitions, number, tenants);
    }

    public Shape withTenants(int number) {
        return new Shape(partitions, keys, number);
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

    /** Whose the job with this number is; tenants take turns. */
    String tenantOf(long number) {
        return tenant((int) (number % tenants));
    }

    /** The name of a tenant by its number. */
    public static String tenant(int number) {
        return "tenant-" + number;
    }
}
