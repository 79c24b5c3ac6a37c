package dev.pointsman.local.cli;

import dev.pointsman.local.Home;
import dev.pointsman.local.demo.Demo;
import dev.pointsman.worker.config.ConfigException;
import dev.pointsman.worker.tenant.TenantsFileException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Runs the demo. */
@Command(
        name = "demo",
        description = {
            "Starts a Kafka broker and a worker, publishes jobs of four tenants, and prints what came of each.",
            "The jobs are about real documents. The last line counts; the exit code is 0 only if nothing was lost or duplicated.",
            "Everything it starts is gone afterwards."
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Override
    public Integer call() throws ConfigException, TenantsFileException, IOException {
        return new Demo(Home.current(), System.out).run() ? 0 : 1;
    }
}
