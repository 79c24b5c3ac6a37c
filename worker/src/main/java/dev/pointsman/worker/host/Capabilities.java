package dev.pointsman.worker.host;

import static dev.pointsman.worker.host.HostFunction.ValueType.I32;
import static dev.pointsman.worker.host.HostFunction.ValueType.I64;

import dev.pointsman.contracts.ErrorCode;
import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.Wording;
import dev.pointsman.worker.context.JobStopped;
import dev.pointsman.worker.effects.LogLine;
import dev.pointsman.worker.effects.LogLines;
import dev.pointsman.worker.effects.Publication;
import dev.pointsman.worker.tenant.Secret;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The functions of {@code pointsman/v1}: what a guest may ask for beyond WASI. Strings and bytes
 * come as pointer and length; {@code contracts/guests} has headers for three languages.
 */
public final class Capabilities {
    /** The import module of all of them. */
    public static final String MODULE = "pointsman/v1";

    /** Granted, it sends a guest's lines to their topic too; nobody calls it. */
    public static final String GUEST_LOGS = "guest-logs/v1/write";

    private static final int MAX_NAME_BYTES = 256;

    private static final List<LogLine.Level> LEVELS = List.of(LogLine.Level.values());

    private Capabilities() {}

    /**
     * All of them.
     *
     * @param door where {@code http_request} goes out
     */
    public static List<HostFunction> functions(HttpDoor door) {
        var own =
                List.of(
                        function("log", "log/v1/write", 3, Capabilities::log),
                        function("config_get", "config/v1/get", 4, Capabilities::configGet),
                        function("context_get", "context/v1/get", 4, Capabilities::contextGet),
                        function("secret_get", "secret/v1/get", 4, Capabilities::secretGet),
                        function("publish", "publish/v1/send", 10, Capabilities::publish),
                        function(
                                "http_request",
                                "http/v1/request",
                                HttpRequest.PARAMETERS,
                                new HttpRequest(door)),
                        new HostFunction(
                                MODULE,
                                "metric_add",
                                List.of(I32, I32, I64),
                                Optional.of(I32),
                                Optional.of("metric/v1/add"),
                                Capabilities::metricAdd));
        return Stream.of(own, StateFunctions.functions()).flatMap(List::stream).toList();
    }

    static HostFunction function(String name, String capability, int parameters, HostCall call) {
        return new HostFunction(
                MODULE,
                name,
                Collections.nCopies(parameters, I32),
                Optional.of(I32),
                Optional.of(capability),
                call);
    }

    /** {@code log(level, text, text_len) -> 0}. */
    private static long log(Guest guest, long... arguments) {
        var level = (int) arguments[0];
        if (level < 0 || level >= LEVELS.size()) {
            throw new JobStopped(
                    ErrorCode.HOST_CALL_INVALID, "log: level " + level + " (expected: 0 to 5)");
        }
        guest.memory().requireRange((int) arguments[1], arguments[2] & 0xFFFF_FFFFL);
        var kept = (int) Math.min(arguments[2] & 0xFFFF_FFFFL, LogLines.MAX_LINE_BYTES);
        var text = guest.memory().read((int) arguments[1], kept, LogLines.MAX_LINE_BYTES);
        guest.effects().logLines().add(LEVELS.get(level), Payload.takingOver(text).asText());
        return 0;
    }

    /** {@code config_get(key, key_len, out, out_cap) -> length, or see Answers}. */
    private static long configGet(Guest guest, long... arguments) {
        var key = guest.memory().readText((int) arguments[0], (int) arguments[1], MAX_NAME_BYTES);
        guest.effects().audit().about(key);
        var value = Optional.ofNullable(guest.context().policy().config().get(key));
        return Answers.text(guest.memory(), value, (int) arguments[2], (int) arguments[3]);
    }

