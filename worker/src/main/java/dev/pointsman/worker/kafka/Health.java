package dev.pointsman.worker.kafka;

import dev.pointsman.worker.flow.Claim;
import dev.pointsman.worker.flow.Flow;
import dev.pointsman.worker.flow.HoldUp;
import dev.pointsman.worker.flow.Ticket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks whether all that this worker owns is run and gets on, and says what does not. Owned by the
 * poll thread.
 */
final class Health {
    private final Partitions partitions;
    private final SharedFlow flow;
    private final Function<TopicPartition, OptionalLong> lag;
    private final Probe probe;
    private final Readiness readiness;

    /**
     * @param lag how many records of a partition are not polled yet, if that is known
     */
    Health(
            Partitions partitions,
            SharedFlow flow,
            Function<TopicPartition, OptionalLong> lag,
            Probe probe,
            Readiness readiness) {
        this.partitions = partitions;
        this.flow = flow;
        this.lag = lag;
        this.probe = probe;
        this.readiness = readiness;
    }

    /** What an operator should know, in one line; none if all is well. */
    Optional<String> trouble(long nowNanos) {
        if (!partitions.wereAssigned()) {
            return Optional.of("the group has not given this worker its partitions yet");
        }
        var troubles = new ArrayList<>(partitions.refusals());
        probe.trouble(partitions.claims().keySet(), nowNanos).ifPresent(troubles::add);
        troubles.addAll(stuck(nowNanos));
        readiness.lastLoss().filter(_ -> isAtWork()).ifPresent(troubles::add);
        troubles.addAll(notBegun());
        return troubles.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", troubles));
    }

    /** By what they wait for. */
    private List<String> notBegun() {
        var parked = new EnumMap<Awaited, Set<String>>(Awaited.class);
        partitions
                .parked()
                .forEach((partition, what) ->
                        parked.computeIfAbsent(what, _ -> new TreeSet<>()).add("" + partition));
        return parked.entrySet().stream()
                .map(it -> "not begun yet: " + it.getValue() + " (" + it.getKey() + ")")
                .toList();
    }

    private List<String> stuck(long nowNanos) {
        var claims = partitions.claims();
        // One that is parked for a moment is still ours, and may have been stuck for long.
        var owned = new HashSet<>(claims.keySet());
        owned.addAll(partitions.parked().keySet());
        readiness.watchdog().keepOnly(owned);
        return claims.entrySet().stream()
                .filter(it -> isStuck(it.getKey(), it.getValue(), nowNanos))
                .map(it -> describe(it.getKey(), it.getValue()))
                .sorted()
                .toList();
    }

    private boolean isStuck(TopicPartition partition, Claim claim, long nowNanos) {
        var done = flow.about(claim, (_, it) -> it.committed());
        return readiness.watchdog().isStuck(partition, done, hasWork(partition, claim), nowNanos);
    }

    /** A session that has just begun does not know yet what it has to do. */
    private boolean isAtWork() {
        return partitions.claims().entrySet().stream()
                .anyMatch(it ->
                        lag.apply(it.getKey()).isEmpty() || hasWork(it.getKey(), it.getValue()));
    }

    /** Where a key's order is kept, what waits for a moment that is to come is no work. */
    private boolean hasWork(TopicPartition partition, Claim claim) {
        var behind = lag.apply(partition).orElse(0) > 0;
        return flow.about(claim, (all, it) -> all.later().order().isHeldUp(it))
                ? behind && !flow.about(claim, Flow::isFull)
                : behind || flow.about(claim, (_, it) -> it.isBusy());
    }

    private String describe(TopicPartition partition, Claim claim) {
        return partition
                + " has work and has not got on for "
                + Readiness.PATIENCE.toSeconds()
                + " s: "
                + needed(claim)
                + readiness.lastAbort().map(it -> "; transactions are aborted: " + it).orElse("");
    }

    private String needed(Claim claim) {
        return switch (flow.about(claim, Flow::holdUp)) {
            case HoldUp.Uncommitted<TakenJob>(var it) ->
                    describe(it) + ", has ended and waits for its transaction";
            case HoldUp.Running<TakenJob>(var it) -> describe(it) + ", runs";
            case HoldUp.Ready<TakenJob>(var it) -> describe(it) + ", waits for a thread";
            case HoldUp.Nothing<TakenJob> _ -> idle(claim);
        };
    }

    private String idle(Claim claim) {
        return flow.about(claim, (all, it) -> all.later().order().isAwaited(it))
                ? "it is not read yet which of its jobs wait for another attempt and keep their key's"
                        + " order"
                : "nothing of it runs or waits to be run";
    }

    /** Where it was published: one that is tried again stands elsewhere by now. */
    private static String describe(Ticket<TakenJob> ticket) {
        return "offset " + ticket.place() + ", " + describe(ticket.job());
    }

    private static String describe(TakenJob job) {
        return job.identity()
                .map(it -> "tenant " + it.tenant() + ", job " + it.id())
                .orElse("a record that is no job");
    }
}
