package dev.pointsman.local.client;

import dev.pointsman.contracts.Payload;
import dev.pointsman.contracts.StoredLetter;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A dead letter and what was recorded of its job, as they are kept in a file: JSON, with everything
 * that may be any bytes in base64. Immutable, so safe on every thread.
 */
public record SavedLetter(Letter letter, Optional<Payload> recording) {
    private static final String VERSION = "pointsman-dead-letter";
    private static final int NUMBER = 1;

    /** A record of Kafka's, a recording, and a third more for base64. */
    private static final long MAX_BYTES = 64L * 1024 * 1024;

    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * Writes it into this file, over what was there; it is for its owner only, as far as can be.
     */
    public void writeTo(Path file) throws IOException {
        var root = JSON.createObjectNode();
        root.put(VERSION, NUMBER);
        root.put("partition", letter.place().partition());
        root.put("offset", letter.place().offset());
        root.put("writtenAt", letter.writtenAt().toString());
        put(root, "key", letter.key().map(Payload::toBytes));
        put(root, "value", letter.value().map(Payload::toBytes));
        put(root, "recording", recording.map(Payload::toBytes));
        var list = root.putArray("headers");
        for (var header : letter.stored().headers()) {
            var one = list.addObject();
            one.put("name", header.key());
            put(one, "value", Optional.ofNullable(header.value()));
        }
        if (Files.isDirectory(file)) {
            // An empty one would be deleted.
            throw new IOException(file + ": a folder (expected: the name of a file)");
        }
        Files.deleteIfExists(file);
        create(file);
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root));
    }

    private static void create(Path file) throws IOException {
        try {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        } catch (UnsupportedOperationException _) {
            Files.createFile(file);
        }
    }

    /** Reads what was written so; says what is wrong with a file that was not. */
    public static SavedLetter readFrom(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(
                    file
                            + ": "
                            + Files.size(file)
                            + " bytes (expected: at most "
                            + MAX_BYTES
                            + ")");
        }
        try {
            return read(JSON.readTree(Files.readString(file)));
        } catch (JacksonException e) {
            throw unreadable(file, e, e.getOriginalMessage());
        } catch (CharacterCodingException e) {
            throw unreadable(file, e, "not UTF-8");
        } catch (IllegalArgumentException | DateTimeException e) {
            throw unreadable(file, e, "" + e.getMessage());
        }
    }

    private static IOException unreadable(Path file, Exception cause, String why) {
        return new IOException(
                file
                        + ": not a saved dead letter (expected: a file that 'pointsman dlq show --save'"
                        + " wrote): "
                        + why,
                cause);
    }

    private static SavedLetter read(JsonNode root) {
        if (root.path(VERSION).asInt(0) != NUMBER) {
            throw new IllegalArgumentException(VERSION + ": not there (expected: " + NUMBER + ")");
        }
        var headers = new ArrayList<Header>();
        for (var header : root.path("headers")) {
            headers.add(
                    new PlainHeader(
                            header.path("name").asString(),
                            bytes(header.path("value")).orElse(null)));
        }
        var stored =
                StoredLetter.read(headers)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "headers: not those of a dead letter"));
        var letter =
                new Letter(
                        new LetterPlace(
                                root.path("partition").asInt(), root.path("offset").asLong()),
                        Instant.parse(root.path("writtenAt").asString()),
                        payload(root.path("key")),
                        payload(root.path("value")),
                        stored);
        return new SavedLetter(letter, payload(root.path("recording")));
    }

    private static void put(ObjectNode node, String name, Optional<byte[]> bytes) {
        byte @Nullable [] present = bytes.orElse(null);
        node.put(name, present);
    }

    private static Optional<Payload> payload(JsonNode node) {
        return bytes(node).map(Payload::takingOver);
    }

    private static Optional<byte[]> bytes(JsonNode node) {
        return node.isNull() || node.isMissingNode()
                ? Optional.empty()
                : Optional.of(Base64.getDecoder().decode(node.asString()));
    }
}
