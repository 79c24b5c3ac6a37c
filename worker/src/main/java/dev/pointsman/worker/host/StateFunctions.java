package dev.pointsman.worker.host;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.StateName;
import dev.pointsman.contracts.StateScope;
import dev.pointsman.worker.context.JobContext;
import dev.pointsman.worker.context.JobStopped;
import dev.pointsman.worker.effects.KeptState;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;

/**
 * The functions of {@code pointsman/v1} that keep something from one job to the next of its tenant
 * and key. A job without a key has nobody to keep it for.
 */
final class StateFunctions {
    /** What one list holds, at most; who wants more asks again, from the last name on. */
    private static final int LISTED_NAMES = 1_000;

    private static final long DONE = 0;
    private static final long NOT_FOUND = -1;
    private static final long NO_ROOM = -1;

    private StateFunctions() {}

    static List<HostFunction> functions() {
        return List.of(
                Capabilities.function("state_get", "state/v1/get", 4, StateFunctions::get),
                Capabilities.function("state_set", "state/v1/set", 4, StateFunctions::set),
                Capabilities.function("state_delete", "state/v1/delete", 2, StateFunctions::delete),
                Capabilities.function("state_list", "state/v1/list", 6, StateFunctions::list));
    }

    /** {@code state_get(name, name_len, out, out_cap) -> length, or see Answers}. */
    private static long get(Guest guest, long... arguments) {
        var state = state(guest);
        var value = state.find(name(guest, (int) arguments[0], (int) arguments[1]));
        return Answers.payload(guest.memory(), value, (int) arguments[2], (int) arguments[3]);
    }

    /** {@code state_set(name, name_len, value, value_len) -> 0, or -1 for no room}. */
    private static long set(Guest guest, long... arguments) {
        var state = state(guest);
        var name = name(guest, (int) arguments[0], (int) arguments[1]);
        var length = (int) arguments[3];
        guest.memory().requireRange((int) arguments[2], Integer.toUnsignedLong(length));
        state.requireSize(Integer.toUnsignedLong(length));
        var value = guest.memory().read((int) arguments[2], length, length);
        return state.put(name, Payload.takingOver(value)) ? DONE : NO_ROOM;
    }

    /** {@code state_delete(name, name_len) -> 0, or -1 for not found}. */
    private static long delete(Guest guest, long... arguments) {
        var state = state(guest);
        var name = name(guest, (int) arguments[0], (int) arguments[1]);
        return state.delete(name) ? DONE : NOT_FOUND;
    }

    /**
     * {@code state_list(prefix, prefix_len, after, after_len, out, out_cap) -> length}: as many
     * names as fit, each behind a byte with its length, in the order of their bytes; 0 if there are
     * no more, and {@code -(n + 1)} if the buffer would have to hold n bytes for one.
     */
    private static long list(Guest guest, long... arguments) {
        var state = state(guest);
        var prefix = text(guest, (int) arguments[0], (int) arguments[1]);
        var after =
                Optional.of(text(guest, (int) arguments[2], (int) arguments[3]))
                        .filter(it -> !it.isEmpty())
                        .map(StateName::new);
        var room = Integer.toUnsignedLong((int) arguments[5]);
        guest.memory().requireRange((int) arguments[4], room);
        // One more than fits, if they are short, tells a small buffer from the end of the list.
        var max = (int) Math.min(LISTED_NAMES, room / 2 + 1);
        return listed(guest, state.names(prefix, after, max), (int) arguments[4], room);
    }

    private static long listed(Guest guest, List<StateName> names, int pointer, long room) {
        var list = new ByteArrayOutputStream();
        for (var name : names) {
            var bytes = name.toBytes();
            if (list.size() + 1L + bytes.length > room) {
                break;
            }
            list.write(bytes.length);
            list.writeBytes(bytes);
        }
        if (list.size() == 0 && !names.isEmpty()) {
            return -(1L + names.getFirst().toBytes().length + 1L);
        }
        guest.memory().write(pointer, list.toByteArray());
        return list.size();
    }

    private static KeptState state(Guest guest) {
        if (guest.context().key().filter(StateFunctions::mayHaveState).isEmpty()) {
            throw new JobStopped(ErrorCode.STATE_WITHOUT_KEY, withoutKey(guest.context()));
        }
        return guest.effects().state();
    }

    private static boolean mayHaveState(Payload key) {
        return key.size() <= StateScope.MAX_KEY_BYTES;
    }

    private static String withoutKey(JobContext job) {
        return "the job asked for state, and its record has "
                + job.key().map(key -> "a key of " + key.size() + " bytes").orElse("no key")
                + " (expected: a key of at most "
                + StateScope.MAX_KEY_BYTES
                + " bytes)";
    }

    private static StateName name(Guest guest, int pointer, int length) {
        var text = text(guest, pointer, length);
        if (text.isEmpty()) {
            throw new JobStopped(
                    ErrorCode.HOST_CALL_INVALID,
                    "a state name of 0 bytes (expected: 1 to " + StateName.MAX_BYTES + ")");
        }
        return new StateName(text);
    }

    private static String text(Guest guest, int pointer, int length) {
        return guest.memory().readText(pointer, length, StateName.MAX_BYTES);
    }
}
