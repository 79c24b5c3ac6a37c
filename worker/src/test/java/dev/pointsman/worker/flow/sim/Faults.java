package dev.pointsman.worker.flow.sim;

import java.util.List;

/** Makes faults happen. */
final class Faults {
    private final Run run;
    private final Broker broker;
    private final Cluster cluster;
    private final List<Fault> possible;

    Faults(Run run, Broker broker, Cluster cluster, Scenario scenario) {
        this.run = run;
        this.broker = broker;
        this.cluster = cluster;
        this.possible = scenario.faults();
    }

    /** One of those that are possible happens. */
    void strike() {
        var fault = run.dice().oneOf(possible);
        run.trace().event(() -> "fault: " + fault);
        switch (fault) {
            case START -> cluster.start();
            case CRASH -> cluster.any().ifPresent(cluster::crash);
            case PAUSE -> cluster.any().ifPresent(SimulatedWorker::pause);
            case WAKE -> cluster.any().ifPresent(SimulatedWorker::wake);
            case STALL -> cluster.any().ifPresent(SimulatedWorker::stall);
            case DRAIN -> cluster.any().ifPresent(SimulatedWorker::drain);
            case SESSION_EXPIRES -> expireSession();
            case TRANSACTION_EXPIRES -> expireTransaction();
            case SILENCE -> cluster.anyCall().ifPresent(cluster::giveUp);
            case ABORTABLE -> fail(new Answer.Abortable("a fault"));
            case FATAL -> fail(new Answer.Fatal("a fault"));
            case REBALANCE -> broker.group().rebalance();
            case CORRUPTION ->
                    broker.offsets().corrupt(run.dice().below(broker.jobs().partitions()));
            case OFFSET_LOST -> loseOffset();
        }
    }

    private void expireSession() {
        var members = broker.group().members();
        if (!members.isEmpty()) {
            broker.group().remove(run.dice().oneOf(members));
        }
    }

    /** The operator is awake, too; else many a worker would have nothing to do before the end. */
    private void loseOffset() {
        if (run.dice().chance(50)) {
            broker.offsets().repair();
            return;
        }
        var partition = run.dice().below(broker.jobs().partitions());
        var isOfRetries = run.dice().chance(40);
        broker.offsets().lose(isOfRetries ? RetriesTopic.number(partition) : partition);
    }

    private void expireTransaction() {
        var open = broker.producers().openFor(0);
        if (!open.isEmpty()) {
            broker.expire(run.dice().oneOf(open));
        }
    }

    /** A request that is under way fails instead of being answered. */
    private void fail(Answer failure) {
        cluster.anyCall()
                .filter(call -> call.answer().isEmpty())
                .ifPresent(call -> call.fail(failure));
    }
}
