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
            "Publishes the jobs of dead letters again, to the topics they came from: key, value and headers as they",
            "were, a new id, and the job that failed as their ce_causationid. The letters stay where they are: what was",
            "published again before is published once more."
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

    @Option(names = "--dry-run", description = "Only say what would be published.")
    private boolean dryRun;

    @Option(
            names = "--without-expiry",
            description = "Leave out ce_expirytime, by which the new job may have expired already.")
    private boolean withoutExpiry;

    private int published;
    private int left;

    @Override
    public Integer call() throws IOException {
        var many = all || filter.isSet();
        if (many == !letters.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "which dead letters? (expected: some of them, or --all, --tenant, --module, --error)");
        }
        var options = cluster.options();
        try (var publisher = new JobPublisher(options.cluster(), options.jobs())) {
            if (many) {
                retryAll(publisher);
            } else {
                for (var letter : letters) {
                    retry(publisher, letter);
                }
            }
        }
        System.err.println(
                published
                        + (dryRun ? " would be published" : " published")
                        + ", "
                        + left
                        + " left");
        if (published + left == 0) {
            System.err.println("pointsman: no dead letter is like this (see: pointsman dlq list)");
        }
        return left == 0 && published > 0 ? 0 : 1;
    }

    /** Those that fail again meanwhile are not among them. */
    private void retryAll(JobPublisher publisher) {
        cluster.letters()
                .readWhile(letter -> {
                    if (filter.accepts(LetterSummary.of(letter))) {
                        retry(publisher, letter);
                    }
                    return true;
                });
    }

    private void retry(JobPublisher publisher, String place) throws IOException {
        Optional<Letter> found = cluster.find(place);
        found.ifPresentOrElse(
                letter -> retry(publisher, letter), () -> left += cluster.missed(place));
    }

    private void retry(JobPublisher publisher, Letter letter) {
        var about = letter.place() + " " + Wording.printable(LetterSummary.of(letter).job());
        switch (Republisher.random(cluster.options().jobs(), !withoutExpiry).of(letter)) {
            case Republisher.Made.Again(var id, var record) -> {
                if (!dryRun) {
                    publisher.send(record);
                }
                published++;
                var to = dryRun ? "would be published" : "-> " + id;
                System.out.println(about + " " + to + " on " + record.topic());
            }
            case Republisher.Made.Not(var why) -> {
                left++;
                System.err.println("pointsman: " + about + ": " + why);
            }
        }
    }
}
