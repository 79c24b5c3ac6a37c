package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.Wording;
import dev.pointsman.worker.flow.FlowLimits;
import dev.pointsman.worker.flow.Later;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a worker meets Kafka. Immutable, so safe on every thread.
 *
 * @param bootstrapServers host and port of one or more brokers, comma-separated
 * @param group the consumer group all workers share
 * @param protocol {@code consumer} (KIP-848) or {@code classic}
 * @param slot which of the group's workers this is; stable across restarts, unique at any moment
 * @param topics where jobs come from and results go
 * @param createTopics whether topics that are missing are created
 * @param compression of what is written, a {@code compression.type} of Kafka's
 * @param maxBatch jobs in one transaction, at most
 * @param maxBufferedBytes what jobs that are polled and not committed may hold of memory before no
 *     more are polled, and as much again for their results
 * @param maxStateBytes what the state of all partitions may hold of memory
 * @param maxRememberedJobs of how many jobs it is remembered that they were run
 * @param tenantConcurrency how many of one tenant's jobs run at once, at most
 * @param commitInterval how long a transaction stays open for more jobs to join it
 * @param transactionTimeout after this the broker aborts what a dead worker left open
 * @param drainTimeout how long what runs may go on when the worker is told to stop
 * @param security how the clients prove who they are
 */
