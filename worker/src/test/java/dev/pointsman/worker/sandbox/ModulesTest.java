package dev.pointsman.worker.sandbox;

import static dev.pointsman.worker.testing.TestingContexts.ACME;
import static dev.pointsman.worker.testing.TestingContexts.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.ModuleDigest;
import dev.pointsman.contracts.Payload;
import dev.pointsman.worker.Main;
import dev.pointsman.worker.testing.Guests;
import dev.pointsman.worker.testing.TestingSandbox;
import dev.pointsman.worker.testing.WasmBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A module is looked at once, by one thread, in bounded time; what was found is remembered. */
class ModulesTest {
    private static final int THREADS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final ModuleDigest OTHER = ModuleDigest.of(Payload.ofUtf8("other"));

    private final Payload echo = Guests.testing("echo");
    private final ModuleDigest digest = ModuleDigest.of(echo);
    private final AtomicInteger reads = new AtomicInteger();

    @Test
    void manyThreadsThatWantOneModuleHaveItLookedAtOnce() {
        var modules = TestingSandbox.modules();

        try (var sandbox = new TestingSandbox(THREADS, List.of())) {
            var wanted =
                    IntStream.range(0, THREADS)
                            .mapToObj(_ ->
                                    sandbox.threads()
                                            .submit(() -> modules.admission(digest, this::read)))
                            .toList();

            assertThat(wanted.stream().map(TestingSandbox::await).distinct()).hasSize(1);
        }
        assertThat(reads).hasValue(1);
    }

    @Test
    void aRefusalIsRememberedToo() {
        var modules = TestingSandbox.modules();
        var bad = ModuleDigest.of(Payload.EMPTY);

        var first = modules.admission(bad, () -> Payload.EMPTY);
        var second = modules.admission(bad, this::read);

        assertThat(first).isInstanceOf(Admission.Refused.class).isSameAs(second);
        assertThat(reads).hasValue(0);
    }

