package dev.pointsman.worker.flow.sim;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who owns which partition, as the broker's coordinator sees it. */
sealed interface Group permits ConsumerGroup, ClassicGroup {
    void join(String member);

    /** By its own wish, or because nothing was heard of it for too long. */
    void remove(String member);

    /**
     * Tells a member where it stands; none if it is not known any more.
     *
     * @param owned the partitions the member holds right now
     */
    Optional<Membership> heartbeat(String member, Set<Integer> owned);

    /** Whether it takes offsets of these partitions from who shows this voucher. */
    boolean accepts(Voucher voucher, Set<Integer> partitions);

    /** Whether nobody but the member may hold any of these partitions. */
    boolean owns(String member, Set<Integer> partitions);

    /** Deals the partitions anew, for no reason. */
    void rebalance();

    /** Deals a single partition anew. */
    void move(int partition, String member);

    List<String> members();
}