public record KafkaSettings(
        String bootstrapServers,
        String group,
        String protocol,
        String slot,
        Topics topics,
        boolean createTopics,
        String compression,
        int maxBatch,
        long maxBufferedBytes,
        long maxStateBytes,
        int maxRememberedJobs,
        int tenantConcurrency,
        Duration commitInterval,
        Duration transactionTimeout,
        Duration drainTimeout,
        ClientSecurity security) {
    private static final Set<String> PROTOCOLS = Set.of("consumer", "classic");

    private static final Set<String> CODECS = Set.of("none", "lz4", "snappy", "zstd", "gzip");

    /** Records in one poll, at most. */
    static final int MAX_POLL = 500;

    /** Two of the largest records a topic takes by default, so that one always fits. */
    private static final long LEAST_BUFFERED_BYTES = 2L * 1024 * 1024;

    private static final int CANCELS_PART_OF_BYTES = 64;

    /** Readers wait that long; more would be a mistake for milliseconds. */
    private static final Duration LONGEST_COMMIT_INTERVAL = Duration.ofSeconds(10);

    private static final Duration LONGEST_TRANSACTION = Duration.ofSeconds(30);

    /** A transaction that lives shorter than a broker takes to answer is never committed. */
    private static final Duration SHORTEST_TRANSACTION = Duration.ofSeconds(1);

    public KafkaSettings {
        require(!group.isBlank(), "kafka.group", group, "a text that is not empty");
        require(!slot.isBlank(), "kafka.slot", slot, "a text that is not empty");
        require(
                PROTOCOLS.contains(protocol),
                "kafka.group.protocol",
                protocol,
                "consumer or classic");
        require(
                CODECS.contains(compression),
                "kafka.compression",
                compression,
                "none, lz4, snappy, zstd or gzip");
        require(maxBatch > 0, "kafka.max-batch", maxBatch, "1 or more");
        require(
                maxBufferedBytes >= LEAST_BUFFERED_BYTES,
                "kafka.max-buffered-bytes",
                maxBufferedBytes,
                LEAST_BUFFERED_BYTES + " or more");
        require(maxStateBytes > 0, "state.max-bytes", maxStateBytes, "1 or more");
        require(maxRememberedJobs > 0, "state.max-remembered-jobs", maxRememberedJobs, "1 or more");
        require(tenantConcurrency > 0, "tenants.concurrency", tenantConcurrency, "1 or more");
        require(!drainTimeout.isNegative(), "drain-timeout", drainTimeout, "0 or more");
        require(
                commitInterval.isPositive()
                        && commitInterval.compareTo(LONGEST_COMMIT_INTERVAL) <= 0,
                "kafka.commit-interval",
                commitInterval,
                "more than 0, at most " + LONGEST_COMMIT_INTERVAL);
        require(
                transactionTimeout.compareTo(SHORTEST_TRANSACTION) >= 0
                        && transactionTimeout.compareTo(LONGEST_TRANSACTION) <= 0,
                "kafka.transaction-timeout",
                transactionTimeout,
                SHORTEST_TRANSACTION + " to " + LONGEST_TRANSACTION);
        // It is open for so long, and then takes its time to be committed.
        require(
                commitInterval.plus(commitInterval).compareTo(transactionTimeout) <= 0,
                "kafka.commit-interval",
                commitInterval,
                "at most half of kafka.transaction-timeout, " + transactionTimeout);
    }

    private static void require(boolean holds, String name, Object value, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(
                    name + ": " + value + " (expected: " + expected + ")");
        }
    }

    FlowLimits flowLimits() {
        // The rest is for jobs that wait for another attempt.
        var bytes = maxBufferedBytes / (Later.PART_OF_BYTES + 1) * Later.PART_OF_BYTES;
        return new FlowLimits(maxBatch, MAX_POLL, commitInterval, bytes, tenantConcurrency);
    }

    /** What remembered cancels may hold of memory, beside what jobs hold. */
    public static long cancelBytes(long maxBufferedBytes) {
        return maxBufferedBytes / CANCELS_PART_OF_BYTES;
    }

    /**
     * What Kafka's own tools are told of the cluster in a shell, to reach it as the worker does.
     */
    String toolOptions() {
        return "--bootstrap-server " + bootstrapServers + security.toolOption();
    }

    /** The same where they are told of the group, too. */
    String groupOptions() {
        return toolOptions() + " --group " + ClientSecurity.quoted(group);
    }

    /** The id under which this worker's transactions fence those of its predecessors. */
    public String transactionalId() {
        return group + "-" + slot;
    }

    /** The {@code ce_source} of what a group's workers write. */
    public static String sourceOf(String group) {
        return "urn:pointsman:" + group;
    }

    /**
     * The names of the topics, no two the same: a worker that took its results for jobs, say.
     *
     * @param retries where jobs wait for another attempt
     * @param jobsOfTenants whether each tenant has a topic of jobs, {@code <jobs>.<tenant>}
     */
    public record Topics(
            String jobs,
            String results,
            String deadLetters,
            String state,
            String guestLogs,
            String effects,
            String retries,
            boolean jobsOfTenants) {
        /** What Kafka allows; it would say so only when the first record is written. */
        private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

        private static final String NO_OTHER = "not the one of something else";

        /** With one topic of jobs for all tenants, and retries where they are by default. */
        public Topics(
                String jobs,
                String results,
                String deadLetters,
                String state,
                String guestLogs,
                String effects) {
            this(jobs, results, deadLetters, state, guestLogs, effects, "retries", false);
        }

        /**
         * Those that workers alone write to: a guest's record there could pass for one of theirs.
         */
        private Set<String> ofWorkers() {
            return Set.copyOf(List.of(results, deadLetters, state, guestLogs, effects, retries));
        }

        public Topics {
            requireForm("topics.jobs", jobs);
            requireForm("topics.results", results);
            requireForm("topics.dead-letters", deadLetters);
            requireForm("topics.state", state);
            requireForm("topics.guest-logs", guestLogs);
            requireForm("topics.effects", effects);
            require(!results.equals(jobs), "topics.results", results, "not the one of jobs");
            require(
                    !deadLetters.equals(jobs) && !deadLetters.equals(results),
                    "topics.dead-letters",
                    deadLetters,
                    "not the one of jobs or results");
            require(
                    !Set.of(jobs, results, deadLetters).contains(state),
                    "topics.state",
                    state,
                    "not the one of jobs, results or dead letters");
            var others = List.of(jobs, results, deadLetters, state);
            require(!others.contains(guestLogs), "topics.guest-logs", guestLogs, NO_OTHER);
            require(
                    !others.contains(effects) && !effects.equals(guestLogs),
                    "topics.effects",
                    effects,
                    NO_OTHER);
            requireForm("topics.retries", retries);
            require(
                    !others.contains(retries) && !Set.of(guestLogs, effects).contains(retries),
                    "topics.retries",
                    retries,
                    NO_OTHER);
            var tenants = new JobTopics(jobs, retries, jobsOfTenants);
            requireNoTenants(tenants, "topics.results", results);
            requireNoTenants(tenants, "topics.dead-letters", deadLetters);
            requireNoTenants(tenants, "topics.state", state);
            requireNoTenants(tenants, "topics.guest-logs", guestLogs);
            requireNoTenants(tenants, "topics.effects", effects);
            requireNoTenants(tenants, "topics.retries", retries);
        }

        /** A worker would take its own words for a tenant's jobs, and answer them for ever. */
        private static void requireNoTenants(JobTopics tenants, String name, String topic) {
            require(
                    !tenants.ofTenants()
                            || !(tenants.includes(topic) || tenants.isOfRetries(topic)),
                    name,
                    topic,
                    "not one of a tenant, such as " + tenants);
        }

        GuardedTopics guarded() {
            return new GuardedTopics(ofWorkers(), ofJobs());
        }

        JobTopics ofJobs() {
            return new JobTopics(jobs, retries, jobsOfTenants);
        }

        /** Refuses what Kafka does not allow as a topic's name. */
        public static void requireForm(String name, String topic) {
            require(
                    FORM.matcher(topic).matches() && !topic.equals(".") && !topic.equals(".."),
                    name,
                    Wording.quote(topic),
                    "1 to 249 of the characters a-z A-Z 0-9 . _ -");
        }
    }
}
