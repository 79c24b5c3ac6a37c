package dev.pointsman.worker.flow;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A partition as this worker holds it from one assignment to the next: what is in flight under one
 * claim has no say under a later one, though the partition be the same. Told apart by identity.
 * Owned by its flow, but for {@link #isOpen} and {@link #isWithdrawn}, which are safe on every
 * thread.
 */
public final class Claim {
    private static final long NOTHING = -1;

    private final OffsetsInFlight offsets;
    private final Set<Long> withdrawn = ConcurrentHashMap.newKeySet();
    private volatile boolean open = true;
    private boolean retired;
    private boolean awaiting;
    private Optional<Claim> beside = Optional.empty();
    private Optional<Claim> home = Optional.empty();
    private long bytes;
    private long keptBytes;
    private int backlog;
    private int uncommitted;
    private int renewals;
    private long committed;

    /** How many of it have to be committed before all lanes that were left out can be read of. */
    private long leftOutUntil = NOTHING;

    Claim(Progress begun) {
        this.offsets = new OffsetsInFlight(begun);
    }

    /** Goes where the other goes: it is of the same partition of jobs, read from elsewhere. */
    void goBeside(Claim other) {
        home = Optional.of(other);
        other.beside = Optional.of(this);
    }

    /** The one with which it shares its lanes: itself, unless it goes beside another. */
    Claim home() {
        return home.orElse(this);
    }

    /** The one that goes beside it. */
    public Optional<Claim> beside() {
        return beside;
    }

    /** Itself, and the one beside it. */
    Stream<Claim> withBeside() {
        return Stream.concat(Stream.of(this), beside.stream());
    }

    OffsetsInFlight offsets() {
        return offsets;
    }

    /** Whether its partition is still ours; once it is not, nothing that was begun is of use. */
    public boolean isOpen() {
        return open;
    }

    /** Whether a cancel has found the job at this offset; most often there is none at all. */
    boolean isWithdrawn(long offset) {
        return !withdrawn.isEmpty() && withdrawn.contains(offset);
    }

    void withdraw(long offset) {
        withdrawn.add(offset);
    }

    void close() {
        open = false;
    }

    boolean isRetired() {
        return retired;
    }

    /** Whether none of its jobs is taken yet. */
    boolean isAwaiting() {
        return awaiting;
    }

    void await(boolean others) {
        awaiting = others;
    }

    /** Whether its jobs are taken, if there is room for them. */
    boolean isTaking() {
        return !retired && !awaiting;
    }

    /** What waits is dropped; what runs does not count as backlog any more. */
    void retire() {
        retired = true;
        backlog = 0;
    }

    /** What its jobs hold of memory, from when they are taken to when they are committed. */
    long bytes() {
        return bytes;
    }

    /** The same, and what lanes hold that are kept for jobs that are tried again. */
    long bytesWithKept() {
        return bytes + keptBytes;
    }

    /** A lane is kept that holds so much, or as much less is. */
    void keeps(long more) {
        keptBytes += more;
    }

    /** Whether any lanes are kept. */
    boolean keepsAny() {
        return keptBytes > 0;
    }

    /** The same, of the lanes alone. */
    long keptBytes() {
        return keptBytes;
    }

    /**
     * Takes the next record.
     *
     * @param mayBeTaken whether there is room for more, as far as memory goes
     */
    Offer take(long offset, long more, boolean mayBeTaken) {
        if (!open) {
            throw new IllegalStateException(
                    "offset " + offset + " under a claim that was released");
        }
        if (!mayBeTaken || !offsets.hasRoomForNext(offset)) {
            return Offer.NO_ROOM;
        }
        if (!offsets.take(offset)) {
            return Offer.FINISHED;
        }
        bytes += more;
        return Offer.TAKEN;
    }

    /**
     * All records before this offset have been offered, and the next is not known.
     *
     * @return whether its progress is another by that: behind its last record there were offsets of
     *     none, and nothing is in flight
     */
    public boolean passTo(long offset) {
        return open && offsets.passTo(offset);
    }

    /**
     * The lane of one that is about to end is not kept for its next attempt. What is written for
     * that tells of it again, once as much is committed as has ended with this one.
     */
    void leaveOutLane() {
        leftOutUntil = committed + uncommitted + 1;
    }

    /** Whether any were, and nobody has begun since to read what tells of them. */
    boolean leavesOutLanes() {
        return leftOutUntil != NOTHING;
    }

    /** Whether that can be read by now, if there is any; from here on somebody does. */
    boolean readsLeftOutLanes() {
        var canBeRead = leavesOutLanes() && committed >= leftOutUntil;
        leftOutUntil = canBeRead ? NOTHING : leftOutUntil;
        return canBeRead;
    }

    /** One that is taken need not wait any longer until it is due, or for what it needs. */
    void awake() {
        backlog++;
    }

    /** One that was handed out has to wait for something. */
    void putOff() {
        backlog--;
    }

    /** How many of its jobs are taken, wait for nothing but others, and have not ended. */
    int backlog() {
        return backlog;
    }

    /** How many of its jobs have ended, and are in no transaction that has. */
    int uncommitted() {
        return uncommitted;
    }

    void ended(long offset) {
        if (!withdrawn.isEmpty()) {
            withdrawn.remove(offset);
        }
        uncommitted++;
        backlog -= retired ? 0 : 1;
    }

    /** One has ended that has not been awake. */
    void endedAsleep() {
        uncommitted++;
    }

    /** Its progress is to be told again. */
    void renew() {
        renewals++;
    }

    /** The transaction with that has ended. It has not got on by it. */
    void renewed() {
        renewals--;
    }

    /** Whether something of it is in no transaction that has ended. */
    boolean isOwing() {
        return uncommitted > 0 || renewals > 0;
    }

    /**
     * The transaction with so many of its jobs has ended.
     *
     * @param fewerBytes what they held of memory
     */
    void written(int jobs, long fewerBytes) {
        uncommitted -= jobs;
        committed += jobs;
        bytes -= fewerBytes;
    }

    /** Whether jobs of it, or due ones of the one beside it, are taken, and not committed. */
    public boolean isBusy() {
        return bytes > 0 || beside.filter(Claim::isAtWork).isPresent();
    }

    /** What waits until it is due is no work. */
    private boolean isAtWork() {
        return backlog > 0 || uncommitted > 0;
    }

    /** How many of its jobs, and of the one beside it, are committed: how far it gets on. */
    public long committed() {
        return committed + beside.map(Claim::committed).orElse(0L);
    }
}
