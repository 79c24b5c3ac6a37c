package dev.pointsman.worker.flow.sim;

import dev.pointsman.worker.flow.Batch;
import dev.pointsman.worker.flow.Ticket;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The transaction thread of a worker: writes batch after batch, and says what became of each. */
final class TransactionSide {
    private final Run run;
    private final Producer producer;
    private final Intake intake;
    private final Clock clock;
    private Stage stage = new Stage.Opening();
    private Optional<Call> call = Optional.empty();

    /** Those that end with what was sealed last. */
    private List<Ticket<PublishedJob>> cancels = List.of();

    TransactionSide(Run run, Producer producer, Intake intake, Clock clock) {
        this.run = run;
        this.producer = producer;
        this.intake = intake;
        this.clock = clock;
    }

    /** What the producer waits for, if it does. */
    Optional<Call> call() {
        return call;
    }

    /** What is waited for to end the transaction, if that is: the offsets, or the commit. */
    Optional<Call> ending() {
        var isEnding = stage instanceof Stage.Adding || stage instanceof Stage.Committing;
        return isEnding ? call : Optional.empty();
    }

    /** Makes a request, lets the broker answer it, or takes the answer. */
    void step() {
        if (call.isEmpty()) {
            call = ask().map(Call::new);
        } else if (call.get().answer().isEmpty()) {
            call.get().deliver();
        } else {
            var answer = call.get().answer().get();
            call = Optional.empty();
            run.trace().event(() -> producer.id() + " " + name() + ": " + answer);
            stage = after(answer);
        }
    }

    private String name() {
        return stage.getClass().getSimpleName();
    }

    private Optional<Supplier<Answer>> ask() {
        return switch (stage) {
            case Stage.Opening _ -> Optional.of(producer.begin());
            case Stage.Resting _ -> {
                gather(new Work(List.of()));
                yield Optional.empty();
            }
            case Stage.Gathering(var work) -> {
                gatherOrSeal(work);
                yield Optional.empty();
            }
            case Stage.Writing(var work, var place) ->
                    Optional.of(producer.append(lines(work, place)));
            case Stage.Adding(_, var batch) ->
                    Optional.of(producer.add(due(batch), voucher(batch)));
            case Stage.Committing _ -> Optional.of(producer.end(true));
            case Stage.Aborting _ -> Optional.of(producer.end(false));
        };
    }

    private void gather(Work work) {
        if (intake.flow().canGather()) {
            var more = work.and(intake.flow().gather(clock.nanos()));
            run.trace().event(() -> producer.id() + " gathers " + more);
            stage =
                    more.size() == work.size()
                            ? new Stage.Gathering(more)
                            : new Stage.Writing(more, work.size());
        }
    }

    private void gatherOrSeal(Work work) {
        if (intake.flow().nanosUntilSeal(clock.nanos()) > 0) {
            gather(work);
            return;
        }
        var batch = intake.flow().seal();
        cancels = batch.cancels();
        run.trace().event(() -> producer.id() + " seals " + work + " by " + batch.voucher());
        if (run.has(Mistake.OFFSETS_BEFORE_TRANSACTION)) {
            producer.commitAtOnce(DueOffsets.of(batch, intake.homes()));
            stage = new Stage.Committing(work);
            return;
        }
        stage = new Stage.Adding(work, batch);
    }

    private DueOffsets due(Batch<PublishedJob, List<Line>, Voucher> batch) {
        var due = DueOffsets.of(batch, intake.homes()).remembering(toBeWritten());
        if (run.has(Mistake.OFFSET_OF_RETRIES_LEFT_OUT)) {
            return due.withoutThoseOfRetries();
        }
        if (run.has(Mistake.BEGUN_NOT_MARKED)) {
            return due.withoutMarks();
        }
        if (run.has(Mistake.CANCELS_KNOWN_IN_MEMORY_ONLY)) {
            return due.withoutCancels();
        }
        return run.has(Mistake.METADATA_LOST) ? due.withoutMetadata() : due;
    }

    /** One whose claim is released never will be: the batch is aborted. */
    private List<PublishedJob> toBeWritten() {
        return cancels.stream()
                .filter(it -> it.claim().isOpen())
                .map(Ticket::job)
                .filter(it -> intake.names(it.id().partition()).isToBeWritten(it))
                .toList();
    }

