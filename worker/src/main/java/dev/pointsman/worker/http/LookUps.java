package dev.pointsman.worker.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Asks the system's resolver, on threads of its own: it cannot be interrupted, and holds on to the
 * carrier of a virtual thread that asks it, so that two slow names would stop all calls of a small
 * machine. Safe on every thread.
 */
final class LookUps implements CheckedDns.Names {
    /** So many names may hang at once; then the next ones are not found. */
    private static final int MAX_THREADS = 32;

    private static final Duration IDLE = Duration.ofSeconds(10);

    private final CheckedDns.Names resolver;
    private final ExecutorService threads =
            new ThreadPoolExecutor(
                    0,
                    MAX_THREADS,
                    IDLE.toMillis(),
                    TimeUnit.MILLISECONDS,
                    new SynchronousQueue<>(),
                    Thread.ofPlatform().name("look-up-", 0).daemon().factory());

    LookUps(CheckedDns.Names resolver) {
        this.resolver = resolver;
    }

    static LookUps ofSystem() {
        return new LookUps(name -> List.of(InetAddress.getAllByName(name)));
    }

    @Override
    public List<InetAddress> lookUp(String name) throws UnknownHostException {
        try {
            return threads.submit(() -> resolver.lookUp(name)).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof VirtualMachineError broken) {
                throw broken;
            }
            throw new UnknownHostException(name);
        } catch (RejectedExecutionException _) {
            throw new UnknownHostException(name);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException(name);
        }
    }
}
