package dev.pointsman.worker.state;

import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.StateName;
import java.util.Optional;

/** Names with their values, as somebody sees them. */
public interface StateView {
    Optional<Payload> find(StateName name);

    /** The first name behind this one that has a value; the very first if there is none before. */
    Optional<StateName> next(Optional<StateName> before);
}
