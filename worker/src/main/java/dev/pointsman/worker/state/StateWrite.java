package dev.pointsman.worker.state;

import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.StateName;
import java.util.Optional;

/**
 * One name, and what it is to be from now on.
 *
 * @param value none if the name is to have none
 */
public record StateWrite(StateName name, Optional<Payload> value) {
    /** Of name and value together. */
    public int bytes() {
        return name.value().length() + (value.isPresent() ? value.get().size() : 0);
    }
}
