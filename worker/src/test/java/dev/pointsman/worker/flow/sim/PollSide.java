package dev.pointsman.worker.flow.sim;

import dev.pointsman.worker.flow.Claim;
import dev.pointsman.worker.flow.Flow;
import dev.pointsman.worker.flow.Lane;
import dev.pointsman.worker.flow.Offer;
import dev.pointsman.worker.flow.Progress;
import dev.pointsman.worker.flow.ProgressCodec;
import dev.pointsman.worker.flow.ProgressReading;
import dev.pointsman.worker.flow.Ticket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The poll thread of a worker that is a member of its group: claims partitions and takes jobs. */
final class PollSide {
    private static final long JOB_BYTES = 10;

    private final Map<Integer, Long> positions = new TreeMap<>();
    private final Map<Integer, Integer> timesClaimed = new TreeMap<>();
    private final List<PublishedJob> polled = new ArrayList<>();
    private final Run run;
    private final Broker broker;
    private final Intake intake;

    /** Where partitions begin that are owned, as of when that was asked. */
    private final Map<Integer, Fetched> fetched = new TreeMap<>();

    PollSide(Run run, Broker broker, Intake intake) {
        this.run = run;
        this.broker = broker;
        this.intake = intake;
    }

    /** What was fetched of these is of no use: they have changed hands. */
    void forgetFetched(Set<Integer> partitions) {
        if (!run.has(Mistake.START_KEPT_ACROSS_OWNERS)) {
            fetched.keySet().removeAll(partitions);
        }
    }

    /**
     * Goes on to claim one of the partitions that are owned and not claimed, if there is one of
     * which it is known where it begins; of the others none keeps another waiting.
     */
    void claim(Set<Integer> owned) {
        if (!intake.isReady()) {
            return;
        }
        var unclaimed =
                owned.stream().filter(partition -> intake.claim(partition).isEmpty()).toList();
        if (unclaimed.isEmpty()) {
            return;
        }
        var chosen = run.dice().oneOf(unclaimed);
        var known = Optional.ofNullable(fetched.remove(chosen));
        if (known.isPresent()) {
            known.filter(this::isOfThisFlow).ifPresent(this::claim);
        } else {
            fetch(chosen).ifPresent(it -> fetched.put(chosen, it));
        }
    }

    /** Else the producer that was then has failed since, and may have committed before it did. */
    private boolean isOfThisFlow(Fetched progress) {
        return progress.flow() == intake.flow();
    }

    private Optional<Fetched> fetch(int partition) {
        var committed =
                run.has(Mistake.UNSTABLE_OFFSETS_READ)
                        ? Optional.of(broker.offsets().committed(partition))
                        : broker.offsets().stable(partition);
        return committed
                .filter(_ -> !isLost(partition))
                .flatMap(this::read)
                .flatMap(progress ->
                        retries(partition)
                                .map(its -> new Fetched(partition, progress, its, intake.flow())));
    }

    /** Then the partition is left to the operator. */
    private boolean isLost(int partition) {
        return !broker.offsets().isCommitted(partition)
                && broker.begun().isBegun(partition)
                && !run.has(Mistake.LOST_OFFSET_COUNTED_AS_NONE);
    }

    /**
     * Without a committed offset they begin at their end, if there are none: whoever writes one
     * commits an offset. If there are, they are left to the operator.
     */
    private Optional<Progress> retries(int partition) {
        var number = RetriesTopic.number(partition);
        var end = broker.retries().end(partition);
        return broker.offsets()
                .stable(number)
                .flatMap(committed ->
                        broker.offsets().isCommitted(number)
                                ? read(committed)
                                : Optional.of(Progress.upTo(end))
                                        .filter(_ -> arePassedOver(partition)));
    }

    private boolean arePassedOver(int partition) {
        return broker.retries().committed(partition).isEmpty()
                || run.has(Mistake.LOST_RETRIES_PASSED_OVER);
    }

    private Optional<Progress> read(CommittedOffset committed) {
        return switch (ProgressCodec.read(committed.offset(), committed.metadata())) {
            case ProgressReading.Ours(var progress) -> Optional.of(progress);
            case ProgressReading.Foreign(var progress) -> Optional.of(progress);
            case ProgressReading.Unreadable _ ->
                    run.has(Mistake.UNREADABLE_COUNTED_AS_NONE)
                            ? Optional.of(Progress.upTo(committed.offset()))
                            : Optional.empty();
        };
    }

    private void claim(Fetched from) {
        var partition = from.partition();
        run.trace().event(() -> "claims " + partition + ", " + from.progress());
        var known = new Names(remembered(partition), broker.cancels().committed(partition));
        intake.claim(partition, from.progress(), from.retries(), known);
        timesClaimed.merge(partition, 1, Integer::sum);
        if (!run.has(Mistake.NO_REWIND_AFTER_ABORT)) {
            positions.remove(partition);
        }
        positions.putIfAbsent(partition, from.progress().base());
    }

