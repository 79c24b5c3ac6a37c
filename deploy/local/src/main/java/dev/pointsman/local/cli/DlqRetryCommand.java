package dev.pointsman.local.cli;

import dev.pointsman.contracts.Wording;
import dev.pointsman.local.client.JobPublisher;
import dev.pointsman.local.client.Letter;
import dev.pointsman.local.client.LetterSummary;
import dev.pointsman.local.client.Republisher;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes jobs of dead letters again. */
@Command(
        name = "retry",
        description = {
            "Publishes the jobs of dead letters again, to the topics they came from.",
            "Key, value and headers are as they were; the id is new, and ce_causationid the job that failed. The letters stay.",
            "A letter that is named is published whatever was done with it before. Of many, by --all or other options,"
                    + " those are passed over whose jobs were published again before, as far as the topics of jobs"
                    + " still have that: these are read from when the oldest of the letters was put aside. A job that"
                    + " failed once more has a letter of its own."
        },
        mixinStandardHelpOptions = true)
final class DlqRetryCommand implements Callable<Integer> {
    @Mixin private LetterCluster cluster = new LetterCluster();
    @Mixin private LetterFilter filter = new LetterFilter();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "LETTER",
            arity = "0..*",
            description = "partition:offset, or the id of a job.")
    private List<String> letters = List.of();

    @Option(names = "--all", description = "All there are now, or all that the options leave.")
    private boolean all;

    @Option(
            names = "--again",
            description = "Do not look for those that were published again before.")
    private boolean again;

    @Option(names = "--dry-run", description = "Only say what would be published.")
    private boolean dryRun;

    @Option(
            names = "--without-expiry",
            description = "Leave out ce_expirytime, by which the new job may have expired already.")
    private boolean withoutExpiry;

    private int published;
    private int left;
    private int before;

    @Override
    public Integer call() throws IOException {
        var many = all || filter.isSet();
        if (many == !letters.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "which dead letters? (expected: some of them, or --all, --tenant, --module, --error,"
                            + " --since, --until)");
        }
        var options = cluster.options();
        try (var publisher = new JobPublisher(options.cluster(), options.jobs());
                var topics = new Destinations(options.cluster())) {
            var retry = new Retry(publisher, topics);
            if (many) {
                retryMany(retry);
            } else {
                for (var letter : letters) {
                    retry(retry, letter);
                }
            }
        }
        return told();
    }

    private int told() {
        System.err.println(
                published
                        + (dryRun ? " would be published, " : " published, ")
                        + left
                        + " left"
                        + (before == 0 ? "" : ", " + before + " published before (see --again)"));
        if (published + left + before == 0) {
            System.err.println(
                    "pointsman: no dead letter matches (see: "
                            + cluster.options().line("dlq list")
                            + ")");
        }
        return left == 0 && published + before > 0 ? 0 : 1;
    }

    /** Those that fail again meanwhile are not among them. */
    private void retryMany(Retry retry) throws IOException {
        Predicate<Letter> wanted = letter -> filter.accepts(LetterSummary.of(letter));
        Predicate<Letter> done = _ -> false;
        if (!again) {
            var found = LettersToRetry.find(cluster, filter, retry.topics::includes);
            wanted = found::includes;
            done = found::isRetried;
        }
        retryMany(retry, wanted, done);
    }

    private void retryMany(Retry retry, Predicate<Letter> wanted, Predicate<Letter> done) {
        cluster.letters()
                .readWhile(letter -> {
                    if (wanted.test(letter)) {
                        if (done.test(letter)) {
                            before++;
                        } else {
                            retry.of(letter);
                        }
                    }
                    return true;
                });
    }

    private void retry(Retry retry, String place) throws IOException {
        Optional<Letter> found = cluster.find(place);
        found.ifPresentOrElse(retry::of, () -> left += cluster.missed(place));
    }

    /** Publishes the jobs of letters, one after the other. */
    private final class Retry {
        private final JobPublisher publisher;
        private final Destinations topics;
        private final Republisher republisher =
                Republisher.random(cluster.options().jobs(), !withoutExpiry);

        private Retry(JobPublisher publisher, Destinations topics) {
            this.publisher = publisher;
            this.topics = topics;
        }

        private void of(Letter letter) {
            var about = letter.place() + " " + Wording.printable(LetterSummary.of(letter).job());
            switch (republisher.of(letter)) {
                case Republisher.Made.Again made -> publish(about, made);
                case Republisher.Made.Not(var why) -> leave(about, why);
            }
        }

        private void publish(String about, Republisher.Made.Again made) {
            var topic = made.record().topic();
            if (!topics.includes(topic)) {
                leave(about, Destinations.missing(topic));
                return;
            }
            if (!dryRun) {
                publisher.send(made.record());
            }
            published++;
            System.out.println(
                    about + (dryRun ? " would be published" : " -> " + made.id()) + " on " + topic);
        }

        private void leave(String about, String why) {
            left++;
            System.err.println("pointsman: " + about + ": " + why);
        }
    }
}
