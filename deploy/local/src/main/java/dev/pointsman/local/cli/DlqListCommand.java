package dev.pointsman.local.cli;

import dev.pointsman.local.client.LetterSummary;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists dead letters. */
@Command(
        name = "list",
        description = "Lists dead letters, the newest of them, a line each, oldest first.",
        mixinStandardHelpOptions = true)
final class DlqListCommand implements Callable<Integer> {
    private static final int MAX_LIMIT = 100_000;

    private static final Comparator<LetterSummary> BY_AGE =
            Comparator.comparing(LetterSummary::writtenAt)
                    .thenComparingInt(letter -> letter.place().partition())
                    .thenComparingLong(letter -> letter.place().offset());

    @Mixin private LetterCluster cluster = new LetterCluster();
    @Mixin private LetterFilter filter = new LetterFilter();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--limit",
            defaultValue = "100",
            description = "How many, at most (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            description = "One of: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Form form = Form.TABLE;

    enum Form {
        TABLE,
        JSON
    }

    @Override
    public Integer call() {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--limit: " + limit + " (expected: 1 to " + MAX_LIMIT + ")");
        }
        var newest = new PriorityQueue<>(BY_AGE);
        var matching = new long[1];
        cluster.letters()
                .readWhile(letter -> {
                    var summary = LetterSummary.of(letter);
                    if (filter.accepts(summary)) {
                        matching[0]++;
                        keep(newest, summary);
                    }
                    return true;
                });
        show(newest.stream().sorted(BY_AGE).toList(), matching[0]);
        return 0;
    }

    private void keep(PriorityQueue<LetterSummary> newest, LetterSummary letter) {
        newest.add(letter);
        if (newest.size() > limit) {
            newest.poll();
        }
    }

    private void show(List<LetterSummary> letters, long matching) {
        switch (form) {
            case TABLE -> LetterTable.of(letters).forEach(System.out::println);
            case JSON -> System.out.println(LetterJson.of(letters));
        }
        if (matching == 0) {
            filter.doubt().ifPresent(System.err::println);
        }
        if (matching > letters.size()) {
            System.err.println(
                    (matching - letters.size()) + " older ones are left out (see --limit)");
        }
    }
}
