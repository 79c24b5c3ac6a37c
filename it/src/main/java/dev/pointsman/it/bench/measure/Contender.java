package dev.pointsman.it.bench.measure;

import dev.pointsman.it.bench.Plan;
import dev.pointsman.it.bench.child.CopySettings;
import dev.pointsman.it.bench.load.Work;
import dev.pointsman.it.bench.process.ChildProcess;
import dev.pointsman.it.bench.process.Children;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who is measured, and how it is started. Immutable, so safe on every thread. */
public sealed interface Contender {
    /** As it stands in tables. */
    String name();

    /** Starts it; it has still to become ready. */
    ChildProcess start(Children children, Assignment assignment);

    /** What can be believed of its results. */
    Answers answers();

    /** What a contender's results are. */
    enum Answers {
        /** It copies, and answers nothing. */
        NONE,
        /** One for each job, or more. */
        AT_LEAST_ONE,
        /** One for each job. */
        EXACTLY_ONE
    }

    /**
     * The bare loop.
     *
     * @param compression of what it writes
     */
    record Copy(String compression) implements Contender {
        @Override
        public String name() {
            return "copy";
        }

        @Override
        public ChildProcess start(Children children, Assignment assignment) {
            var settings =
                    new CopySettings(
                            assignment.brokers(),
                            assignment.name(),
                            assignment.jobs().topic(),
                            assignment.results(),
                            assignment.commitInterval(),
                            compression);
            var arguments = new ArrayList<>(List.of(name()));
            arguments.addAll(settings.arguments());
            return children.start(assignment.name(), arguments);
        }

        @Override
        public Answers answers() {
            return Answers.NONE;
        }
    }

    /**
     * The worker, all of it or all but its guests.
     *
     * @param name {@code worker} or {@code intake}
     * @param origin where its guests may fetch from
     */
    record Worker(String name, Guests guests, String origin, Plan.WorkerSetup setup)
            implements Contender {
        /** Jobs that wait for 10 ms each: with one for each core, little would be done. */
        private static final int WAITING_AT_ONCE = 64;

        private static final String PAGES = "32";

        @Override
        public ChildProcess start(Children children, Assignment assignment) {
            var settings = new HashMap<>(settings(assignment));
            settings.putAll(setup.more());
            var arguments = new ArrayList<>(List.of(name()));
            settings.forEach((key, value) -> arguments.add(key + "=" + value));
            return children.start(assignment.name(), arguments);
        }

        /** Without guests nobody looks at what it answers. */
        @Override
        public Answers answers() {
            return name.equals("worker") ? Answers.EXACTLY_ONE : Answers.NONE;
        }

        /** What its configuration is. */
        Map<String, String> settings(Assignment assignment) {
            var tenants = guests.tenants(assignment, origin).toString();
            var concurrency =
                    assignment.jobs().work() == Work.WAITING
                            ? WAITING_AT_ONCE
                            : setup.concurrency();
            return Map.ofEntries(
                    Map.entry("pointsman.kafka.bootstrap.servers", assignment.brokers()),
                    Map.entry("pointsman.kafka.group", assignment.name()),
                    Map.entry(
                            "pointsman.kafka.commit-interval",
                            assignment.commitInterval().toString()),
                    Map.entry("pointsman.kafka.compression", setup.compression()),
                    Map.entry("pointsman.topics.jobs", assignment.jobs().topic()),
                    Map.entry("pointsman.topics.results", assignment.results()),
                    Map.entry("pointsman.topics.dead-letters", assignment.deadLetters()),
                    Map.entry("pointsman.topics.state", assignment.state()),
                    Map.entry("pointsman.topics.retries", assignment.retries()),
                    Map.entry("pointsman.modules.dir", guests.modules().toString()),
                    Map.entry("pointsman.tenants.file", tenants),
                    // So that 64 at once fit the heap.
                    Map.entry("pointsman.limits.max-pages", PAGES),
                    Map.entry("pointsman.limits.max-dirty-pages", PAGES),
                    Map.entry("pointsman.concurrency", Integer.toString(concurrency)));
        }
    }

    /**
     * What somebody would use instead: a program that is not ours.
     *
     * @param command its first words
     * @param module what it runs
     */
    record Peer(String name, List<String> command, Path module, Answers answers)
            implements Contender {
        public Peer {
            command = List.copyOf(command);
        }

        @Override
        public ChildProcess start(Children children, Assignment assignment) {
            var line = new ArrayList<>(command);
            settings(assignment).forEach((key, value) -> line.add(key + "=" + value));
            return children.startForeign(assignment.name(), line);
        }

        private Map<String, String> settings(Assignment assignment) {
            return Map.of(
                    "brokers", assignment.brokers(),
                    "group", assignment.name(),
                    "jobs", assignment.jobs().topic(),
                    "results", assignment.results(),
                    "published", assignment.published(),
                    "state", assignment.state(),
                    "interval-ms", Long.toString(assignment.commitInterval().toMillis()),
                    "tenants", Integer.toString(assignment.jobs().shape().tenants()),
                    "module", module.toString());
        }
    }
}
