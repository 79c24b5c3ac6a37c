package dev.pointsman.contracts;

import org.apache.kafka.common.header.Header;

/**
 * What the headers of a record come to, whatever they say. Immutable, so safe on every thread.
 *
 * @param count how many there are
 * @param bytes those of their names and values
 * @param reserved whether one stands under a name that says what only a worker may say
 */
public record HeaderSum(int count, long bytes, boolean reserved) {
    /** That of all of these. */
    public static HeaderSum of(Iterable<Header> headers) {
        var count = 0;
        var bytes = 0L;
        var reserved = false;
        for (var header : headers) {
            count++;
            bytes += HeaderBag.size(header);
            reserved |= RetryCodec.isReserved(header.key());
        }
        return new HeaderSum(count, bytes, reserved);
    }
}
