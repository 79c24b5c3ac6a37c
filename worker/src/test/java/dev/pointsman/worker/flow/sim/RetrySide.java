package dev.pointsman.worker.flow.sim;

import dev.pointsman.worker.flow.Claim;
import dev.pointsman.worker.flow.Flow;
import dev.pointsman.worker.flow.Offer;
import dev.pointsman.worker.flow.Ticket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.stream.Stream;

/**
 * The thread of a worker that reads retries. Between its read and its offer anything may happen to
 * the claim.
 */
final class RetrySide {
    private static final long JOB_BYTES = 10;
    private static final int WAKING_PERCENT = 40;
    private static final int MOVING_PERCENT = 5;
    private static final int LONGEST_WAIT = 60;

    private final Map<Claim, Long> positions = new WeakHashMap<>();

    /** Up to where they are read before jobs of their partition begin. */
    private final Map<Claim, Long> ends = new WeakHashMap<>();

    private final Run run;
    private final Broker broker;
    private final Intake intake;
    private final Clock clock;
    private Optional<Fetched> fetched = Optional.empty();
    private List<TakenOut> takenOut = List.of();

    RetrySide(Run run, Broker broker, Intake intake, Clock clock) {
        this.run = run;
        this.broker = broker;
        this.intake = intake;
        this.clock = clock;
    }

    /** Wakes what is due, or reads one more. */
    void step() {
        intake.retryClaims().forEach(this::look);
        if (run.dice().chance(WAKING_PERCENT)) {
            intake.flow().later().awaken(clock.nanos());
        } else if (!takenOut.isEmpty()) {
            takenOut.forEach(this::move);
            takenOut = List.of();
        } else if (run.dice().chance(MOVING_PERCENT)) {
            takenOut = intake.retryClaims().stream().flatMap(this::takeOut).toList();
        } else if (fetched.isPresent()) {
            fetched.filter(this::isHeld).ifPresent(this::offer);
            fetched = Optional.empty();
        } else {
            fetched = intake.retryClaims().stream().flatMap(it -> fetch(it).stream()).findFirst();
        }
    }

    private void look(RetryClaim its) {
        var order = intake.flow().later().order();
        if (!order.isAwaited(its.claim())) {
            return;
        }
        if (order.isToBeReadOn(its.claim()) && !run.has(Mistake.LEFT_OUT_LANES_FORGOTTEN)) {
            ends.remove(its.claim());
        }
        var end =
                ends.computeIfAbsent(
                        its.claim(), _ -> broker.retries().writtenEnd(its.partition()));
        if (broker.retries().passed(its.partition(), position(its)) >= end) {
            var isRead = order.isRead(its.claim());
            run.trace().event(() -> read(its, end, isRead));
        }
    }

    private static String read(RetryClaim its, long end, boolean isEnough) {
        return "retries of "
                + its.partition()
                + " are read up to "
                + end
                + (isEnough ? "" : ", and some more are to be");
    }

    private long position(RetryClaim its) {
        return positions.getOrDefault(its.claim(), its.begun().base());
    }

    private boolean isHeld(Fetched retry) {
        return retry.claim.isOpen() && retry.flow == intake.flow();
    }

    private Optional<Fetched> fetch(RetryClaim its) {
        return intake.flow().later().isFull(its.claim())
                ? Optional.empty()
                : broker.retries()
                        .next(its.partition(), position(its))
                        .map(record -> new Fetched(its.claim(), record, intake.flow()));
    }

    private void offer(Fetched retry) {
        var job = retry.record.job();
        var offset = retry.record.offset();
        var due = clock.nanos() + 1_000_000L * run.dice().below(LONGEST_WAIT);
        var remembered = run.has(Mistake.ATTEMPTS_IN_MEMORY) ? intake.remembered(job) : job;
        var place = job.id().offset();
        var ticket = new Ticket<>(retry.claim, offset, place, job.lane(), JOB_BYTES, remembered);
        var offer = intake.flow().later().offer(ticket, due);
        run.trace().event(() -> "retry " + job + " at " + offset + " is offered: " + offer);
        if (offer == Offer.TAKEN && job.strict()) {
            intake.flow().later().order().waits(ticket);
        }
        if (offer == Offer.TAKEN) {
            meetCancel(ticket);
        }
        switch (offer) {
            case TAKEN, FINISHED -> positions.put(retry.claim, offset + 1);
            case NO_ROOM -> {}
        }
    }

    private boolean meetCancel(Ticket<PublishedJob> ticket) {
        var isWithdrawn =
                !run.has(Mistake.LATEST_CANCELS_FORGOTTEN)
                        && intake.names(ticket.job().id().partition()).isCancelled(ticket.job())
                        && intake.flow().later().withdraw(ticket);
        if (isWithdrawn) {
            run.trace().event(() -> "retry " + ticket.job() + " meets its cancel");
        }
        return isWithdrawn;
    }

    /** The first of them is written once more, as it stands. */
    private Stream<TakenOut> takeOut(RetryClaim its) {
        return intake.flow().later().takeOut(its.claim(), 0, 1, clock.nanos()).stream()
                .map(ticket -> new TakenOut(ticket, intake.flow()));
    }

    /** Meanwhile its claim may have been released, its flow be gone, or a cancel have come. */
    private void move(TakenOut out) {
        if (out.flow == intake.flow() && !meetCancel(out.ticket)) {
            move(out.ticket);
        }
    }

    private void move(Ticket<PublishedJob> ticket) {
        run.trace().event(() -> "retry " + ticket.job() + " is moved");
        intake.flow().later().moved(ticket, ticket.job().moved(), JOB_BYTES);
        if (run.has(Mistake.LANE_LET_GO_BY_THE_MOVED)) {
            intake.flow().later().order().letGo(ticket);
        }
    }

    private record TakenOut(
            Ticket<PublishedJob> ticket, Flow<PublishedJob, List<Line>, Voucher> flow) {}

    private record Fetched(
            Claim claim,
            RetriesTopic.RetryRecord record,
            Flow<PublishedJob, List<Line>, Voucher> flow) {}
}
