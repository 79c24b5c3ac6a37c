package dev.pointsman.worker.flow.sim;

import dev.pointsman.worker.flow.Claim;
import dev.pointsman.worker.flow.Errand;
import dev.pointsman.worker.flow.Flow;
import dev.pointsman.worker.flow.Need;
import dev.pointsman.worker.flow.Ticket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The job threads of a worker, and whoever fetches what jobs need. What they run they end, be its
 * flow long gone.
 */
final class Hands {
    private static final long RESULT_BYTES = 10;
    private static final int NEEDY_PERCENT = 10;
    private static final int NEEDS = 3;
    private static final int HURRIED_PERCENT = 30;
    private static final int PATIENCE = 50;
    private static final long NANOS_A_STEP = 1_000_000;

    private final List<Running> running = new ArrayList<>();
    private final List<Fetching> fetching = new ArrayList<>();
    private final Run run;
    private final Intake intake;
    private final Clock clock;
    private final int threads;

    Hands(Run run, Intake intake, Clock clock, int threads) {
        this.run = run;
        this.intake = intake;
        this.clock = clock;
        this.threads = threads;
    }

    /** A thread takes the next job, and sees whether all is here that it needs. */
    void begin() {
        if (running.size() < threads) {
            intake.flow().next().ifPresent(this::beginOrPutOff);
        }
        takeErrand();
    }

    private void beginOrPutOff(Ticket<PublishedJob> ticket) {
        if (ticket.isWithdrawn() || !run.dice().chance(NEEDY_PERCENT)) {
            begin(ticket);
            return;
        }
        var need = new Numbered(run.dice().below(NEEDS));
        run.trace().event(() -> "job " + ticket.job().id() + " is put off, for " + need);
        intake.flow().putOff(ticket, need, patience());
    }

    private OptionalLong patience() {
        return run.dice().chance(HURRIED_PERCENT)
                ? OptionalLong.of(clock.nanos() + NANOS_A_STEP * run.dice().below(PATIENCE))
                : OptionalLong.empty();
    }

    private void takeErrand() {
        var errand = intake.flow().errand();
        errand.ifPresent(it -> fetching.add(new Fetching(intake.flow(), it)));
    }

    /** What is fetched comes in whatever order, as late as it likes. */
    private void fetch() {
        if (!fetching.isEmpty() && run.dice().chance(50)) {
            var fetched = fetching.remove(run.dice().below(fetching.size()));
            run.trace().event(() -> fetched.errand().need() + " is here");
            if (!run.has(Mistake.FETCHED_NOT_TOLD)) {
                fetched.flow().fetched(fetched.errand());
            }
        }
    }

    private void begin(Ticket<PublishedJob> ticket) {
        run.trace().event(() -> begins(ticket));
        Violation.unless(
                ticket.claim().isOpen(),
                "too late: " + ticket.job().id() + " begins under a claim that was released");
        Violation.unless(
                running.stream().noneMatch(other -> other.isInTheWayOf(ticket)),
                "overtaking: " + ticket.job().id() + " runs beside one before it in its lane");
        Violation.unless(
                ofOwner(ticket) < intake.limits().maxAtOnce(),
                "too many: " + ticket.job().id() + " begins beside all its owner may have");
        Violation.unless(
                ticket.job().attempt() <= PublishedJob.MOST_ATTEMPTS,
                "too often: " + ticket.job() + " is tried");
        Violation.unless(
                ticket.isWithdrawn() || !intake.isCancelled(ticket),
                "cancelled in vain: " + ticket.job() + " begins, and its cancel came before");
        running.add(new Running(intake.flow(), ticket, first(ticket), ticket.isWithdrawn()));
    }

    /** Those of a flow that is long gone are no more known. */
    private long ofOwner(Ticket<PublishedJob> ticket) {
        return running.stream()
                .filter(it -> it.flow().equals(intake.flow()))
                .filter(it -> it.ticket().job().owner().equals(ticket.job().owner()))
                .count();
    }

    private static String begins(Ticket<PublishedJob> ticket) {
        var job = ticket.job();
        var how = ticket.isWithdrawn() ? ", withdrawn" : "";
        return "job " + job.id() + " begins attempt " + job.attempt() + how;
    }

    /** One of the jobs that run ends, whichever. */
    void end() {
        fetch();
        if (!running.isEmpty()) {
            var ends = running.remove(run.dice().below(running.size()));
            run.trace().event(() -> "job " + ends.ticket().job().id() + " ends");
            end(ends, lines(ends));
        }
    }

    private void end(Running ends, List<Line> lines) {
        if (ends.ticket().job().keepsLane(lines) && !run.has(Mistake.LANE_LET_GO_AT_THE_MOVE)) {
            ends.flow().later().order().keep(ends.ticket());
        }
        ends.flow().end(ends.ticket(), lines, RESULT_BYTES);
    }

    /** A retry is no duplicate, least of all of itself: its first attempt was looked at. */
    private Optional<JobId> first(Ticket<PublishedJob> ticket) {
        var job = ticket.job();
        return job.isRetry() ? Optional.empty() : intake.names(job.id().partition()).first(job);
    }

    /**
     * One that is withdrawn while it runs may be done before it notices; but it is not tried again,
     * for its cancel ends with this attempt, and would not be there to find the next.
     */
    private List<Line> lines(Running ends) {
        var job = ends.ticket().job();
        if (ends.first().isPresent()) {
            return job.duplicate(ends.first().get());
        }
        var isWithdrawn = ends.ticket().isWithdrawn();
        var notices = isWithdrawn && (job.isToBeTriedAgain() || run.dice().chance(70));
        return ends.unwanted() || notices ? job.withdrawn() : done(job);
    }

    private List<Line> done(PublishedJob job) {
        return job.isToBeTriedAgain() && run.has(Mistake.TRIED_JOBS_NOT_REMEMBERED)
                ? job.lines().stream().filter(line -> line instanceof Line.Retry).toList()
                : job.lines();
    }

    private record Fetching(Flow<PublishedJob, List<Line>, Voucher> flow, Errand errand) {}

    private record Numbered(int number) implements Need {
        @Override
        public void fetch(Runnable then) {
            throw new IllegalStateException("a flow fetches nothing itself");
        }

        @Override
        public String toString() {
            return "need " + number;
        }
    }

    private record Running(
            Flow<PublishedJob, List<Line>, Voucher> flow,
            Ticket<PublishedJob> ticket,
            Optional<JobId> first,
            boolean unwanted) {
        boolean isInTheWayOf(Ticket<PublishedJob> other) {
            return !other.isWithdrawn()
                    && !(unwanted && isAheadOf(other))
                    && goTogether(ticket.claim(), other.claim())
                    && ticket.claim().isOpen()
                    && ticket.lane().isPresent()
                    && ticket.lane().equals(other.lane());
        }

        /** It is withdrawn, and passes those before it; those behind it wait for it. */
        private boolean isAheadOf(Ticket<PublishedJob> other) {
            return !ticket.claim().equals(other.claim()) || other.offset() < ticket.offset();
        }

        private static boolean goTogether(Claim one, Claim other) {
            return one.equals(other)
                    || one.beside().filter(other::equals).isPresent()
                    || other.beside().filter(one::equals).isPresent();
        }
    }
}