    private List<PublishedJob> remembered(int partition) {
        return run.has(Mistake.DONE_JOBS_KNOWN_IN_MEMORY_ONLY)
                ? List.of()
                : broker.results().committed().stream()
                        .filter(line -> line instanceof Line.Remembered)
                        .map(Line::job)
                        .filter(job -> job.partition() == partition)
                        .flatMap(job -> broker.jobs().next(partition, job.offset()).stream())
                        .toList();
    }

    /**
     * Gets records of the partitions that have room; they are offered later. A poll that brings
     * none vouches all the same.
     */
    void poll(Set<Integer> owned, Voucher voucher) {
        var room = intake.limits().maxPoll();
        for (var partition : owned) {
            var claim = intake.claim(partition);
            if (claim.isPresent() && !intake.flow().isFull(claim.get())) {
                room -= poll(partition, room);
            }
        }
        if (polled.isEmpty()) {
            intake.flow().vouched(voucher);
        }
    }

    private int poll(int partition, int room) {
        var taken = 0;
        var next = next(partition);
        while (taken < room && next.isPresent()) {
            polled.add(next.get());
            positions.put(partition, next.get().id().offset() + 1);
            taken++;
            next = next(partition);
        }
        return taken;
    }

    private Optional<PublishedJob> next(int partition) {
        return broker.jobs().next(partition, positions.getOrDefault(partition, 0L));
    }

    /** Whether there is something to offer, which then comes before anything else. */
    boolean hasPolled() {
        return !polled.isEmpty();
    }

    /**
     * Offers what was polled. Meanwhile claims may have been released: what is polled under them is
     * polled again when their partitions are claimed.
     */
    void offer(Voucher voucher) {
        intake.flow().vouched(voucher);
        var soughtBack = new HashSet<Integer>();
        for (var job : polled) {
            var partition = job.id().partition();
            if (!soughtBack.contains(partition) && !isPassed(job)) {
                positions.put(partition, job.id().offset());
                soughtBack.add(partition);
            }
        }
        polled.clear();
        var claims = run.has(Mistake.CANCEL_FINISHED_WITHOUT_ITS_JOB) ? List.<Claim>of() : claims();
        intake.flow()
                .withdraw(claims, PollSide::name)
                .forEach(withdrawal -> intake.lookedInto(withdrawal.cancel()));
    }

    /** What a job and its cancels have in common. */
    static Optional<String> name(PublishedJob job) {
        return Optional.of(job.id().partition() + job.name());
    }

    private List<Claim> claims() {
        return broker.jobs().numbers().flatMap(it -> intake.claim(it).stream()).toList();
    }

    private boolean isPassed(PublishedJob job) {
        return intake.claim(job.id().partition())
                        .map(claim -> offer(claim, job) != Offer.NO_ROOM)
                        .orElse(true)
                || run.has(Mistake.NO_ROOM_PASSED_OVER);
    }

    private Offer offer(Claim claim, PublishedJob job) {
        var offset = job.id().offset();
        var offer = offerOf(claim, job);
        run.trace().event(() -> "job " + job.id() + " is offered: " + offer);
        Violation.unless(
                offer != Offer.TAKEN || isInWindow(claim, offset),
                "too far: " + job.id() + " is taken beyond the window");
        return offer;
    }

    private Offer offerOf(Claim claim, PublishedJob job) {
        var offset = job.id().offset();
        if (job.cancels()) {
            var cancel = new Ticket<>(claim, offset, lane(job), JOB_BYTES, job);
            return intake.flow().offerCancel(cancel);
        }
        var offer = intake.flow().offer(claim, offset, lane(job), JOB_BYTES, job);
        if (offer == Offer.TAKEN) {
            intake.names(job.id().partition()).take(job);
        }
        return offer;
    }

    private boolean isInWindow(Claim claim, long offset) {
        var oldest = intake.flow().oldest(claim);
        return oldest.isEmpty() || offset - oldest.get().offset() < Progress.WINDOW;
    }

    private Optional<Lane> lane(PublishedJob job) {
        var isClaimedAgain = timesClaimed.get(job.id().partition()) > 1;
        return isClaimedAgain && run.has(Mistake.KEY_ORDER_IGNORED_AFTER_REBALANCE)
                ? Optional.empty()
                : job.lane();
    }

    /** How far a partition had got when the flow was asked about it. */
    private record Fetched(
            int partition,
            Progress progress,
            Progress retries,
            Flow<PublishedJob, List<Line>, Voucher> flow) {}
}
