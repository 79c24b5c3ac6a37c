package dev.pointsman.worker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.context.CurrentContext;
import dev.pointsman.worker.testing.TestingContexts;
import dev.pointsman.worker.testing.TestingLimits;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Names that take their time hold up nobody but the tenant that asked for them. */
class LookUpsTest {
    private static final TenantId ACME = TestingContexts.ACME;
    private static final TenantId GLOBEX = TestingContexts.GLOBEX;

    private final CountDownLatch answered = new CountDownLatch(1);
    private final AtomicInteger hanging = new AtomicInteger();
    private final LookUps lookUps = new LookUps(this::find);

    @AfterEach
    void answer() {
        answered.countDown();
    }

    @Test
    void aNameOfThisMachineIsFound() throws UnknownHostException {
        assertThat(LookUps.ofSystem().lookUp("localhost"))
                .isNotEmpty()
                .allMatch(InetAddress::isLoopbackAddress);
    }

    @Test
    void whoWaitsForANameCanBeInterrupted() {
        var waiting = asking(ACME, "slow.example");
        await().until(() -> hanging.get() == 1);

        waiting.thread.interrupt();

        assertThatThrownBy(waiting.answer::get).hasCauseInstanceOf(UnknownHostException.class);
    }

    @Test
    void aNameThatHangsIsAskedForOnceHoweverManyWantIt() throws Exception {
        var all = IntStream.range(0, 40).mapToObj(_ -> asking(ACME, "slow.example")).toList();
        await().until(() -> all.stream().allMatch(Asking::waits));

        answered.countDown();

        for (var asking : all) {
            assertThat(asking.answer.get()).isNotEmpty();
        }
        assertThat(hanging).hasValue(1);
    }

    @Test
    void anErrorOfTheVirtualMachineEndsItsThreadThoughNobodyWaitsAnyMore() throws Exception {
        var ended =
                endOfAThread(() -> {
                    var waiting = asking(ACME, "slow-and-broken.example");
                    await().until(() -> hanging.get() == 1);
                    waiting.thread.interrupt();
                    assertThatThrownBy(waiting.answer::get)
                            .hasCauseInstanceOf(UnknownHostException.class);
                    answered.countDown();
                });

        assertThat(ended).isInstanceOf(InternalError.class);
    }

    @Test
    void aTenantWhoseNamesHangHoldsUpNoOther() throws Exception {
        var all = IntStream.range(0, 40).mapToObj(i -> asking(ACME, "slow-" + i)).toList();
        await().until(() -> all.stream().allMatch(Asking::waits));

        await().untilAsserted(() -> assertThat(hanging).hasValue(4));
        assertThat(asking(GLOBEX, "quick.example").answer.get()).isNotEmpty();

        answered.countDown();
        for (var asking : all) {
            assertThat(asking.answer.get()).isNotEmpty();
        }
    }

    @Test
    void whoWaitsForItsTurnCanBeInterrupted() {
        var all = IntStream.range(0, 5).mapToObj(i -> asking(ACME, "slow-" + i)).toList();
        await().until(() -> all.stream().allMatch(Asking::waits));

        all.forEach(asking -> asking.thread.interrupt());

        assertThat(all)
                .allSatisfy(asking ->
                        assertThatThrownBy(asking.answer::get)
                                .hasCauseInstanceOf(UnknownHostException.class));
        await().untilAsserted(() -> assertThat(hanging).hasValue(4));
    }

    @Test
    void moreNamesThanMayHangAreNotFound() throws Exception {
        var tenants = IntStream.range(0, 8).mapToObj(i -> new TenantId("tenant-" + i)).toList();
        for (var tenant : tenants) {
            IntStream.range(0, 4).forEach(i -> asking(tenant, tenant + "-slow-" + i));
        }
        await().until(() -> hanging.get() == 32);

        var oneMore = asking(ACME, "quick.example").answer;

        assertThatThrownBy(oneMore::get).hasCauseInstanceOf(UnknownHostException.class);
        answered.countDown();
        await().ignoreExceptions()
                .until(() -> !asking(ACME, "quick.example").answer.get().isEmpty());
    }

    /** It is no name that was not found. */
    @Test
    void aVirtualMachineThatFailsIsSaidSo() throws Exception {
        var ended =
                endOfAThread(() ->
                        assertThatThrownBy(() -> lookUps.lookUp("broken.example"))
                                .isInstanceOf(InternalError.class));

        assertThat(ended).isInstanceOf(InternalError.class);
    }

    /** What ended a thread of the look-ups meanwhile, or right after. */
    private static Throwable endOfAThread(Runnable step) throws Exception {
        var before = Thread.getDefaultUncaughtExceptionHandler();
        var seen = new CompletableFuture<Throwable>();
        Thread.setDefaultUncaughtExceptionHandler((_, defect) -> seen.complete(defect));
        try {
            step.run();
            await().dontCatchUncaughtExceptions().until(seen::isDone);
            return seen.get();
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    private List<InetAddress> find(String name) {
        if (name.contains("slow")) {
            hanging.incrementAndGet();
            try {
                answered.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        if (name.contains("broken")) {
            throw new InternalError("planted");
        }
        return List.of(InetAddress.getLoopbackAddress());
    }

    private Asking asking(TenantId tenant, String name) {
        var job =
                TestingContexts.context(
                        TestingContexts.allowing(tenant, TestingLimits.ROOMY),
                        TestingContexts.request(tenant, "job-1", Payload.ofUtf8("")));
        var answer = new FutureTask<>(() -> CurrentContext.with(job, () -> lookUps.lookUp(name)));
        return new Asking(Thread.ofVirtual().start(answer), answer);
    }

    /** A guest's call that wants to know where a name leads. */
    private record Asking(Thread thread, FutureTask<List<InetAddress>> answer) {
        boolean waits() {
            return thread.getState() == Thread.State.WAITING;
        }
    }
}
