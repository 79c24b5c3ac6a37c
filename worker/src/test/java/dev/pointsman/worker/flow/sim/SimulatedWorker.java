package dev.pointsman.worker.flow.sim;

import dev.pointsman.worker.flow.FlowLimits;
import java.util.Optional;

/** A worker process: a poll thread, a transaction thread and job threads around one flow. */
final class SimulatedWorker {
    private static final int STALLED_TURNS = 40;
    private static final int RETRY_PERCENT = 60;

    private final Dice dice;
    private final Pace pace;
    private final Hands hands;
    private final Member member;
    private final TransactionSide transactions;
    private final RetrySide retries;
    private final String name;
    private final String slot;
    private boolean paused;
    private int stalledTurns;

    SimulatedWorker(Run run, Broker broker, Clock clock, Settings settings, Names names) {
        var isOrdered =
                broker.jobs().jobs().stream().anyMatch(PublishedJob::strict)
                        && !run.has(Mistake.BEGUN_BEFORE_RETRIES_ARE_READ);
        var intake = new Intake(settings.limits(), isOrdered);
        var polls = new PollSide(run, broker, intake);
        var producer = new Producer(run, broker, names.slot());
        this.dice = run.dice();
        this.pace = settings.pace();
        this.hands = new Hands(run, intake, clock, settings.threads());
        this.member =
                new Member(
                        run,
                        broker.group(),
                        intake,
                        polls,
                        new Member.Self(names.member(), settings.patience()));
        this.retries = new RetrySide(run, broker, intake, clock);
        this.transactions = new TransactionSide(run, producer, intake, clock);
        this.name = names.member();
        this.slot = names.slot();
    }

    String name() {
        return name;
    }

    /** Who it is in the group. */
    String member() {
        return member.name();
    }

    /** Its transactional id. */
    String slot() {
        return slot;
    }

    boolean isPaused() {
        return paused;
    }

    /** None of its threads does anything until it is woken. */
    void pause() {
        paused = true;
    }

    void wake() {
        paused = false;
    }

    /** Its transaction thread gets nowhere for a while. */
    void stall() {
        stalledTurns = STALLED_TURNS;
    }

    void drain() {
        member.drain();
    }

    boolean isGone() {
        return member.isGone();
    }

    /** What its producer waits for, if it does. */
    Optional<Call> call() {
        return transactions.call();
    }

    /** What it waits for to end its transaction, if it does. */
    Optional<Call> ending() {
        return transactions.ending();
    }

    /** One of its threads, whichever, does the next thing. */
    void step() {
        if (paused) {
            return;
        }
        var chosen = dice.below(pace.total());
        if (chosen < pace.polling()) {
            member.step();
            if (dice.chance(RETRY_PERCENT)) {
                retries.step();
            }
        } else if (chosen < pace.polling() + pace.writing()) {
            write();
        } else if (chosen < pace.total() - pace.ending()) {
            hands.begin();
        } else {
            hands.end();
        }
    }

    private void write() {
        if (stalledTurns > 0) {
            stalledTurns--;
        } else {
            transactions.step();
        }
    }

    /** Who a process is to others. */
    record Names(String member, String slot) {}

    /**
     * What a process is set to.
     *
     * @param patience how many steps it waits, at most, before it gives up a partition
     */
    record Settings(FlowLimits limits, int threads, int patience, Pace pace) {}

    /** How often, compared to each other, the threads get on. */
    record Pace(int polling, int writing, int beginning, int ending) {
        int total() {
            return polling + writing + beginning + ending;
        }
    }
}
