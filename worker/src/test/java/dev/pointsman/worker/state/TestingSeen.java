package dev.pointsman.worker.state;

import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobIdentity;
import dev.pointsman.contracts.TenantId;
import java.time.Duration;
import java.time.Instant;

/** A partition whose jobs are remembered, and what tests do with it. Owned by one thread. */
final class TestingSeen {
    static final Duration WINDOW = Duration.ofMinutes(10);
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    final SeenRoom room;
    final PartitionState committed;
    private ClaimState claim;

    TestingSeen(int most) {
        this(new SeenRoom(most));
    }

    /** A partition beside others. */
    TestingSeen(SeenRoom shared) {
        room = shared;
        committed = new PartitionState(new StateBudget(0, room));
        claim = new ClaimState(committed, new StateBudget(0, room));
    }

    /** The claim is released, and there is another. */
    void claimAnew() {
        claim.close();
        claim = new ClaimState(committed, new StateBudget(0, room));
    }

    /** A job that is taken. */
    OnceJob take(String tenant, String id, long offset, Instant at) {
        var job = new JobIdentity(new TenantId(tenant), "urn:test", new JobId(id));
        var once = claim.seen().job(job, offset, at, WINDOW);
        once.taken();
        return once;
    }

    OnceJob take(String id, long offset) {
        return take("acme", id, offset, NOON);
    }

    /** One that is taken, run and committed. */
    OnceJob run(String tenant, String id, long offset, Instant at) {
        var once = take(tenant, id, offset, at);
        once.spent();
        once.commit();
        return once;
    }

    OnceJob run(String id, long offset) {
        return run("acme", id, offset, NOON);
    }
}
