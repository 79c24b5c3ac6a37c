package dev.pointsman.worker.kafka;

import dev.pointsman.worker.state.SeenFigures;
import dev.pointsman.worker.state.SeenRoom;
import dev.pointsman.worker.state.StateBudget;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats the intake's step until told to stop. When Kafka fails it in a way that its clients do
 * not outlive, it drops them and all they hold, and begins again at the committed offsets: a
 * fencing and an answer that never came end in the one way that a crash would, and that is the way
 * that is safe.
 *
 * <p>{@link #run} is called by one thread; the others are safe on every thread.
 */
public final class IntakeLoop implements Runnable {
    private static final Logger LOGGER = LoggerFactory.getLogger(IntakeLoop.class);
    private static final Duration POLL_PATIENCE = Duration.ofMillis(100);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);
    private static final Duration BACK_OFF = Duration.ofSeconds(1);
    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(10);

    private final KafkaSettings settings;
    private final JobWork work;
    private final InstantSource time;
    private final Clients clients;
    private final AwaitedCluster cluster;
    private final Fencings fencings;
    private final Readiness readiness = new Readiness();
    private final RetryFigures retryFigures = new RetryFigures();
    private final SeenFigures seenFigures;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Optional<Consumer<byte[], byte[]>> atConsumer = Optional.empty();
    private volatile Optional<Producer<byte[], byte[]>> atProducer = Optional.empty();
    private volatile Optional<VirtualMachineError> broken = Optional.empty();

    /** When the last transaction began. */
    private volatile long begunNanos = System.nanoTime();

    public IntakeLoop(KafkaSettings settings, JobWork work, InstantSource time) {
        this(settings, work, time, new Clients(settings));
    }

    IntakeLoop(KafkaSettings settings, JobWork work, InstantSource time, Clients clients) {
        this.settings = settings;
        this.work = work;
        this.time = time;
        this.clients = clients;
        this.cluster =
                new AwaitedCluster(
                        settings.bootstrapServers(),
                        readiness,
                        new ClusterStart(settings, clients),
                        ASK_AGAIN_AFTER);
        this.seenFigures = new SeenFigures(time);
        this.fencings = new Fencings(settings.transactionalId(), settings.transactionTimeout());
    }

    /**
     * Checks the cluster and creates what is missing, topics and the group's first offsets; throws
     * {@link UnfitCluster} if it will not do. While nobody answers it is asked again, until {@link
     * #stop}.
     */
    public void checkCluster() {
        cluster.await();
    }

    /**
     * Why this worker is not ready: a sentence for an operator. None if the group has given it its
     * partitions, and all of them are run and get on.
     */
    public Optional<String> trouble() {
        return readiness.trouble();
    }

    /** What the clients of the present session measure of themselves. */
    public List<ClientMetric> clientMetrics() {
        return Stream.concat(
                        atConsumer.stream().map(Consumer::metrics),
                        atProducer.stream().map(Producer::metrics))
                .flatMap(metrics -> ClientMetric.of(metrics).stream())
                .toList();
    }

    /** What is to be told of jobs that are tried again. */
    public RetryFigures retryFigures() {
        return retryFigures;
    }

    /** What is to be told of jobs that are remembered. */
    public SeenFigures seenFigures() {
        return seenFigures;
    }

    /** How long what runs may go on after {@link #stop}. */
    public Duration drainTimeout() {
        return settings.drainTimeout();
    }

    /** Ends {@link #run} after what is running has ended and is committed, if there is time. */
    public void stop() {
        stopped.countDown();
        cluster.stop();
    }

    /** Ends {@link #run} with this: nobody can say what is wrong with a virtual machine. */
    public void fail(VirtualMachineError reason) {
        broken = Optional.of(reason);
        stop();
    }

    @Override
    public void run() {
        while (running()) {
            try {
                intake();
            } catch (KafkaException e) {
                LOGGER.atWarn().setCause(e).log("intake lost; going on from the committed offsets");
                readiness.lost(told(e));
                fencings.count(e, begunNanos, System.nanoTime());
            }
            backOff();
        }
        readiness.isNot("stopped");
        LOGGER.atInfo().log("intake ended");
    }

    /** With the cause, which the client often keeps the point in. */
    private static String told(KafkaException lost) {
        var cause = Optional.ofNullable(lost.getCause()).map(it -> ": " + it.getMessage());
        return "Kafka: " + lost.getMessage() + cause.orElse("");
    }

    private boolean running() {
        broken.ifPresent(reason -> {
            throw new IllegalStateException("a defect of the virtual machine", reason);
        });
        return stopped.getCount() > 0;
    }

    private void intake() {
        var admin = clients.admin();
        try {
            intake(admin);
        } finally {
            // By itself it waits for as long as a broker that does not answer may take.
            admin.close(CLOSE_PATIENCE);
        }
    }

    private void intake(Admin admin) {
        var producer = clients.producer();
        var verdicts = new Verdicts(time);
        atProducer = Optional.of(producer);
        var orderly = false;
        try {
            var records = new JobRecords(settings.topics());
            var check = new TopicCheck(settings.topics().guarded(), knownTopics(admin), records);
            var transactions = new Transactions(producer, records, check, verdicts, listeners());
            transactions.begin();
            consume(transactions, admin, verdicts);
            orderly = true;
        } finally {
            // A producer with an open transaction waits for as long as it is given.
            producer.close(orderly ? CLOSE_PATIENCE : Duration.ZERO);
        }
    }

    private KnownTopics knownTopics(Admin admin) {
        return new KnownTopics(new TopicAnswers(admin, settings.topics().results()), time);
    }

    private List<TransactionListener> listeners() {
        var listeners = new ArrayList<>(work.transactionListeners());
        listeners.add(this::reached);
        return listeners;
    }

    private void reached(TransactionStep step, int jobs) {
        if (step == TransactionStep.BEGUN) {
            begunNanos = System.nanoTime();
        }
        if (step == TransactionStep.COMMITTED) {
            readiness.committed();
        }
    }

    private void consume(Transactions transactions, Admin admin, Verdicts verdicts) {
        var consumer = clients.consumer();
        atConsumer = Optional.of(consumer);
        try {
            consume(consumer, transactions, state(admin, verdicts));
        } finally {
            consumer.close(CloseOptions.timeout(CLOSE_PATIENCE));
        }
    }

    private void consume(
            Consumer<byte[], byte[]> consumer, Transactions transactions, SessionState state) {
        try (var session = new Session(settings, consumer, transactions, state, work, readiness)) {
            while (running()) {
                session.step(POLL_PATIENCE);
            }
            session.drain(settings.drainTimeout());
        }
    }

    private SessionState state(Admin admin, Verdicts verdicts) {
        var budget =
                new StateBudget(
                        settings.maxStateBytes(),
                        new SeenRoom(settings.maxRememberedJobs(), seenFigures),
                        SeenRoom.ofBytes(KafkaSettings.cancelBytes(settings.maxBufferedBytes())));
        var loads = new StateLoads(settings.topics().ofJobs());
        var extents = new StateExtents(StateLog.of(admin), loads::goOn, System::nanoTime);
        return new SessionState(
                budget,
                loads,
                () -> loadState(extents, loads, budget),
                verdicts,
                clients::retryConsumer,
                LogEnds.of(admin),
                new RetryTopics(admin, settings)::trouble,
                new RetryTrimming(admin, settings.group()),
                new PartitionAnswers(admin, settings.group(), clients::retryConsumer),
                retryFigures);
    }

    /** The client is made, and closed, by the thread that has it. */
    private Void loadState(StateExtents extents, StateLoads loads, StateBudget budget)
            throws InterruptedException {
        try (var consumer = clients.stateConsumer()) {
            var topic = settings.topics().state();
            return new StateLoader(consumer, topic, extents, loads, budget).call();
        }
    }

    /** Does not wait when it is told to stop, nor when it already was. */
    private void backOff() {
        try {
            var _ = stopped.await(BACK_OFF.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            stopped.countDown();
            Thread.currentThread().interrupt();
        }
    }
}
