package dev.pointsman.it.chaos;

import dev.pointsman.it.chaos.check.Checker;
import dev.pointsman.it.chaos.fault.FaultDeck;
import dev.pointsman.it.chaos.fault.FaultDriver;
import dev.pointsman.it.chaos.jobs.JobMix;
import dev.pointsman.it.chaos.jobs.Model;
import dev.pointsman.it.chaos.jobs.Pace;
import dev.pointsman.it.chaos.jobs.Publisher;
import dev.pointsman.it.chaos.network.Weather;
import dev.pointsman.it.chaos.process.BrokerProcess;
import dev.pointsman.it.chaos.process.Complaints;
import dev.pointsman.it.chaos.process.Crew;
import dev.pointsman.it.chaos.watch.KafkaLogs;
import dev.pointsman.it.chaos.watch.OpenTransactions;
import dev.pointsman.it.chaos.watch.Ownership;
import dev.pointsman.it.chaos.watch.ProgressWatch;
import dev.pointsman.it.chaos.watch.Published;
import dev.pointsman.it.chaos.watch.Recoveries;
import dev.pointsman.it.chaos.watch.ResultWatch;
import dev.pointsman.it.chaos.watch.RetryWatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * One run on a broker and workers that are there: publishes and makes faults until both are done,
 * waits until all is drained, and reads the logs. Owned by one thread, used once.
 */
final class Chaos {
    private static final long LOOK_EVERY_MILLIS = 250;
    private static final Duration TELL_EVERY = Duration.ofSeconds(5);

    private final ChaosPlan plan;
    private final BrokerProcess broker;
    private final RunLog log;
    private final Complaints complaints;
    private final Pace pace;
    private final Published published = new Published();
    private final Recoveries recoveries = new Recoveries();
    private final ResultWatch results;
    private final RetryWatch retries;
    private final ProgressWatch progress;
    private final Publisher publisher;
    private final CountDownLatch never = new CountDownLatch(1);

    Chaos(ChaosPlan plan, BrokerProcess broker, Complaints complaints, RunLog log) {
        this.plan = plan;
        this.broker = broker;
        this.log = log;
        this.complaints = complaints;
        this.pace = new Pace(plan.jobs(), plan.faults(), plan.gap());
        this.results = new ResultWatch(broker.direct(), World.GROUP, published, recoveries);
        this.retries = new RetryWatch(broker.direct(), World.GROUP);
        this.progress = new ProgressWatch(broker.direct(), World.GROUP);
        this.publisher =
                new Publisher(
                        broker.direct(), new JobMix(plan.seed()), pace, published, results::count);
    }

    Verdict run(Crew crew) throws InterruptedException {
        var watches =
                List.of(
                        start("results", results),
                        start("retries", retries),
                        start("progress", progress));
        try (var ownership = new Ownership(broker.direct(), World.GROUP)) {
            var scene = new FaultDriver.Scene(broker, crew, ownership, recoveries, complaints);
            var deck = new FaultDeck(plan.kinds(), plan.seed());
            work(new FaultDriver(scene, deck, pace, published, log));
        }
        broker.relay().weather(new Weather.Clear());
        drain();
        results.stop();
        retries.stop();
        progress.stop();
        for (var watch : watches) {
            watch.join();
        }
        return check();
    }

    private void work(FaultDriver driver) throws InterruptedException {
        var working = List.of(start("publisher", publisher), start("faults", driver));
        var stall = new Stall(plan.patience());
        var begun = System.nanoTime();
        var told = begun;
        while (working.stream().anyMatch(Thread::isAlive)) {
            if (stall.isOver(published.count() + results.count() + pace.begun())) {
                complaints.add("nothing has happened for " + plan.patience() + "; given up");
                stop(driver);
                break;
            }
            if (System.nanoTime() - begun > plan.atMost().toNanos()) {
                log.say("it has gone on for " + plan.atMost() + ": what was done is judged");
                stop(driver);
                break;
            }
            if (System.nanoTime() - told > TELL_EVERY.toNanos()) {
                tell();
                told = System.nanoTime();
            }
            pause();
        }
        for (var thread : working) {
            thread.join();
        }
        publisher.failure().ifPresent(e -> complaints.add("not all jobs were published: " + e));
    }

    private void stop(FaultDriver driver) {
        driver.stop();
        publisher.stop();
    }

    /**
     * What is lost never comes: when the group has read everything, there is nothing to wait for.
     */
    private void drain() throws InterruptedException {
        log.say("all is published, all faults are over; draining");
        var stall = new Stall(plan.patience());
        try (var logs = new KafkaLogs(broker.direct(), World.GROUP)) {
            while (!logs.isDrained()) {
                if (stall.isOver(results.count())) {
                    complaints.add("not drained: no result for " + plan.patience());
                    tellTransactions();
                    return;
                }
                pause();
            }
            log.say("drained");
        } catch (TimeoutException e) {
            complaints.add("not drained: " + e.getMessage());
            tellTransactions();
        }
    }

    /** Why it does not go on: most often somebody's transaction does not end. */
    private void tellTransactions() throws InterruptedException {
        OpenTransactions.lines(broker.direct()).forEach(log::say);
    }

    private Verdict check() {
        try (var logs = new KafkaLogs(broker.direct(), World.GROUP)) {
            var checker = new Checker(new Model());
            var findings =
                    checker.check(logs, results.seen(), retries.seen(), progress.snapshots());
            checker.unsure().forEach(complaints::add);
            log.say(
                    "retries seen: %d, of them deleted since: %d"
                            .formatted(retries.seen().count(), checker.deletedRetries()));
            log.say(
                    "cancels: %d, jobs withdrawn: %d, of them after a failed attempt: %d"
                            .formatted(
                                    checker.cancels(),
                                    checker.withdrawn(),
                                    checker.withdrawnRetries()));
            return new Verdict(
                    checker.jobs(),
                    pace.begun(),
                    findings,
                    recoveries,
                    logs.takenBack(),
                    new ArrayList<>(complaints.all()));
        }
    }

    private void tell() {
        log.say(
                "published "
                        + published.count()
                        + " of "
                        + plan.jobs()
                        + ", results seen "
                        + results.count()
                        + ", faults "
                        + pace.begun()
                        + " of "
                        + plan.faults());
    }

    private void pause() throws InterruptedException {
        var _ = never.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** One that dies of a defect must not leave a run that looks good. */
    private Thread start(String name, Runnable work) {
        return Thread.ofPlatform()
                .daemon()
                .name(name)
                .uncaughtExceptionHandler((_, e) -> complaints.add(name + " ended: " + e))
                .start(work);
    }
}
