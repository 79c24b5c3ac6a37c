package dev.pointsman.it.bench.retry;

import dev.pointsman.it.bench.Bench;
import dev.pointsman.local.cli.ProgramVersion;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The command {@code it/bench retries}. */
@Command(
        name = "it/bench retries",
        description = {
            "Has 1,000 jobs wait for their second attempt, each differently long, between one second and twenty, with a broker"
                    + " and a worker in this process; tells how late those begin, a line name=value each.",
            "It takes about half a minute, and exits with 1 if one in a hundred is later than 250 ms."
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class)
public final class RetriesCommand implements Callable<Integer> {
    public static void main(String[] arguments) {
        System.exit(Bench.run(new RetriesCommand(), arguments));
    }

    @Override
    public Integer call() throws Exception {
        return RetryDelays.doesHold(System.out) ? 0 : 1;
    }
}
