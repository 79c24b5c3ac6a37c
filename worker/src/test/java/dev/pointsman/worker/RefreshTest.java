package dev.pointsman.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whatever a look for changed files comes to, there is a next one. */
class RefreshTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(Refresh.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void open() {
        logger.setAdditive(false);
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
        log.start();
    }

    @AfterEach
    void close() {
        logger.detachAppender(log);
        logger.setLevel(null);
        logger.setAdditive(true);
    }

    /** It was cancelled for ever, and nobody was told. */
    @Test
    void aLookThatFailsIsNotTheLastOne() throws Exception {
        var looks = new CountDownLatch(3);
        var failing =
                new Refresh(
                        "tenants",
                        () -> {
                            looks.countDown();
                            throw new IllegalStateException("nobody thought of it");
                        });

        try (var refresher = Executors.newSingleThreadScheduledExecutor()) {
            var _ = refresher.scheduleWithFixedDelay(failing, 0, 1, TimeUnit.MILLISECONDS);

            assertThat(looks.await(30, TimeUnit.SECONDS)).isTrue();
            refresher.shutdownNow();
        }
    }

    @Test
    void failuresInARowAreSaidOnce() {
        Deque<RuntimeException> failures = new ArrayDeque<>();
        var refresh = new Refresh("tenants", () -> fail(failures));

        failures.add(new IllegalStateException("one"));
        failures.add(new IllegalStateException("two"));
        refresh.run();
        refresh.run();
        refresh.run();
        failures.add(new IllegalStateException("three"));
        refresh.run();

        assertThat(causes()).containsExactly("one", "three");
        assertThat(log.list.getFirst().getFormattedMessage())
                .isEqualTo("a defect keeps tenants from being looked at; they stay as they are");
    }

    /** Nobody can say what is wrong with it; the next look would not either. */
    @Test
    void aBrokenVirtualMachineIsNotKeptFromWhoeverRepeatsIt() {
        var broken = new InternalError("broken");
        var refresh =
                new Refresh(
                        "tenants",
                        () -> {
                            throw broken;
                        });

        assertThatThrownBy(refresh::run).isSameAs(broken);
    }

    private static void fail(Deque<RuntimeException> failures) {
        if (!failures.isEmpty()) {
            throw failures.removeFirst();
        }
    }

    private List<String> causes() {
        return log.list.stream().map(line -> line.getThrowableProxy().getMessage()).toList();
    }
}
