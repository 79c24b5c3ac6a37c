package dev.pointsman.it.bench.process;

import dev.pointsman.it.bench.BenchFailed;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Starts children and knows all of them, so that none outlives the run: not after a failure, and
 * not after Ctrl-C. Safe on every thread.
 */
public final class Children implements AutoCloseable {
    private final JavaCommand command;
    private final String mainClass;
    private final ConcurrentLinkedDeque<ChildProcess> all = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    public Children(JavaCommand command, Class<?> mainClass) {
        this.command = command;
        this.mainClass = mainClass.getName();
    }

    /** Starts a child; it has still to become ready. */
    public ChildProcess start(String name, List<String> arguments) {
        return startForeign(name, command.line(mainClass, name, arguments));
    }

    /** The same in a JVM with other flags than all others have. */
    public ChildProcess start(String name, List<String> flags, List<String> arguments) {
        return startForeign(name, command.line(flags, mainClass, name, arguments));
    }

    /** The line by which a program in Java is started that is not ours. */
    public List<String> java(String name, String classPath, String main, List<String> arguments) {
        return command.line(classPath, main, name, arguments);
    }

    /** Starts a program of another kind, which keeps to the same conversation. */
    public ChildProcess startForeign(String name, List<String> line) {
        try {
            var process = new ProcessBuilder(line).redirectError(Redirect.INHERIT).start();
            var child = new ChildProcess(name, process);
            all.push(child);
            return open(child);
        } catch (IOException e) {
            throw new BenchFailed(name + ": cannot be started", e);
        }
    }

    /** Ends all, the last started first; none is started any more. */
    @Override
    public void close() {
        closed = true;
        all.forEach(ChildProcess::close);
    }

    /** Whoever closes these may have missed one that was just being started. */
    private ChildProcess open(ChildProcess child) {
        if (closed) {
            child.close();
            throw new BenchFailed("the run is over");
        }
        return child;
    }
}
