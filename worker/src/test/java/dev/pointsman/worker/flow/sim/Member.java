package dev.pointsman.worker.flow.sim;

import dev.pointsman.worker.flow.Claim;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A worker's place in its group: what it owns, and what it does when that changes. */
final class Member {
    private static final int HEARTBEAT_PERCENT = 25;
    private static final int CLAIM_PERCENT = 35;

    private final Set<Integer> owned = new TreeSet<>();
    private final Run run;
    private final Group group;
    private final Intake intake;
    private final PollSide polls;
    private final Self self;
    private Standing standing = new Standing.Outside();
    private int epoch;

    /** Another with each new client. */
    private String name;

    private int restarts;

    Member(Run run, Group group, Intake intake, PollSide polls, Self self) {
        this.run = run;
        this.group = group;
        this.intake = intake;
        this.polls = polls;
        this.self = self;
        this.name = self.name();
    }

    String name() {
        return name;
    }

    /** The poll thread does the next thing. */
    void step() {
        if (intake.restarts() > restarts) {
            restarts = intake.restarts();
            restart();
        }
        standing =
                switch (standing) {
                    case Standing.Outside _ -> join();
                    case Standing.Inside inside -> goOn(inside);
                    case Standing.Revoking revoking -> revoke(revoking);
                    case Standing.Leaving leaving -> leave(leaving);
                    case Standing.Gone gone -> gone;
                };
    }

    /** After a fatal error: with a new client, or, which is more trying, in the old one's place. */
    private void restart() {
        if (standing instanceof Standing.Inside && run.dice().chance(50)) {
            group.remove(name);
            name = self.name() + "." + restarts;
            polls.forgetFetched(owned);
            owned.clear();
            standing = new Standing.Outside();
        }
    }

    /** No more is taken; when all that was is committed, the group is left. */
    void drain() {
        if (!(standing instanceof Standing.Gone)) {
            intake.flow().drain();
            standing = new Standing.Leaving();
        }
    }

    boolean isGone() {
        return standing instanceof Standing.Gone;
    }

    private Standing join() {
        run.trace().event(() -> name + " joins");
        group.join(name);
        return new Standing.Inside();
    }

    /** Only a poll calls back for a rebalance, so none comes before what was polled is offered. */
    private Standing goOn(Standing.Inside inside) {
        if (!polls.hasPolled() && run.dice().chance(HEARTBEAT_PERCENT)) {
            return heartbeat();
        }
        poll();
        return inside;
    }

    private void poll() {
        if (polls.hasPolled()) {
            polls.offer(new Voucher(name, epoch));
        } else if (run.dice().chance(CLAIM_PERCENT)) {
            polls.claim(owned);
        } else {
            polls.poll(owned, new Voucher(name, epoch));
        }
    }

    private Standing heartbeat() {
        return group.heartbeat(name, owned).map(this::told).orElseGet(this::lost);
    }

    private Standing told(Membership membership) {
        epoch = membership.epoch();
        intake.told(new Voucher(name, epoch));
        var revoked = new TreeSet<>(owned);
        revoked.removeAll(membership.partitions());
        if (revoked.isEmpty()) {
            owned.addAll(membership.partitions());
            return new Standing.Inside();
        }
        run.trace().event(() -> name + " is told to give up " + revoked);
        revoked.forEach(partition -> intake.claim(partition).ifPresent(intake.flow()::retire));
        polls.forgetFetched(revoked);
        return new Standing.Revoking(revoked, patience());
    }

    /** Often none, as when what is owed takes longer than anybody would wait. */
    private int patience() {
        return run.dice().chance(50) ? 0 : run.dice().below(self.patience());
    }

    private Standing revoke(Standing.Revoking revoking) {
        if (revoking.patience() > 0 && isOwing(revoking.partitions())) {
            return revoking.goOn();
        }
        run.trace().event(() -> name + " gives up " + revoking.partitions());
        revoking.partitions().forEach(partition -> release(partition, Mistake.REVOKED_CLAIM_KEPT));
        owned.removeAll(revoking.partitions());
        return new Standing.Inside();
    }

    private boolean isOwing(Set<Integer> partitions) {
        return partitions.stream()
                .map(intake::claim)
                .flatMap(Optional<Claim>::stream)
                .anyMatch(claim -> intake.flow().isOwing(claim));
    }

    private void release(int partition, Mistake kept) {
        if (run.has(kept)) {
            intake.forget(partition);
        } else {
            intake.release(partition);
        }
    }

    private Standing lost() {
        run.trace().event(() -> name + " is out of the group, and has lost " + owned);
        owned.forEach(partition -> release(partition, Mistake.LOST_CLAIM_KEPT));
        polls.forgetFetched(owned);
        owned.clear();
        return new Standing.Outside();
    }

    /** Polls on meanwhile; nothing of that is taken any more. */
    private Standing leave(Standing.Leaving leaving) {
        if (!intake.flow().isSettled()) {
            poll();
            return leaving;
        }
        run.trace().event(() -> name + " leaves");
        group.remove(name);
        return new Standing.Gone();
    }

    /**
     * Who it is.
     *
     * @param patience how many steps it waits, at most, before it gives up a partition
     */
    record Self(String name, int patience) {}
}
