package dev.pointsman.it.bench.process;

import dev.pointsman.it.bench.BenchFailed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A process that was started to be measured. It is asked by a line and answers by a line; when its
 * standard input ends, which it does with this process too, it ends by itself. {@link #ask} is for
 * one thread, the rest safe on every thread.
 */
public final class ChildProcess implements AutoCloseable {
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(60);
    private static final Duration END_PATIENCE = Duration.ofSeconds(20);

    private static final String RESIDENT = "VmRSS:";

    private final String name;
    private final Process process;
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

    ChildProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        // A virtual one holds its carrier while it reads a pipe: see RATIONALE.md.
        Thread.ofPlatform().daemon().name("lines-of-" + name).start(this::readLines);
    }

    /** What it says once it can be used. */
    public String awaitReady() {
        return answer();
    }

    public String ask(String question) {
        try {
            var writer = process.outputWriter();
            writer.write(question);
            writer.newLine();
            writer.flush();
        } catch (IOException e) {
            throw new BenchFailed(name + " has ended, see above for what it said", e);
        }
        return answer();
    }

    /** Whoever relied on it all the time would not notice otherwise that it has not been there. */
    public void requireAlive() {
        if (!process.isAlive()) {
            throw new BenchFailed(name + " has ended, see above for what it said");
        }
    }

    /** The CPU time the process has taken since it started. */
    public Duration cpu() {
        return process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new BenchFailed(name + ": the system does not tell its CPU"));
    }

    /** How much memory it has, in kibibytes; 0 where the system does not tell. */
    public long residentKibibytes() {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith(RESIDENT))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException _) {
            return 0;
        }
    }

    /** Asks a program that does not listen to its standard input to end. */
    public void terminate() {
        process.destroy();
    }

    /** Ends it, in order if it will, and returns when it has ended. */
    @Override
    public void close() {
        try {
            process.outputWriter().close();
        } catch (IOException _) {
            // It has ended already.
        }
        try {
            if (!process.waitFor(END_PATIENCE)) {
                process.destroyForcibly().waitFor(END_PATIENCE);
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private String answer() {
        try {
            var line = lines.poll(ANSWER_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (line == null) {
                throw new BenchFailed(name + ": no answer within " + ANSWER_PATIENCE);
            }
            return line.orElseThrow(() -> new BenchFailed(name + " has ended, see above"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailed("interrupted", e);
        }
    }

    private void readLines() {
        try (BufferedReader reader = process.inputReader()) {
            reader.lines().map(Optional::of).forEach(lines::add);
        } catch (IOException | UncheckedIOException _) {
            // As good as the end.
        }
        lines.add(Optional.empty());
    }
}
