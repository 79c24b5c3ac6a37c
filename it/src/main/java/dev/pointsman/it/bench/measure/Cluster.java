package dev.pointsman.it.bench.measure;

import dev.pointsman.it.bench.load.Topics;
import dev.pointsman.it.bench.process.ChildProcess;
import dev.pointsman.it.bench.process.Children;
import java.util.List;

/** The broker of a run. */
public record Cluster(ChildProcess broker, String brokers, Topics topics) implements AutoCloseable {
    public static Cluster start(Children children) {
        var broker = children.start("broker", List.of("broker"));
        var brokers = broker.awaitReady();
        return new Cluster(broker, brokers, new Topics(brokers));
    }

    @Override
    public void close() {
        topics.close();
        broker.close();
    }
}
