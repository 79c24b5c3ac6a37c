package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.Reading;
import dev.pointsman.worker.flow.Claim;
import dev.pointsman.worker.flow.Flow;
import dev.pointsman.worker.flow.Ticket;
import dev.pointsman.worker.flow.Watchdog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks whether all that this worker owns is run and gets on, and says what does not. Owned by the
 * poll thread.
 */
final class Health {
    /** A partition that has work gets on within this, whatever its jobs; or something is wrong. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Partitions partitions;
    private final SharedFlow flow;
    private final Function<TopicPartition, OptionalLong> lag;
    private final Probe probe;
    private final Watchdog<TopicPartition> watchdog = new Watchdog<>(PATIENCE);

    /**
     * @param lag how many records of a partition are not polled yet, if that is known
     */
    Health(
            Partitions partitions,
            SharedFlow flow,
            Function<TopicPartition, OptionalLong> lag,
            Probe probe) {
        this.partitions = partitions;
        this.flow = flow;
        this.lag = lag;
        this.probe = probe;
    }

    /** What an operator should know, in one line; none if all is well. */
    Optional<String> trouble(long nowNanos) {
        if (!partitions.wereAssigned()) {
            return Optional.of("the group has not given this worker its partitions yet");
        }
        var troubles = new ArrayList<>(partitions.refusals());
        probe.trouble(partitions.claims().keySet(), nowNanos).ifPresent(troubles::add);
        troubles.addAll(stuck(nowNanos));
        if (!partitions.parked().isEmpty()) {
            troubles.add("it is not known yet where these begin: " + partitions.parked());
        }
        return troubles.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", troubles));
    }

    private List<String> stuck(long nowNanos) {
        var claims = partitions.claims();
        watchdog.keepOnly(claims.keySet());
        return claims.entrySet().stream()
                .filter(it -> isStuck(it.getKey(), it.getValue(), nowNanos))
                .map(it -> describe(it.getKey(), it.getValue()))
                .sorted()
                .toList();
    }

    private boolean isStuck(TopicPartition partition, Claim claim, long nowNanos) {
        var hasWork = flow.about(claim, Flow::isBusy) || lag.apply(partition).orElse(0) > 0;
        return watchdog.isStuck(partition, flow.about(claim, Flow::committed), hasWork, nowNanos);
    }

    private String describe(TopicPartition partition, Claim claim) {
        return partition
                + " has work and has not got on for "
                + PATIENCE.toSeconds()
                + " s: "
                + flow.about(claim, Flow::oldest)
                        .map(Health::describe)
                        .orElse("nothing of it runs or waits to be run");
    }

    private static String describe(Ticket<TakenJob> ticket) {
        return "offset " + ticket.offset() + ", " + describe(ticket.job());
    }

    private static String describe(TakenJob job) {
        return switch (job.reading()) {
            case Reading.Accepted(var request) ->
                    "tenant " + request.tenant() + ", job " + request.id();
            case Reading.Rejected(_) -> "a record that is no job";
        };
    }
}
