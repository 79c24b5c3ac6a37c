package dev.pointsman.local.broker;

/**
 * Has whatever ends this process close the broker first, Ctrl-C above all: a temporary folder would
 * be left. To be closed where somebody else does that from then on. Safe on every thread.
 */
public final class EndsWithProcess implements AutoCloseable {
    private final Thread hook;

    public EndsWithProcess(EmbeddedBroker broker) {
        this.hook = Thread.ofPlatform().name("close-broker").unstarted(broker::close);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Where the process is ending already, the broker is closed all the same. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The process is ending, and the hook is at work.
        }
    }
}
