package dev.pointsman.it.chaos.planted;

import dev.pointsman.it.chaos.ChaosHouse;
import dev.pointsman.it.chaos.ChaosPlan;
import dev.pointsman.it.chaos.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs every planted bug under the harness, and says which of them the checker found. */
public final class Planted {
    private static final int JOBS = 2_000;
    private static final int WORKERS = 3;
    private static final Duration GAP = Duration.ofSeconds(1);

    /** Time for others to take over while jobs still come. */
    private static final Duration GAP_FOR_TAKEOVERS = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final int ROUNDS = 3;

    /** A bug that takes longer to be found is one the checker does not find (issue 3). */
    private static final double MOST_SECONDS = 120;

    private final ChaosHouse house;
    private final long seed;
    private final PrintStream out;

    public Planted(ChaosHouse house, long seed, PrintStream out) {
        this.house = house;
        this.seed = seed;
        this.out = out;
    }

    /** A line a bug and a last one; true if all were found, and nothing where there is nothing. */
    public boolean run(List<Bug> bugs) throws IOException, InterruptedException {
        var found = 0;
        var quiet = true;
        for (var bug : bugs) {
            var startNanos = System.nanoTime();
            var verdict = house.run(plan(bug), BuggyMain.class, Map.of(BuggyMain.BUG, bug.name()));
            var seconds = (System.nanoTime() - startNanos) / 1e9;
            var right = isRight(bug, verdict) && seconds <= MOST_SECONDS;
            found += right && bug.symptom().isPresent() ? 1 : 0;
            quiet = quiet && (right || bug.symptom().isPresent());
            out.println(line(bug, right, seconds, verdict));
            if (!right) {
                verdict.lines().forEach(out::println);
            }
        }
        var planted = bugs.stream().filter(bug -> bug.symptom().isPresent()).count();
        out.println("planted=" + planted + " found=" + found);
        return quiet && found == planted;
    }

    private ChaosPlan plan(Bug bug) {
        var faults = bug.faults().size() * ROUNDS;
        var gap = bug.needsTakeovers() ? GAP_FOR_TAKEOVERS : GAP;
        return new ChaosPlan(
                JOBS, faults, seed, WORKERS, gap, PATIENCE, ChaosPlan.FOR_EVER, bug.faults());
    }

    private static boolean isRight(Bug bug, Verdict verdict) {
        return bug.symptom()
                .map(kind -> verdict.findings().count(kind) > 0)
                .orElseGet(verdict::isGood);
    }

    private static String line(Bug bug, boolean right, double seconds, Verdict verdict) {
        var said = right ? "found" : "NOT FOUND";
        return String.format(
                Locale.ROOT,
                "%-34s %-9s %5.1f s  %s",
                bug,
                bug == Bug.NONE ? "control" : said,
                seconds,
                verdict.findings());
    }
}
