package dev.pointsman.contracts;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;

/**
 * The headers of a job's record as they go along into a copy of it: as many as a job may have, and
 * none under the names that are the worker's own, which say nothing of the job. Immutable, so safe
 * on every thread.
 *
 * @param dropped how many of the job's do not go along
 */
public record Originals(List<Header> headers, int dropped) {
    /** Those of all of a record's that go along. */
    public static Originals of(Iterable<Header> all) {
        var kept = new ArrayList<Header>();
        var bytes = 0L;
        var dropped = 0;
        for (var header : all) {
            var size = HeaderBag.size(header);
            var fits = kept.size() < HeaderBag.MAX_HEADERS && bytes + size <= HeaderBag.MAX_BYTES;
            if (fits && !isOurs(header)) {
                kept.add(header);
                bytes += size;
            } else if (!isOurs(header)) {
                dropped++;
            }
        }
        return new Originals(List.copyOf(kept), dropped);
    }

    private static boolean isOurs(Header header) {
        return header.key().startsWith(DeadLetter.PREFIX);
    }
}
