package dev.pointsman.it.chaos.check;

import static dev.pointsman.it.chaos.check.AnomalyKind.STATE_WRONG;

import dev.pointsman.contracts.SeenCodec;
import dev.pointsman.contracts.StateKey;
import dev.pointsman.contracts.StateKeyCodec;
import dev.pointsman.it.chaos.jobs.Places;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Whether what jobs have kept in the end is what those of their key before them had to leave. Owned
 * by one thread.
 */
final class StateCheck {
    private final Findings findings;
    private final Map<String, String> kept = new HashMap<>();

    StateCheck(Findings findings) {
        this.findings = findings;
    }

    /** The latest of a key is what counts; which jobs are remembered is no state of theirs. */
    void accept(ConsumerRecord<byte[], byte[]> record) {
        if (SeenCodec.isOne(Places.bytes(record.key()))) {
            return;
        }
        StateKeyCodec.read(Places.bytes(record.key()))
                .ifPresentOrElse(
                        key -> kept.put(lane(key), Places.payload(record.value()).asText()),
                        () -> findings.add(STATE_WRONG, Places.of(record) + " has no key of ours"));
    }

    /** How far each lane has counted. */
    void compare(Map<String, Integer> counts) {
        counts.forEach((lane, count) -> {
            var found = kept.remove(lane);
            if (!Integer.toString(count).equals(found)) {
                findings.add(STATE_WRONG, lane + " keeps " + found + ", expected " + count);
            }
        });
        kept.forEach((lane, found) ->
                findings.add(STATE_WRONG, lane + " keeps " + found + ", expected nothing"));
    }

    private static String lane(StateKey key) {
        return key.scope().tenant() + "/" + key.scope().recordKey().asText();
    }
}
