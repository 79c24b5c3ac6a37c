package dev.pointsman.worker.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.StateKey;
import dev.pointsman.contracts.StateName;
import dev.pointsman.contracts.StateScope;
import dev.pointsman.contracts.TenantId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Jobs that begin before those before them are committed, and what they see. */
class ClaimStateTest {
    private static final StateScope ADA = scope("acme", "ada");
    private static final StateName N = new StateName("n");
    private static final long COST = PartitionState.cost(ADA, N, value("1"));

    private final StateBudget budget = new StateBudget(10 * COST);
    private final PartitionState partition = new PartitionState(budget);
    private final ClaimState claim = new ClaimState(partition, budget);

    @Test
    void theNextJobSeesWhatTheOneBeforeLeft() {
        end(claim, ADA, set("1"));

        assertThat(claim.of(ADA).find(N)).isEqualTo(value("1"));
    }

    @Test
    void nobodyElseSeesIt() {
        end(claim, ADA, set("1"));

        assertThat(claim.of(scope("acme", "eve")).find(N)).isEmpty();
        assertThat(claim.of(scope("globex", "ada")).find(N)).isEmpty();
    }

    @Test
    void aJobThatDidNotEndWellLeavesNothing() {
        var job = claim.of(ADA);
        job.reserve(COST, COST);

        job.end(List.of());

        assertThat(claim.of(ADA).find(N)).isEmpty();
        assertThat(budget.bytes()).isZero();
    }

    @Test
    void whatIsCommittedIsSeenUnderTheNextClaim() {
        var first = end(claim, ADA, set("1"));
        end(claim, ADA, set("2"));

        first.commit();
        claim.close();
        var next = new ClaimState(partition, budget);

        assertThat(next.of(ADA).find(N)).isEqualTo(value("1"));
        assertThat(budget.bytes()).isEqualTo(COST);
    }

    @Test
    void aCommitChangesNothingThatIsSeen() {
        var first = end(claim, ADA, set("1"));
        end(claim, ADA, set("2"));
        var third = claim.of(ADA);

        first.commit();

        assertThat(third.find(N)).isEqualTo(value("2"));
    }

    @Test
    void aNameThatIsDeletedIsGoneBeforeAndAfterItsCommit() {
        end(claim, ADA, set("1")).commit();
        var deletion = end(claim, ADA, new StateWrite(N, Optional.empty()));

        assertThat(claim.of(ADA).find(N)).isEmpty();
        deletion.commit();

        assertThat(claim.of(ADA).find(N)).isEmpty();
        assertThat(budget.bytes()).isZero();
    }

    /** Its thread has not noticed yet that the claim is released. */
    @Test
    void aJobOfAClaimThatIsReleasedLeavesNothingToTheNext() {
        var late = claim.of(ADA);
        claim.close();
        var next = new ClaimState(partition, budget);

        late.reserve(COST, COST);
        late.end(List.of(set("1")));

        assertThat(next.of(ADA).find(N)).isEmpty();
        assertThat(budget.bytes()).isZero();
    }

    @Test
    void whatNobodyHasSeenCanBeWithdrawn() {
        end(claim, ADA, set("1"));
        var second = end(claim, ADA, set("2"));

        assertThat(second.withdraw()).isTrue();

        assertThat(claim.of(ADA).find(N)).isEqualTo(value("1"));
        assertThat(budget.bytes()).isEqualTo(COST);
    }

    @Test
    void whatALaterJobHasSeenCannot() {
        var first = end(claim, ADA, set("1"));
        claim.of(ADA);

        assertThat(first.withdraw()).isFalse();
    }

    @Test
    void aJobOfAnotherKeyHasNotSeenIt() {
        var first = end(claim, ADA, set("1"));
        claim.of(scope("acme", "eve"));

        assertThat(first.withdraw()).isTrue();
    }

