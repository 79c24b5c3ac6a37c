package dev.pointsman.worker.flow.sim;

import dev.pointsman.worker.flow.Flow;
import dev.pointsman.worker.flow.Ticket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        running.add(new Running(intake.flow(), ticket, first(ticket), ticket.isWithdrawn()));
    }

    /** One of the jobs that run ends, whichever. */
    void end() {
        if (!running.isEmpty()) {
            var ends = running.remove(run.dice().below(running.size()));
            run.trace().event(() -> "job " + ends.ticket().job().id() + " ends");
            ends.flow().end(ends.ticket(), lines(ends), RESULT_BYTES);
        }
    }

    private Optional<JobId> first(Ticket<PublishedJob> ticket) {
        return intake.names(ticket.job().id().partition()).first(ticket.job());
    }

    /** One that is withdrawn while it runs may be done before it notices. */
    private List<Line> lines(Running ends) {
        var job = ends.ticket().job();
        if (ends.first().isPresent()) {
            return job.duplicate(ends.first().get());
        }
        var notices = ends.ticket().isWithdrawn() && run.dice().chance(70);
        return ends.unwanted() || notices ? job.withdrawn() : job.lines();
    }

    private record Running(
            Flow<PublishedJob, List<Line>, Voucher> flow,
            Ticket<PublishedJob> ticket,
            Optional<JobId> first,
            boolean unwanted) {
        boolean isInTheWayOf(Ticket<PublishedJob> other) {
            return !other.isWithdrawn()
                    && !unwanted
                    && ticket.claim().equals(other.claim())
                    && ticket.claim().isOpen()
                    && ticket.lane().isPresent()
                    && ticket.lane().equals(other.lane());
        }
    }
}
