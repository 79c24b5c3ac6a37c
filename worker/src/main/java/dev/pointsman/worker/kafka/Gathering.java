package dev.pointsman.worker.kafka;

import java.util.List;
import java.util.Optional;

/** The jobs of one transaction, as they end while it is open. */
interface Gathering {
    /**
     * Those that have ended since; waits for some. There may be none of them if cancels have, for
     * which nothing is written. Nothing at all if it is time to commit.
     */
    Optional<List<OutgoingJob>> more() throws InterruptedException;

    /** How far the partitions have got with all of them; nothing is gathered any more. */
    DueOffsets seal();

    /**
     * Whether all the partitions are ours still; to be asked when these offsets are with the
     * broker, which may have taken them from somebody who is not the owner any more.
     */
    boolean isHeld();
}