    @Test
    void aFileThatCannotBeReadIsReadAgain() {
        var modules = TestingSandbox.modules();

        var unread = modules.admission(digest, ModulesTest::fail);

        assertThat(unread)
                .isEqualTo(
                        new Admission.Refused(
                                ErrorCode.MODULE_UNREADABLE, "the module cannot be read"));
        assertThat(modules.admission(digest, this::read)).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void aModuleThatTakesTooLongIsRefusedAndTheNextOneIsNot() {
        var gate = new Gate(Main.hostFunctions());
        var modules = new Modules(gate, Long.MAX_VALUE, Duration.ofMillis(1));
        var waiting = new CountDownLatch(1);

        var slow = modules.admission(digest, () -> readWhen(waiting));
        waiting.countDown();

        assertThat(slow)
                .isInstanceOfSatisfying(
                        Admission.Refused.class,
                        refused -> {
                            assertThat(refused.code()).isEqualTo(ErrorCode.MODULE_REFUSED);
                            assertThat(refused.detail()).contains("longer than PT0.001S");
                        });
    }

    /** A machine that is busy for a moment must not keep a module out for good. */
    @Test
    void whatIsFoundLateCountsFromThenOn() throws InterruptedException {
        var modules =
                new Modules(new Gate(Main.hostFunctions()), Long.MAX_VALUE, Duration.ofMillis(200));
        var waiting = new CountDownLatch(1);

        var slow = modules.admission(digest, () -> readWhen(waiting));
        var meanwhile = modules.admission(digest, this::read);
        waiting.countDown();
        awaitTurn(modules);

        assertThat(slow).isInstanceOf(Admission.Refused.class).isSameAs(meanwhile);
        assertThat(modules.admission(digest, this::read)).isInstanceOf(Admission.Admitted.class);
        assertThat(reads).hasValue(0);
    }

    /** One thread looks at modules: when it reads another, it is through with all before that. */
    private static void awaitTurn(Modules modules) {
        var other = Payload.ofUtf8("another");
        modules.admission(ModuleDigest.of(other), () -> other);
    }

    @Test
    void whoeverAsksWhatIsKnownDoesNotWait() throws Exception {
        var modules = TestingSandbox.modules();
        var waiting = new CountDownLatch(1);

        var look = modules.look(ACME, digest, () -> readWhen(waiting));

        assertThat(modules.known(ACME, digest)).isEmpty();
        waiting.countDown();
        look.get();
        assertThat(modules.known(ACME, digest).orElseThrow())
                .isInstanceOf(Admission.Admitted.class)
                .isSameAs(modules.known(GLOBEX, digest).orElseThrow());
    }

    @Test
    void tenantsWhoWantTheSameModuleAtOnceHaveItLookedAtOnce() throws Exception {
        var modules = TestingSandbox.modules();
        var waiting = new CountDownLatch(1);
        var before = modules.look(ACME, OTHER, () -> readWhen(waiting));

        var one = modules.look(ACME, digest, this::read);
        var other = modules.look(GLOBEX, digest, this::read);
        waiting.countDown();

        before.get();
        one.get();
        other.get();
        assertThat(reads).hasValue(1);
        assertThat(modules.known(ACME, digest)).isEqualTo(modules.known(GLOBEX, digest));
    }

    @Test
    void differentModulesThatAreWantedAtOnceAreLookedAtOneAfterTheOther() {
        var modules = TestingSandbox.modules();
        var atOnce = new AtomicInteger();
        var most = new AtomicInteger();

        try (var sandbox = new TestingSandbox(THREADS, List.of())) {
            var wanted =
                    IntStream.range(0, 10 * THREADS)
                            .mapToObj(number -> WasmBytes.program("nop ".repeat(number)).bytes())
                            .map(module ->
                                    sandbox.threads()
                                            .submit(() ->
                                                    modules.admission(
                                                            ModuleDigest.of(module),
                                                            () -> counted(module, atOnce, most))))
                            .toList();

            assertThat(wanted)
                    .extracting(TestingSandbox::await)
                    .doesNotHaveDuplicates()
                    .allMatch(admission -> admission instanceof Admission.Admitted);
        }
        assertThat(most).hasValue(1);
        assertThat(reads).hasValue(10 * THREADS);
    }

    /** How many are read before the last one is. */
    private Payload counted(Payload module, AtomicInteger atOnce, AtomicInteger most) {
        most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        reads.incrementAndGet();
        Thread.yield();
        atOnce.decrementAndGet();
        return module;
    }

    @Test
    void manyThreadsThatWantABadModuleHaveItRefusedOnce() {
        var modules = TestingSandbox.modules();

        try (var sandbox = new TestingSandbox(THREADS, List.of())) {
            var bad = Payload.ofUtf8("bad");
            var wanted =
                    IntStream.range(0, THREADS)
                            .mapToObj(_ ->
                                    sandbox.threads()
                                            .submit(() ->
                                                    modules.admission(
                                                            ModuleDigest.of(bad),
                                                            () -> {
                                                                reads.incrementAndGet();
                                                                return bad;
                                                            })))
                            .toList();

            var first = TestingSandbox.await(wanted.getFirst());
            assertThat(first).isInstanceOf(Admission.Refused.class);
            assertThat(wanted)
                    .extracting(TestingSandbox::await)
                    .allSatisfy(it -> assertThat(it).isSameAs(first));
        }
        assertThat(reads).hasValue(1);
    }

    /** Whoever waited is told, and the next asks again. */
    @Test
    void aFileThatCannotBeReadIsKnownToWhoAskedOnly() throws Exception {
        var modules = TestingSandbox.modules();

        modules.look(ACME, digest, ModulesTest::fail).get();

        assertThat(modules.known(GLOBEX, digest)).isEmpty();
        assertThat(modules.known(ACME, digest)).contains(Modules.UNREADABLE);
        assertThat(modules.known(ACME, digest)).isEmpty();
    }

    @Test
    void aDefectIsToldToWhoAsked() {
        var modules = TestingSandbox.modules();
        var look =
                modules.look(
                        ACME,
                        digest,
                        () -> {
                            throw new IllegalStateException("a defect");
                        });

        assertThat(look).failsWithin(PATIENCE);
        assertThatThrownBy(() -> modules.known(ACME, digest))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("a defect");
    }

    @Test
    void whatDoesNotFitIsKnownAllTheSameToWhoAskedForItLast() throws Exception {
        var modules = new Modules(new Gate(Main.hostFunctions()), 1, Duration.ofMinutes(1));

        modules.look(ACME, digest, this::read).get();

        assertThat(modules.known(ACME, digest).orElseThrow())
                .isInstanceOf(Admission.Admitted.class);
        assertThat(reads).hasValue(1);
    }

    @Test
    void whatDoesNotFitIsLookedAtAgain() {
        var modules = new Modules(new Gate(Main.hostFunctions()), 1, Duration.ofMinutes(1));

        modules.admission(digest, this::read);

        assertThat(modules.admission(digest, this::read)).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void aModuleIsKeptWithoutItsCode() {
        var admitted = (Admission.Admitted) new Gate(Main.hostFunctions()).admit(echo);

        var bodies = admitted.module().outline().codeSection().functionBodies();

        assertThat(bodies)
                .isNotEmpty()
                .allSatisfy(body -> assertThat(body.instructions()).hasSizeLessThanOrEqualTo(2));
    }

    private Payload read() {
        reads.incrementAndGet();
        return echo;
    }

    private Payload readWhen(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return echo;
    }

    private static Payload fail() {
        throw new UncheckedIOException(new IOException("gone"));
    }
}
