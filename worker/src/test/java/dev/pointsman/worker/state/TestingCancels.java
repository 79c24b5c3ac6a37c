package dev.pointsman.worker.state;

import static dev.pointsman.worker.state.TestingSeen.NOON;

import dev.pointsman.contracts.JobId;
import dev.pointsman.contracts.JobIdentity;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import java.util.Optional;

/** A partition whose cancels are remembered, and what tests do with it. Owned by one thread. */
final class TestingCancels {
    static final Optional<Payload> KEY = Optional.of(Payload.ofUtf8("key"));

    final PartitionState committed;
    private final StateBudget budget;
    private ClaimState claim;

    TestingCancels(int most) {
        this(new SeenRoom(most), "");
    }

    TestingCancels(SeenRoom cancels, String topic) {
        budget = new StateBudget(0, new SeenRoom(1), cancels);
        committed = new PartitionState(budget, topic);
        claim = new ClaimState(committed, budget);
    }

    /** The claim is released, and there is another. */
    void claimAnew() {
        claim.close();
        claim = new ClaimState(committed, budget);
    }

    /** A cancel that is taken, and looked into. */
    KnownCancel look(String tenant, String id, Optional<Payload> key, long place) {
        var cancel = claim.cancels().cancel(job(tenant, id), key, place, true, NOON);
        cancel.lookedInto();
        return cancel;
    }

    KnownCancel look(String id, long place) {
        return look("acme", id, KEY, place);
    }

    /** One that is looked into, and committed. */
    KnownCancel commit(String tenant, String id, long place) {
        var cancel = look(tenant, id, KEY, place);
        cancel.spent();
        cancel.commit();
        return cancel;
    }

    KnownCancel commit(String id, long place) {
        return commit("acme", id, place);
    }

    /** One of somebody that nobody knows. */
    KnownCancel lookAtStrangers(String id, long place) {
        var cancel = claim.cancels().cancel(job("acme", id), KEY, place, false, NOON);
        cancel.lookedInto();
        return cancel;
    }

    /** A job of its, whose duplicates are looked for. */
    OnceJob take(String id, long offset) {
        var once = claim.seen().job(job("acme", id), offset, NOON, TestingSeen.WINDOW);
        once.taken();
        return once;
    }

    /** Whether the job that was published there, and comes back, meets a cancel. */
    boolean isMet(String tenant, String id, Optional<Payload> key, long place) {
        return claim.cancels().isAnyFor(job(tenant, id), key, place);
    }

    boolean isMet(String id, long place) {
        return isMet("acme", id, KEY, place);
    }

    private static JobIdentity job(String tenant, String id) {
        return new JobIdentity(new TenantId(tenant), "urn:test", new JobId(id));
    }
}
