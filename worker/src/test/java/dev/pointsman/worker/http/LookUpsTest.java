package dev.pointsman.worker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Names that take their time hold up nobody but who asked for them. */
class LookUpsTest {
    private final CountDownLatch answered = new CountDownLatch(1);

    @Test
    void aNameOfThisMachineIsFound() throws UnknownHostException {
        assertThat(LookUps.ofSystem().lookUp("localhost"))
                .isNotEmpty()
                .allMatch(InetAddress::isLoopbackAddress);
    }

    @Test
    void whoWaitsForANameCanBeInterrupted() throws Exception {
        var asked = new CountDownLatch(1);
        var lookUps = new LookUps(_ -> hang(asked));
        var waiting = new FutureTask<>(() -> lookUps.lookUp("slow.example"));
        var thread = Thread.ofVirtual().start(waiting);
        asked.await();

        thread.interrupt();

        assertThatThrownBy(waiting::get).hasCauseInstanceOf(UnknownHostException.class);
        answered.countDown();
    }

    @Test
    void moreNamesThanMayHangAreNotFound() throws InterruptedException {
        var asked = new CountDownLatch(32);
        var lookUps = new LookUps(_ -> hang(asked));
        for (var i = 0; i < 32; i++) {
            Thread.ofVirtual().start(new FutureTask<>(() -> lookUps.lookUp("slow.example")));
        }
        asked.await();

        assertThatThrownBy(() -> lookUps.lookUp("one.more.example"))
                .isInstanceOf(UnknownHostException.class);
        answered.countDown();
    }

    /** It is no name that was not found. */
    @Test
    void aVirtualMachineThatFailsIsSaidSo() {
        var lookUps =
                new LookUps(_ -> {
                    throw new InternalError("planted");
                });

        assertThatThrownBy(() -> lookUps.lookUp("any.example")).isInstanceOf(InternalError.class);
    }

    private List<InetAddress> hang(CountDownLatch asked) {
        asked.countDown();
        try {
            answered.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return List.of(InetAddress.getLoopbackAddress());
    }
}
