package dev.pointsman.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobIdentity;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.StateScope;
import dev.pointsman.contracts.TenantId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A tenant may publish keys whose hashes are all the same. That must not cost the others: a window
 * of them took ten seconds when maps had nothing but the hash to go by. That they have an order is
 * {@link LaneTest}'s, for nothing is timed here.
 */
class HashedAlikeTest {
    private static final int BITS = 14;
    private static final int KEYS = 1 << BITS;
    private static final List<Payload> ALIKE =
            IntStream.range(0, KEYS).mapToObj(HashedAlikeTest::key).toList();
    private static final TenantId TENANT = new TenantId("acme");

    @Test
    void aWindowOfThemIsRun() {
        assertThat(ALIKE)
                .doesNotHaveDuplicates()
                .extracting(Payload::hashCode)
                .containsOnly(ALIKE.getFirst().hashCode());
        var flow =
                new Flow<String, String, String>(
                        new FlowLimits(KEYS, 500, Duration.ofMillis(20), KEYS));
        flow.vouched("first poll");
        var claim = flow.claim(Progress.upTo(0));
        for (var i = 0; i < Progress.WINDOW; i++) {
            var lane = Optional.of(new Lane(TENANT, ALIKE.get(i)));
            assertThat(flow.offer(claim, i, lane, 1, "job")).isEqualTo(Offer.TAKEN);
        }

        for (var i = 0; i < Progress.WINDOW; i++) {
            flow.end(flow.next().orElseThrow(), "done", 1);
        }

        assertThat(flow.next()).isEmpty();
    }

    @Test
    void theStateOfAllOfThemIsFound() {
        var scopes = new HashMap<StateScope, Integer>();
        for (var i = 0; i < KEYS; i++) {
            scopes.put(new StateScope(TENANT, ALIKE.get(i)), i);
        }

        for (var i = 0; i < KEYS; i++) {
            assertThat(scopes).containsEntry(new StateScope(TENANT, ALIKE.get(i)), i);
        }
    }

    @Test
    void theJobsOfAsManyCancelsAreFoundWhoseIdsAreAlike() {
        var flow =
                new Flow<JobIdentity, String, String>(
                        new FlowLimits(KEYS, 500, Duration.ofMillis(20), KEYS));
        var claim = flow.claim(Progress.upTo(0));
        var jobs = Progress.WINDOW / 2;
        for (var i = 0; i < jobs; i++) {
            flow.offer(claim, i, Optional.empty(), 1, job(i));
        }
        for (var i = 0; i < jobs; i++) {
            flow.offerCancel(new Ticket<>(claim, jobs + i, Optional.empty(), 1, job(i)));
        }

        var told = flow.withdraw(List.of(claim), Optional::of);

        assertThat(told).extracting(Withdrawal::jobs).hasSize(jobs).containsOnly(1);
    }

    private static JobIdentity job(int number) {
        return new JobIdentity(TENANT, "urn:test", new JobId(ALIKE.get(number).asText()));
    }

    /** Each bit is two letters, whose hash is the same either way. */
    private static Payload key(int number) {
        var key = new StringBuilder();
        for (var bit = 0; bit < BITS; bit++) {
            key.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return Payload.ofUtf8(key.toString());
    }
}
