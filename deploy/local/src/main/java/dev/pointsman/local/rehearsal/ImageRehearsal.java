package dev.pointsman.local.rehearsal;

import dev.pointsman.local.Home;
import dev.pointsman.local.PublishTopics;
import dev.pointsman.local.TopicMaker;
import dev.pointsman.local.broker.BrokerSettings;
import dev.pointsman.local.broker.EmbeddedBroker;
import dev.pointsman.local.demo.Demo;
import dev.pointsman.worker.config.ConfigException;
import dev.pointsman.worker.tenant.TenantsFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Has a worker start, run the demo's jobs and drain, as a process with the command line it is
 * given: that of the image, which tells the JVM to keep what it learns (an AOT cache). Called once,
 * by the process that does nothing else.
 */
public final class ImageRehearsal {
    private ImageRehearsal() {}

    /**
     * Rehearses in the image's build.
     *
     * @param arguments the folder with the worker's jars, then the command line that starts it
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 2) {
            System.err.println("usage: ImageRehearsal LIB-FOLDER COMMAND [ARGUMENT ..]");
            System.exit(2);
        }
        var command = List.of(arguments).subList(1, arguments.length);
        rehearse(Home.current(), Path.of(arguments[0]), command);
        // A library's thread must not keep the process.
        System.exit(0);
    }

    /**
     * Returns when the worker has ended, in order.
     *
     * @param lib the folder with the worker's jars, some of which are rewritten before; the bill of
     *     materials beside it then says so
     */
    public static void rehearse(Home home, Path lib, List<String> command)
            throws IOException, ConfigException, TenantsFileException {
        ModernClasses.in(lib);
        ReadyConfig.in(lib);
        BillOfMaterials.correct(lib.resolveSibling("bom.json"), lib);
        var topics = PublishTopics.in(home.tenants());
        try (var broker = EmbeddedBroker.start(BrokerSettings.temporary())) {
            var brokers = broker.bootstrapServers();
            TopicMaker.make(brokers, topics);
            try (var worker = WorkerProgram.start(command, brokers, home)) {
                worker.awaitReady();
                Demo.runJobs(brokers, home);
                worker.visit();
                worker.drain();
            }
        }
    }
}
