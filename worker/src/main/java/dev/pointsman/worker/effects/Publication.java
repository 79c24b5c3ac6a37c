package dev.pointsman.worker.effects;

import dev.pointsman.contracts.Payload;
import java.util.Optional;

/**
 * A record a job asked to be published.
 *
 * @param type the CloudEvents type, the guest's word
 * @param contentType the media type of the value, the guest's word
 */
public record Publication(
        String topic, Optional<Payload> key, String type, String contentType, Payload value) {
    /** Of key and value together, which is what a policy limits. */
    public int bytes() {
        return (key.isPresent() ? key.get().size() : 0) + value.size();
    }
}
