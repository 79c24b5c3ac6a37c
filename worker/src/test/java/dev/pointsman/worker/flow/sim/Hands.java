package dev.pointsman.worker.flow.sim;

import dev.pointsman.worker.flow.Claim;
import dev.pointsman.worker.flow.Flow;
import dev.pointsman.worker.flow.Ticket;
import java.util.ArrayList;
import java.util.List;

/** The job threads of a worker. What they run they end, be its flow long gone. */
final class Hands {
    private static final long RESULT_BYTES = 10;

    private final List<Running> running = new ArrayList<>();
    private final Run run;
    private final Intake intake;
    private final int threads;

    Hands(Run run, Intake intake, int threads) {
        this.run = run;
        this.intake = intake;
        this.threads = threads;
    }

    /** A thread takes the next job. */
    void begin() {
        if (running.size() < threads) {
            intake.flow().next().ifPresent(this::begin);
        }
    }

    private void begin(Ticket<PublishedJob> ticket) {
        run.trace().event(() -> "job " + ticket.job().id() + " begins");
        Violation.unless(
                ticket.claim().isOpen(),
                "too late: " + ticket.job().id() + " begins under a claim that was released");
        Violation.unless(
                running.stream().noneMatch(other -> other.isInTheWayOf(ticket)),
                "overtaking: " + ticket.job().id() + " runs beside one before it in its lane");
        Violation.unless(
                ticket.job().attempt() <= PublishedJob.MOST_ATTEMPTS,
                "too often: " + ticket.job() + " is tried");
        running.add(new Running(intake.flow(), ticket));
    }

    /** One of the jobs that run ends, whichever. */
    void end() {
        if (!running.isEmpty()) {
            var ends = running.remove(run.dice().below(running.size()));
            run.trace().event(() -> "job " + ends.ticket().job().id() + " ends");
            var lines = ends.ticket().job().lines();
            ends.flow().end(ends.ticket(), lines, RESULT_BYTES);
        }
    }

    private record Running(
            Flow<PublishedJob, List<Line>, Voucher> flow, Ticket<PublishedJob> ticket) {
        boolean isInTheWayOf(Ticket<PublishedJob> other) {
            return goTogether(ticket.claim(), other.claim())
                    && ticket.claim().isOpen()
                    && ticket.lane().isPresent()
                    && ticket.lane().equals(other.lane());
        }

        private static boolean goTogether(Claim one, Claim other) {
            return one.equals(other)
                    || one.beside().filter(other::equals).isPresent()
                    || other.beside().filter(one::equals).isPresent();
        }
    }
}
