package dev.pointsman.local.broker;

import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.utils.internals.Exit;

/**
 * Keeps Kafka from ending this process while a broker starts.
 *
 * <p>A controller that cannot bind its port halts the JVM, as is right for a process that is
 * nothing but a broker. Within the guard it throws instead, and the start can be tried again. What
 * Kafka would call is set for the whole process, so only one broker starts at a time; the guard is
 * owned by the thread that put it up.
 */
final class ExitGuard implements AutoCloseable {
    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

    private ExitGuard() {}

    static ExitGuard up() {
        ONE_AT_A_TIME.lock();
        Exit.setExitProcedure(ExitGuard::stay);
        Exit.setHaltProcedure(ExitGuard::stay);
        return new ExitGuard();
    }

    @Override
    public void close() {
        Exit.resetExitProcedure();
        Exit.resetHaltProcedure();
        ONE_AT_A_TIME.unlock();
    }

    /** Kafka throws the fault once this returns, so nothing is lost by staying. */
    private static void stay(int status, String message) {}
}