    /** {@code secret_get(name, name_len, out, out_cap) -> length, or see Answers}. */
    private static long secretGet(Guest guest, long... arguments) {
        var name = guest.memory().readText((int) arguments[0], (int) arguments[1], MAX_NAME_BYTES);
        guest.effects().audit().about(name);
        var value = Optional.ofNullable(guest.context().policy().grants().secrets().get(name));
        value.ifPresent(_ -> guest.effects().audit().withholdAnswer());
        return Answers.text(
                guest.memory(), value.map(Secret::reveal), (int) arguments[2], (int) arguments[3]);
    }

    /** {@code context_get(name, name_len, out, out_cap) -> length, or see Answers}. */
    private static long contextGet(Guest guest, long... arguments) {
        var name = guest.memory().readText((int) arguments[0], (int) arguments[1], MAX_NAME_BYTES);
        guest.effects().audit().about(name);
        var value = ContextFacts.of(guest.context(), name);
        return Answers.text(guest.memory(), value, (int) arguments[2], (int) arguments[3]);
    }

    /** {@code metric_add(name, name_len, amount) -> 0}. */
    private static long metricAdd(Guest guest, long... arguments) {
        var name = guest.memory().readText((int) arguments[0], (int) arguments[1], MAX_NAME_BYTES);
        guest.effects().audit().about(name);
        if (!guest.context().policy().grants().metrics().contains(name)) {
            throw new JobStopped(
                    ErrorCode.CAPABILITY_DENIED,
                    "tenant "
                            + guest.context().tenant()
                            + " may not count "
                            + Wording.quote(name)
                            + " (its policy names "
                            + Wording.few(guest.context().policy().grants().metrics())
                            + ")");
        }
        if (arguments[2] < 0) {
            throw new JobStopped(
                    ErrorCode.HOST_CALL_INVALID,
                    "metric_add: amount " + arguments[2] + " (expected: 0 or more)");
        }
        guest.effects().counters().add(name, arguments[2]);
        return 0;
    }

    /** {@code publish(topic, key, type, content type, value: pointer and length each) -> 0}. */
    private static long publish(Guest guest, long... arguments) {
        var memory = guest.memory();
        var topic = memory.readText((int) arguments[0], (int) arguments[1], MAX_NAME_BYTES);
        guest.effects().audit().about(topic);
        if (!guest.context().policy().mayPublishTo(topic)) {
            throw new JobStopped(ErrorCode.CAPABILITY_DENIED, topicDenied(guest, topic));
        }
        var key = payload(guest, (int) arguments[2], (int) arguments[3]);
        var type = word(memory.readText((int) arguments[4], (int) arguments[5], MAX_NAME_BYTES));
        var media = word(memory.readText((int) arguments[6], (int) arguments[7], MAX_NAME_BYTES));
        var value = payload(guest, (int) arguments[8], (int) arguments[9]);
        guest.effects()
                .publish(
                        new Publication(
                                topic,
                                Optional.of(key).filter(bytes -> bytes.size() > 0),
                                type,
                                media,
                                value));
        return 0;
    }

    /** Bytes to publish; that they are too many is the limit's word, not that of a bad argument. */
    private static Payload payload(Guest guest, int pointer, int length) {
        guest.memory().requireRange(pointer, Integer.toUnsignedLong(length));
        guest.effects().requireRoomFor(length);
        return Payload.takingOver(guest.memory().read(pointer, length, length));
    }

    /** What CloudEvents takes as a type or a content type. */
    private static String word(String text) {
        if (text.isBlank() || hasControls(text)) {
            throw new JobStopped(
                    ErrorCode.HOST_CALL_INVALID,
                    "publish: type or content type "
                            + Wording.quote(text)
                            + " (expected: a text without control characters)");
        }
        return text;
    }

    /** A loop, since two texts of every record that is published come by. */
    private static boolean hasControls(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static String topicDenied(Guest guest, String topic) {
        return "tenant "
                + guest.context().tenant()
                + " may not publish to "
                + Wording.quote(topic)
                + " (its policy grants "
                + Wording.few(guest.context().policy().publishTopics())
                + ")";
    }
}
