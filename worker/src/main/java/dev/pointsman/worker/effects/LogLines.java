package dev.pointsman.worker.effects;

import dev.pointsman.contracts.Wording;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The lines a guest writes, each cut at 1 KiB, made printable, which makes it longer, and cut
 * again; as many as it may, and the rest is counted. Owned by one thread.
 */
public final class LogLines {
    /** Bytes read of one line, and characters kept of it. */
    public static final int MAX_LINE_BYTES = 1024;

    /** What a line takes of the heap at most: characters of two bytes, and what holds them. */
    public static final int MAX_HEAP_BYTES = 2 * MAX_LINE_BYTES + 96;

    private static final byte[] NOTHING = {};
    private static final int FEW_BYTES = 64;

    private final List<LogLine> lines = new ArrayList<>();
    private final int maxLines;

    /** What was written to standard error since the last line end; most guests write nothing. */
    private byte[] begun = NOTHING;

    private int begunBytes;
    private int dropped;

    LogLines(int maxLines) {
        this.maxLines = maxLines;
    }

    /** Adds a line the guest logged. */
    public void add(LogLine.Level level, String text) {
        if (lines.size() < maxLines) {
            lines.add(new LogLine(level, Wording.printable(text, MAX_LINE_BYTES)));
        } else {
            dropped++;
        }
    }

    /** Takes what the guest wrote to its standard error; each line of it becomes one of the log. */
    public void standardError(byte[] bytes) {
        for (var letter : bytes) {
            if (letter == '\n') {
                endLine();
            } else if (begunBytes < MAX_LINE_BYTES) {
                append(letter);
            }
        }
    }

    private void append(byte letter) {
        if (begunBytes == begun.length) {
            begun = Arrays.copyOf(begun, Math.max(FEW_BYTES, 2 * begunBytes));
        }
        begun[begunBytes++] = letter;
    }

    /** Ends a last line that has no line end. */
    public void close() {
        if (begunBytes > 0) {
            endLine();
        }
    }

    /** All lines kept, oldest first. */
    public List<LogLine> list() {
        return List.copyOf(lines);
    }

    /** Whether none is kept; most guests say nothing. */
    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** The newest line kept. */
    public Optional<LogLine> last() {
        return lines.isEmpty() ? Optional.empty() : Optional.of(lines.getLast());
    }

    /** How many lines were not kept. */
    public int dropped() {
        return dropped;
    }

    private void endLine() {
        var line = new String(begun, 0, begunBytes, StandardCharsets.UTF_8);
        add(LogLine.Level.INFO, line.stripTrailing());
        begunBytes = 0;
    }
}
