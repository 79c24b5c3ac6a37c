package dev.pointsman.worker.http;

import dev.pointsman.contracts.TenantId;
import dev.pointsman.worker.context.CurrentContext;
import dev.pointsman.worker.context.JobContext;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Asks the system's resolver, on threads of its own: it cannot be interrupted, and holds on to the
 * carrier of a virtual thread that asks it, so that two slow names would stop all calls of a small
 * machine. A name is asked for once at a time, whoever wants it, and each tenant has a few threads
 * only, so that names of its own that hang hold up nobody else. Safe on every thread.
 */
final class LookUps implements CheckedDns.Names {
    /** So many names may hang at once; then the next ones are not found. */
    private static final int MAX_THREADS = 32;

    /** Of one tenant's; its next names wait, as long as their jobs have time. */
    private static final int MAX_THREADS_A_TENANT = 4;

    private static final Duration IDLE = Duration.ofSeconds(10);

    private final CheckedDns.Names resolver;
    private final TenantTurns turns = new TenantTurns(MAX_THREADS_A_TENANT);
    private final ConcurrentMap<String, LookUp> underWay = new ConcurrentHashMap<>();
    private final Executor threads =
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
            return begunBySomebody(name).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof VirtualMachineError broken) {
                throw broken;
            }
            throw new UnknownHostException(name);
        } catch (RejectedExecutionException | CancellationException _) {
            throw new UnknownHostException(name);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException(name);
        }
    }

    private Future<List<InetAddress>> begunBySomebody(String name) throws InterruptedException {
        var others = Optional.ofNullable(underWay.get(name));
        return others.isPresent() ? others.orElseThrow() : begun(name);
    }

    /** Somebody else may have been quicker, while this tenant waited for its turn. */
    private LookUp begun(String name) throws InterruptedException {
        var tenant = CurrentContext.get().map(JobContext::tenant);
        turns.take(tenant);
        var own = new LookUp(name, tenant);
        var others = Optional.ofNullable(underWay.putIfAbsent(name, own));
        if (others.isPresent()) {
            turns.giveBack(tenant);
            return others.orElseThrow();
        }
        begin(own);
        return own;
    }

    /** One that cannot begin ends at once, for whoever waits for it by now. */
    private void begin(LookUp own) {
        var begun = false;
        try {
            threads.execute(own);
            begun = true;
        } finally {
            if (!begun) {
                own.cancel(false);
            }
        }
    }

    /** A look-up that keeps its tenant's turn until it has ended, whoever still waits for it. */
    private final class LookUp extends FutureTask<List<InetAddress>> {
        private final String name;
        private final Optional<TenantId> tenant;

        LookUp(String name, Optional<TenantId> tenant) {
            super(() -> resolver.lookUp(name));
            this.name = name;
            this.tenant = tenant;
        }

        /**
         * Whoever asked may be gone; and an error of the virtual machine is nobody's to pass over.
         */
        @Override
        protected void setException(Throwable failure) {
            super.setException(failure);
            if (failure instanceof VirtualMachineError broken) {
                throw broken;
            }
        }

        @Override
        protected void done() {
            underWay.remove(name, this);
            turns.giveBack(tenant);
        }
    }
}