    private List<Line> lines(Work work, int place) {
        return run.has(Mistake.REFUSED_RESULT_DROPPED) && work.isRefused(place)
                ? List.of()
                : work.lines(place);
    }

    private Voucher voucher(Batch<PublishedJob, List<Line>, Voucher> batch) {
        return run.has(Mistake.VOUCHER_OF_COMMIT_TIME) ? intake.latest() : batch.voucher();
    }

    private Stage after(Answer answer) {
        return switch (answer) {
            case Answer.Done(var epoch) -> {
                producer.goOn(epoch);
                yield done();
            }
            case Answer.Refused(var job) -> refused(job);
            case Answer.Abortable _ -> abort();
            case Answer.Fatal _ -> startAnew();
            case Answer.Silence _ -> silent();
        };
    }

    private Stage done() {
        return switch (stage) {
            case Stage.Opening _ -> {
                intake.ready();
                yield new Stage.Resting();
            }
            case Stage.Resting _, Stage.Gathering _ -> stage;
            case Stage.Writing(var work, var place) ->
                    place + 1 < work.size()
                            ? new Stage.Writing(work, place + 1)
                            : new Stage.Gathering(work);
            case Stage.Adding(var work, _) -> added(work);
            case Stage.Committing(var work) -> committed(work);
            case Stage.Aborting(var work, var again) -> again ? again(work) : aborted();
        };
    }

    private Stage added(Work work) {
        return intake.flow().isHeld()
                        || run.has(Mistake.RELEASED_CLAIM_COMMITTED)
                        || run.has(Mistake.VOUCHER_OF_COMMIT_TIME)
                ? new Stage.Committing(work)
                : new Stage.Aborting(work, false);
    }

    private Stage committed(Work work) {
        for (var place = 0; place < work.size(); place++) {
            var ticket = work.jobs().get(place).ticket();
            var done = ticket.job();
            if (ticket.claim().isOpen()) {
                intake.names(done.id().partition()).committed(done);
            }
            if (done.strict() && !PublishedJob.isRetried(work.lines(place))) {
                intake.flow().later().order().letGo(ticket);
            }
        }
        cancels.stream()
                .filter(ticket -> ticket.claim().isOpen())
                .map(Ticket::job)
                .forEach(cancel -> intake.names(cancel.id().partition()).ended(cancel));
        intake.flow().committed();
        return new Stage.Resting();
    }

    private static Stage again(Work work) {
        return work.size() == 0 ? new Stage.Gathering(work) : new Stage.Writing(work, 0);
    }

    private Stage aborted() {
        if (run.has(Mistake.CLAIMS_KEPT_AFTER_ABORT)) {
            intake.flow().committed();
        } else {
            intake.flow().aborted();
        }
        return new Stage.Resting();
    }

    private Stage refused(JobId job) {
        return stage instanceof Stage.Writing(var work, _)
                ? new Stage.Aborting(work.refuse(job), true)
                : startAnew();
    }

    /** What cannot be aborted is as good as failed. */
    private Stage abort() {
        return switch (stage) {
            case Stage.Gathering(var work) -> new Stage.Aborting(work, false);
            case Stage.Writing(var work, _) -> new Stage.Aborting(work, false);
            case Stage.Adding(var work, _) -> new Stage.Aborting(work, false);
            case Stage.Committing(var work) -> new Stage.Aborting(work, false);
            case Stage.Opening _, Stage.Resting _, Stage.Aborting _ -> startAnew();
        };
    }

    /** Whether a transaction has ended nobody knows; one that was not asked to, has not. */
    private Stage silent() {
        return switch (stage) {
            case Stage.Committing(var work) -> silentCommit(work);
            case Stage.Gathering _, Stage.Writing _, Stage.Adding _ -> abort();
            case Stage.Opening _, Stage.Resting _, Stage.Aborting _ -> startAnew();
        };
    }

    private Stage silentCommit(Work work) {
        if (run.has(Mistake.SILENT_COMMIT_REPEATED)) {
            return again(work);
        }
        if (run.has(Mistake.SILENT_COMMIT_COUNTED_AS_DONE)) {
            intake.flow().committed();
            return new Stage.Opening();
        }
        return startAnew();
    }

    private Stage startAnew() {
        intake.startAnew();
        return new Stage.Opening();
    }
}