    @Test
    void aTenantHasItsShareOfAPartitionAcrossItsKeys() {
        end(claim, ADA, set("1")).commit();
        claim.of(scope("acme", "bob")).reserve(COST, 3 * COST);
        end(claim, scope("acme", "eve"), set("1"));

        var one = claim.of(scope("acme", "joe"));

        assertThat(one.reserve(1, 3 * COST)).isEqualTo(KeyState.Room.TENANT_HAS_ITS_SHARE);
        assertThat(claim.of(scope("globex", "ada")).reserve(3 * COST, 3 * COST))
                .isEqualTo(KeyState.Room.ENOUGH);
    }

    @Test
    void whatAJobGivesUpAgainIsFreeForOthers() {
        var job = claim.of(ADA);
        job.reserve(COST, COST);

        job.reserve(-COST, COST);

        assertThat(claim.of(scope("acme", "eve")).reserve(COST, COST))
                .isEqualTo(KeyState.Room.ENOUGH);
    }

    @Test
    void aWorkerHoldsNoMoreThanItMay() {
        var job = claim.of(ADA);

        assertThat(job.reserve(11 * COST, 99 * COST)).isEqualTo(KeyState.Room.WORKER_IS_FULL);
        assertThat(job.reserve(10 * COST, 99 * COST)).isEqualTo(KeyState.Room.ENOUGH);
    }

    @Test
    void aPartitionThatIsTooLargeIsNotHeld() {
        for (var i = 0; i < 10; i++) {
            assertThat(partition.load(new StateKey(ADA, new StateName("" + i)), value("1")))
                    .isTrue();
        }

        assertThat(partition.load(new StateKey(ADA, N), value("1"))).isFalse();
        partition.close();

        assertThat(budget.bytes()).isZero();
    }

    @Test
    void theLatestRecordOfANameCounts() {
        partition.load(new StateKey(ADA, N), value("1"));
        partition.load(new StateKey(ADA, N), value("2"));

        assertThat(claim.of(ADA).find(N)).isEqualTo(value("2"));
        assertThat(budget.bytes()).isEqualTo(COST);
        partition.load(new StateKey(ADA, N), Optional.empty());

        assertThat(claim.of(ADA).find(N)).isEmpty();
        assertThat(budget.bytes()).isZero();
    }

    @Test
    void namesAreSeenInTheOrderOfTheirBytesThroughAllLayers() {
        partition.load(new StateKey(ADA, new StateName("a")), value("1"));
        partition.load(new StateKey(ADA, new StateName("c")), value("1"));
        partition.load(new StateKey(ADA, new StateName("\uffff")), value("1"));
        end(claim, ADA, new StateWrite(new StateName("b"), value("1")));
        end(claim, ADA, new StateWrite(new StateName("c"), Optional.empty()));
        end(claim, ADA, new StateWrite(new StateName("🚂"), value("1")));

        assertThat(names(claim.of(ADA))).containsExactly("a", "b", "\uffff", "🚂");
    }

    private static List<String> names(StateView view) {
        var names = new ArrayList<String>();
        for (var next = view.next(Optional.empty()); next.isPresent(); next = view.next(next)) {
            names.add(next.get().value());
        }
        return names;
    }

    private static PendingWrites end(ClaimState claim, StateScope scope, StateWrite... writes) {
        var job = claim.of(scope);
        var growth =
                Arrays.stream(writes)
                        .mapToLong(it ->
                                job.cost(it.name(), it.value())
                                        - job.cost(it.name(), job.find(it.name())))
                        .sum();
        assertThat(job.reserve(growth, 100 * COST)).isEqualTo(KeyState.Room.ENOUGH);
        return job.end(List.of(writes));
    }

    private static StateWrite set(String value) {
        return new StateWrite(N, value(value));
    }

    private static Optional<Payload> value(String text) {
        return Optional.of(Payload.ofUtf8(text));
    }

    private static StateScope scope(String tenant, String key) {
        return new StateScope(new TenantId(tenant), Payload.ofUtf8(key));
    }
}
