package dev.pointsman.worker.host;

import dev.pointsman.contracts.Payload;
import java.util.Optional;

/**
 * How functions of {@code pointsman/v1} hand bytes to the guest: 0 or more is how many were written
 * to the guest's buffer, {@code -1} is not found, and {@code -(n + 1)} says that the buffer would
 * have to hold n bytes, and that nothing was written.
 */
final class Answers {
    private static final long NOT_FOUND = -1;

    private Answers() {}

    /** The buffer is looked at first: one that is none is a mistake also where nothing is found. */
    static long text(GuestMemory memory, Optional<String> answer, int pointer, int capacity) {
        return payload(memory, answer.map(Payload::ofUtf8), pointer, capacity);
    }

    static long payload(GuestMemory memory, Optional<Payload> answer, int pointer, int capacity) {
        memory.requireRange(pointer, Integer.toUnsignedLong(capacity));
        return answer.isPresent() ? bytes(memory, answer.get(), pointer, capacity) : NOT_FOUND;
    }

    static long bytes(GuestMemory memory, Payload answer, int pointer, int capacity) {
        if (answer.size() > Integer.toUnsignedLong(capacity)) {
            return -(answer.size() + 1L);
        }
        memory.write(pointer, answer.lent());
        return answer.size();
    }
}
