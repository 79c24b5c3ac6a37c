package dev.pointsman.worker.flow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Cancels, from when they are taken until they end. One ends behind the jobs it has found, so that
 * its offset is never finished in an earlier transaction than theirs: after a crash in between it
 * is polled again with them. Owned by its flow.
 */
final class Withdrawals<J> {
    private final List<Cancel<J>> taken = new ArrayList<>();
    private final IdentityHashMap<Ticket<J>, Cancel<J>> behind = new IdentityHashMap<>();
    private final OpenJobs<J> jobs;
    private final Sleepers<J> sleepers;

    Withdrawals(OpenJobs<J> jobs, Sleepers<J> sleepers) {
        this.jobs = jobs;
        this.sleepers = sleepers;
    }

    /** Keeps a cancel until the next look. */
    void add(Ticket<J> cancel) {
        taken.add(new Cancel<>(cancel));
    }

    /**
     * Looks for the jobs of all cancels that were taken since the last look, those before them
     * only. All of them in one pass: a publisher who sends thousands of cancels to thousands of
     * jobs has each job looked at once a pass, not once a cancel.
     *
     * @param where the claims under which they may be
     * @param nameOf what a job and its cancels have in common
     * @return those that have found nobody
     */
    List<Ticket<J>> look(
            Collection<Claim> where, Function<J, Optional<?>> nameOf, List<Withdrawal<J>> told) {
        if (taken.isEmpty()) {
            return List.of();
        }
        var wanted = new HashMap<Object, ByLane<J>>();
        for (var cancel : taken) {
            wanted.computeIfAbsent(name(cancel, nameOf), _ -> new ByLane<>()).add(cancel);
        }
        var lanes = lanes();
        Stream.concat(jobs.candidates(where, lanes).stream(), sleepers.of(where))
                .forEach(job ->
                        nameOf.apply(job.job())
                                .map(wanted::get)
                                .ifPresent(cancels -> match(job, cancels.of(job))));
        jobs.letWithdrawnPass(where, lanes);
        return looked(told);
    }

    private static <J> Object name(Cancel<J> cancel, Function<J, Optional<?>> nameOf) {
        return nameOf.apply(cancel.ticket.job()).orElseThrow();
    }

    /** One cancel a job: with it the job is polled again after a crash, and others need not be. */
    private void match(Ticket<J> job, List<Cancel<J>> cancels) {
        if (!job.isWithdrawn()) {
            cancels.stream()
                    .filter(cancel -> cancel.isBehind(job))
                    .findFirst()
                    .ifPresent(cancel -> withdraw(job, cancel));
        }
    }

    private void withdraw(Ticket<J> job, Cancel<J> cancel) {
        cancel.jobs++;
        job.claim().withdraw(job.offset());
        behind.put(job, cancel);
    }

    private List<Lane> lanes() {
        return taken.stream().flatMap(cancel -> cancel.ticket.lane().stream()).distinct().toList();
    }

    private List<Ticket<J>> looked(List<Withdrawal<J>> told) {
        taken.forEach(it -> told.add(new Withdrawal<>(it.ticket.job(), it.jobs)));
        var nobodys = taken.stream().filter(it -> it.jobs == 0).map(it -> it.ticket).toList();
        taken.clear();
        return nobodys;
    }

    /** The job has ended; returns the cancel that ends with it. */
    Optional<Ticket<J>> after(Ticket<J> job) {
        if (behind.isEmpty()) {
            return Optional.empty();
        }
        var cancel = Optional.ofNullable(behind.remove(job));
        cancel.ifPresent(it -> it.jobs--);
        return cancel.filter(it -> it.jobs == 0).map(it -> it.ticket);
    }

    /**
     * What was found under the claim is another's; returns the cancels of other claims that have
     * nobody to wait for any more.
     */
    List<Ticket<J>> drop(Claim claim) {
        var gone = behind.keySet().stream().filter(job -> job.claim().equals(claim)).toList();
        return gone.stream().flatMap(job -> after(job).stream()).toList();
    }

    /**
     * Those of one name. A job is looked for in its own lane only: it is one that its cancel finds
     * every time, as after a crash it has to, and in other lanes it finds a job or not, as it waits
     * there or not. And jobs of one name are as many as a publisher likes, as are their cancels.
     */
    private static final class ByLane<J> {
        private final List<Cancel<J>> free = new ArrayList<>(1);
        private final Map<Lane, List<Cancel<J>>> lanes = new HashMap<>();

        void add(Cancel<J> cancel) {
            cancel.ticket
                    .lane()
                    .map(lane -> lanes.computeIfAbsent(lane, _ -> new ArrayList<>(1)))
                    .orElse(free)
                    .add(cancel);
        }

        List<Cancel<J>> of(Ticket<J> job) {
            return job.lane().map(lane -> lanes.getOrDefault(lane, List.of())).orElse(free);
        }
    }

    /** One, and how many jobs it has found that have not ended. */
    private static final class Cancel<J> {
        private final Ticket<J> ticket;
        private int jobs;

        Cancel(Ticket<J> ticket) {
            this.ticket = ticket;
        }

        boolean isBehind(Ticket<J> job) {
            return job.place() < ticket.place();
        }
    }
}
