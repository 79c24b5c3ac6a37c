package dev.pointsman.it.bench.measure;

import dev.pointsman.it.bench.Plan;
import dev.pointsman.it.bench.child.CopySettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who is measured: a role of a child, and its arguments. Immutable, so safe on every thread. */
public sealed interface Contender {
    /** As it stands in tables. */
    String name();

    /** The arguments of the child. */
    List<String> arguments(Assignment assignment);

    /** The bare loop. */
    record Copy() implements Contender {
        @Override
        public String name() {
            return "copy";
        }

        @Override
        public List<String> arguments(Assignment assignment) {
            var settings =
                    new CopySettings(
                            assignment.brokers(),
                            assignment.name(),
                            assignment.jobs(),
                            assignment.results(),
                            assignment.commitInterval());
            var arguments = new ArrayList<>(List.of(name()));
            arguments.addAll(settings.arguments());
            return arguments;
        }
    }

    /**
     * The worker, all of it or all but its guests.
     *
     * @param name {@code worker} or {@code intake}
     */
    record Worker(String name, Guests guests, Plan.WorkerSetup setup) implements Contender {
        @Override
        public List<String> arguments(Assignment assignment) {
            var settings = new HashMap<>(settings(assignment));
            settings.putAll(setup.more());
            var arguments = new ArrayList<>(List.of(name()));
            settings.forEach((key, value) -> arguments.add(key + "=" + value));
            return arguments;
        }

        private Map<String, String> settings(Assignment assignment) {
            return Map.of(
                    "pointsman.kafka.bootstrap.servers", assignment.brokers(),
                    "pointsman.kafka.group", assignment.name(),
                    "pointsman.kafka.commit-interval", assignment.commitInterval().toString(),
                    "pointsman.topics.jobs", assignment.jobs(),
                    "pointsman.topics.results", assignment.results(),
                    "pointsman.topics.dead-letters", assignment.deadLetters(),
                    "pointsman.modules.dir", guests.modules().toString(),
                    "pointsman.tenants.file", guests.tenants().toString(),
                    "pointsman.concurrency", Integer.toString(setup.concurrency()));
        }
    }
}
