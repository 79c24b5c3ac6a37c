package dev.pointsman.worker.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything an operator can set, all of it under {@code pointsman.}. In the environment a key is
 * in capitals with underscores: {@code POINTSMAN_KAFKA_BOOTSTRAP_SERVERS}. Immutable, so safe on
 * every thread.
 */
@ConfigMapping(prefix = "pointsman")
public interface WorkerConfig {
    Kafka kafka();

    Topics topics();

    Tenants tenants();

    Modules modules();

    State state();

    Limits limits();

    Admin admin();

    Traces traces();

    /** How many jobs run at once. */
    @WithDefault("2")
    int concurrency();

    /** How long what runs may go on when the worker is told to stop. */
    @WithName("drain-timeout")
    @WithDefault("PT20S")
    Duration drainTimeout();

    /** How the worker meets Kafka. */
    interface Kafka {
        /** Host and port of one or more brokers, comma-separated. */
        @WithName("bootstrap.servers")
        @WithDefault("localhost:9092")
        String bootstrapServers();

        /** A file of {@code security.protocol}, {@code sasl.*} and {@code ssl.*}. */
        @WithName("security-file")
        Optional<Path> securityFile();

        /** The consumer group all workers share. */
        @WithDefault("pointsman")
        String group();

        /** {@code consumer} (KIP-848) or {@code classic}. */
        @WithName("group.protocol")
        @WithDefault("consumer")
        GroupProtocol groupProtocol();

        /** Which of the group's workers this is: stable across restarts, unique at any moment. */
        @WithDefault("0")
        String slot();

        /** How what is written is compressed. */
        @WithDefault("none")
        Compression compression();

        /** Jobs in one transaction, at most. */
        @WithName("max-batch")
        @WithDefault("2000")
        int maxBatch();

        /**
         * What jobs that are polled and not committed may hold of memory before no more are polled,
         * and as much again for their results.
         */
        @WithName("max-buffered-bytes")
        @WithDefault("67108864")
        long maxBufferedBytes();

        /** How long a transaction stays open for more jobs to join it. */
        @WithName("commit-interval")
        @WithDefault("PT0.02S")
        Duration commitInterval();

        /** After this the broker aborts what a dead worker left open; readers wait that long. */
        @WithName("transaction-timeout")
        @WithDefault("PT12S")
        Duration transactionTimeout();
    }

    /** How the members of a group come to share its partitions. */
    enum GroupProtocol {
        CONSUMER,
        CLASSIC;

        /** The word operators and Kafka use. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Kafka's codecs; see {@code compression.type} of its producers. */
    enum Compression {
        NONE,
        LZ4,
        SNAPPY,
        ZSTD,
        GZIP;

        /** The word Kafka uses. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The names of the topics. */
    interface Topics {
        /** Put before each of the names. */
        Optional<String> prefix();

        @WithDefault("jobs")
        String jobs();

        @WithDefault("results")
        String results();

        @WithName("dead-letters")
        @WithDefault("dead-letters")
        String deadLetters();

        @WithDefault("state")
        String state();

        /** Where lines of guests go whose policy grants guest-logs/v1/write. */
        @WithName("guest-logs")
        @WithDefault("guest-logs")
        String guestLogs();

        /** Where calls of capabilities are told of, as far as the tenant's policy says. */
        @WithDefault("effects")
        String effects();

        /** Where jobs wait that are to be tried again. */
        @WithDefault("retries")
        String retries();

        /** Whether topics that are missing are created. */
        @WithDefault("true")
        boolean create();
    }

    /** Who the tenants are. */
    interface Tenants {
        @WithDefault("tenants.yaml")
        Path file();

        /** Whose word a job's tenant is: its header's, or its topic's. */
        @WithDefault("header")
        TenantFrom from();

        /** How many of the jobs that run at once may be one tenant's. */
        @WithDefault("1000")
        int concurrency();
    }

    /** Whose word a job's tenant is. */
    enum TenantFrom {
        HEADER,
        TOPIC;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where modules are. */
    interface Modules {
        @WithDefault("modules")
        Path dir();

        /** About how much memory compiled modules may take, generated code included. */
        @WithName("max-cached-bytes")
        @WithDefault("67108864")
        long maxCachedBytes();

        /** A module that takes longer to be looked at and compiled is refused. */
        @WithName("compile-timeout")
        @WithDefault("PT20S")
        Duration compileTimeout();

        /** Where generated code is kept for the next start; nowhere unless this is set. */
        @WithName("code-cache.dir")
        Optional<Path> codeCacheDir();

        /** What that code is sealed with: 32 bytes or more that nobody else can read. */
        @WithName("code-cache.key-file")
        Optional<Path> codeCacheKeyFile();

        /** What the folder may take of its disk. */
        @WithName("code-cache.max-bytes")
        @WithDefault("268435456")
        long codeCacheMaxBytes();
    }

    /** What jobs keep from one to the next. */
    interface State {
        /**
         * How much of the heap the state of this worker's partitions may take; one whose state does
         * not fit beside the others is not run.
         */
        @WithName("max-bytes")
        @WithDefault("16777216")
        long maxBytes();

        /**
         * Of how many jobs a worker remembers that they were run, for tenants whose policy has
         * duplicates looked for; beyond that whoever has most has its oldest forgotten.
         */
        @WithName("max-remembered-jobs")
        @WithDefault("5000")
        int maxRememberedJobs();
    }

    /** What one job may use, where its tenant's policy says nothing else. */
    interface Limits {
        @WithDefault("PT5S")
        Duration timeout();

        @WithDefault("5000000000")
        long fuel();

        @WithName("max-pages")
        @WithDefault("256")
        int maxPages();

        @WithName("max-dirty-pages")
        @WithDefault("256")
        int maxDirtyPages();

        @WithName("max-output-bytes")
        @WithDefault("900000")
        int maxOutputBytes();

        @WithName("max-host-calls")
        @WithDefault("100000")
        int maxHostCalls();

        @WithName("max-log-lines")
        @WithDefault("100")
        int maxLogLines();

        @WithName("max-publications")
        @WithDefault("100")
        int maxPublications();

        @WithName("max-published-bytes")
        @WithDefault("900000")
        int maxPublishedBytes();

        @WithName("max-state-value-bytes")
        @WithDefault("65536")
        int maxStateValueBytes();

        @WithName("max-state-writes")
        @WithDefault("100")
        int maxStateWrites();

        @WithName("max-state-written-bytes")
        @WithDefault("900000")
        int maxStateWrittenBytes();

        /** What the tenant may keep in one partition. */
        @WithName("max-state-bytes")
        @WithDefault("1048576")
        long maxStateBytes();
    }

    /** Where the worker tells how it fares. */
    interface Admin {
        /** A port, on loopback, or host and port; without it nothing is told. */
        Optional<String> listen();
    }

    /** Where spans of jobs go. */
    interface Traces {
        /** A collector of OpenTelemetry; without it nothing is traced. */
        Optional<String> endpoint();

        /** Of the jobs whose records name no trace, how many are traced: 0 to 1. */
        @WithDefault("1")
        double ratio();
    }
}
