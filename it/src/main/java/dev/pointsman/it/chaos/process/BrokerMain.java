package dev.pointsman.it.chaos.process;

import dev.pointsman.local.broker.BrokerSettings;
import dev.pointsman.local.broker.EmbeddedBroker;
import dev.pointsman.local.broker.RelayedListener;
import java.nio.file.Path;
import java.util.Map;

/** A broker process, on ports and in a folder that stay the same when it is started again. */
public final class BrokerMain {
    /**
     * What makes a run short: dead members, dead transactions and a dead broker are noticed soon.
     */
    private static final Map<String, String> IMPATIENT =
            Map.of(
                    "group.consumer.min.session.timeout.ms", "1000",
                    "group.consumer.session.timeout.ms", "6000",
                    "group.min.session.timeout.ms", "1000",
                    "broker.heartbeat.interval.ms", "300",
                    "transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");

    private BrokerMain() {}

    public static void main(String[] arguments) {
        ParentLine.listen(_ -> {});
        var settings =
                BrokerSettings.in(Path.of(System.getProperty("chaos.folder")))
                        .onPort(Integer.getInteger("chaos.port"))
                        .relayedBy(
                                new RelayedListener(
                                        Integer.getInteger("chaos.relayed"),
                                        Integer.getInteger("chaos.relay")))
                        .ledFrom(Integer.getInteger("chaos.controller"))
                        .with(IMPATIENT);
        EmbeddedBroker.start(settings);
        ParentLine.ready();
    }
}
