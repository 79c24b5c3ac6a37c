package dev.pointsman.it.chaos.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** A child's line to its parent: what the parent says, and that it is gone. Stateless. */
public final class ParentLine {
    /** As the shell has it for SIGKILL. */
    static final int HALTED = 137;

    private ParentLine() {}

    /** Hands on each line; when the parent is gone, so is this process, without a hook. */
    public static void listen(Consumer<String> order) {
        Thread.ofPlatform().daemon().name("parent").start(() -> read(order));
    }

    /** Tells the parent. */
    public static void ready() {
        System.out.println(ChildJvm.READY);
    }

    private static void read(Consumer<String> order) {
        try (var lines =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                order.accept(line);
            }
        } catch (IOException _) {
            // No parent either.
        }
        Runtime.getRuntime().halt(HALTED);
    }
}
