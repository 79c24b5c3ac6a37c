package dev.pointsman.worker.kafka;

import java.util.List;

/** The jobs of one transaction, as they end while it is open. */
interface Gathering {
    /** Those that have ended since; waits for some. None if it is time to commit. */
    List<OutgoingJob> more() throws InterruptedException;

    /** How far the partitions have got with all of them; nothing is gathered any more. */
    DueOffsets seal();

    /**
     * Whether all the partitions are ours still; to be asked when these offsets are with the
     * broker, which may have taken them from somebody who is not the owner any more.
     */
    boolean isHeld();
}
