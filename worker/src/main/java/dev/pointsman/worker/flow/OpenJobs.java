package dev.pointsman.worker.flow;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Jobs that are taken and have not ended: they wait in their lanes, or run, or could, or could but
 * for what is to be fetched. Its flow's.
 */
final class OpenJobs<J> {
    private final Lanes<J> lanes = new Lanes<>();
    private final ReadyJobs<J> ready;
    private final Errands<J> errands;
    private final Set<Ticket<J>> running = new HashSet<>();

    /**
     * @param whose who takes turns with others for a thread, see {@link ReadyJobs}
     * @param maxAtOnce how many threads each may have
     */
    OpenJobs(Function<J, ? extends Comparable<?>> whose, int maxAtOnce) {
        this.ready = new ReadyJobs<>(whose, maxAtOnce);
        this.errands = new Errands<>(whose);
    }

    /** Those that wait for what is to be fetched. */
    Errands<J> errands() {
        return errands;
    }

    void add(Ticket<J> ticket) {
        if (lanes.enter(ticket)) {
            ready.add(ticket);
        }
    }

    /** Whether one could begin, if there were a thread. */
    boolean isAnyReady() {
        return !ready.isEmpty();
    }

    boolean isAnyRunning() {
        return !running.isEmpty();
    }

    /** The job to run next; who takes it runs it. */
    Optional<Ticket<J>> next() {
        var next = ready.poll();
        next.ifPresent(this::begin);
        return next;
    }

    private void begin(Ticket<J> ticket) {
        running.add(ticket);
        errands.begun(ticket);
    }

    /** One that was handed out is not run; it keeps its lane. */
    void takeBack(Ticket<J> ticket) {
        leaveThread(ticket);
    }

    /** One that was taken back may run. */
    void goOn(Ticket<J> ticket) {
        ready.add(ticket);
    }

    void end(Ticket<J> ticket) {
        leaveThread(ticket);
        lanes.leave(ticket).ifPresent(ready::add);
    }

    private void leaveThread(Ticket<J> ticket) {
        if (!running.remove(ticket)) {
            throw new IllegalStateException("offset " + ticket.offset() + " does not run");
        }
        ready.left(ticket);
    }

    /** Nobody of its lane that has not begun does, before the job has come to its end. */
    void keepLane(Ticket<J> ticket) {
        lanes.keep(ticket);
    }

    /** The job has come to its end. */
    void letGo(Ticket<J> ticket) {
        lanes.letGo(ticket).ifPresent(ready::add);
    }

    /** How many lanes are kept for jobs that have left them. */
    int keptLanes() {
        return lanes.kept();
    }

    /** How many jobs stand in lanes, those that run or could among them. */
    int inLanes() {
        return lanes.size();
    }

    /** Forgets all jobs of the claim that have not begun. */
    void drop(Claim claim) {
        ready.drop(claim);
        errands.drop(claim);
        lanes.drop(claim);
    }

    /** Of those that wait for nothing, or no longer do, the one with the lowest offset. */
    Optional<Ticket<J>> oldest(Claim claim) {
        return first(begunOrReady(claim));
    }

    /** The same, of those that run. */
    Optional<Ticket<J>> firstRunning(Claim claim) {
        return first(begun(claim));
    }

    /** The same, of those that a thread is wanted for. */
    Optional<Ticket<J>> firstReady(Claim claim) {
        return first(ready.of(claim));
    }

    private static <J> Optional<Ticket<J>> first(Stream<Ticket<J>> tickets) {
        return tickets.min(Comparator.comparingLong(Ticket::offset));
    }

    /**
     * All under these claims that may have such a lane: those that wait in other lanes have not.
     */
    List<Ticket<J>> candidates(Collection<Claim> claims, List<Lane> ofLanes) {
        return claims.stream()
                .flatMap(claim ->
                        Stream.concat(
                                begunOrReady(claim),
                                ofLanes.stream().flatMap(lane -> lanes.waiting(claim, lane))))
                .toList();
    }

    private Stream<Ticket<J>> begunOrReady(Claim claim) {
        return Stream.of(begun(claim), ready.of(claim), errands.of(claim)).flatMap(all -> all);
    }

    private Stream<Ticket<J>> begun(Claim claim) {
        return running.stream().filter(ticket -> ticket.claim().equals(claim));
    }

    /** Those that are withdrawn wait in these lanes no more: all that is left of them is to end. */
    void letWithdrawnPass(Collection<Claim> claims, List<Lane> ofLanes) {
        for (var claim : claims) {
            ofLanes.forEach(lane -> lanes.withdrawn(claim, lane).forEach(ready::add));
        }
    }
}
