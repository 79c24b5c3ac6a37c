package dev.pointsman.it.chaos.process;

import dev.pointsman.local.broker.EmbeddedController;
import java.nio.file.Path;
import java.util.Map;

/**
 * The controller of a run's broker, in a process of its own that lives as long as the run. A node
 * that is broker and controller, killed and started again at once, loads its offsets twice at the
 * same time, and the group may be given offsets that are half read, or none for ever (seen with
 * broker 4.4.0): a fault of the broker's, which would drown ours.
 */
public final class ControllerMain {
    /** A broker that is gone is noticed before it comes again. */
    private static final Map<String, String> ATTENTIVE =
            Map.of("broker.session.timeout.ms", "1500", "broker.heartbeat.interval.ms", "300");

    private ControllerMain() {}

    public static void main(String[] arguments) {
        ParentLine.listen(_ -> {});
        EmbeddedController.start(
                Path.of(System.getProperty("chaos.folder")),
                Integer.getInteger("chaos.port"),
                ATTENTIVE);
        ParentLine.ready();
    }
}
