package dev.pointsman.worker.kafka;

import dev.pointsman.contracts.Wording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How the clients prove who they are, and find out who the brokers are: Kafka's own properties for
 * that, and no others, because exactly-once rests on how the rest is set. They hold passwords, so
 * they never show themselves. Immutable, so safe on every thread.
 */
public final class ClientSecurity {
    /** No proof at all, as the local broker wants none. */
    public static final ClientSecurity NONE = new ClientSecurity(Map.of(), Optional.empty());

    private static final Pattern KEYS = Pattern.compile("security\\.protocol|(sasl|ssl)\\..+");

    /** What a shell takes as it is. */
    private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

    private final Map<String, String> properties;
    private final Optional<Path> file;

    private ClientSecurity(Map<String, String> properties, Optional<Path> file) {
        this.properties = Map.copyOf(properties);
        this.file = file;
    }

    /** Reads a properties file; what is none of its business is named, without its value. */
    public static ClientSecurity read(Path file) {
        var read = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            read.load(in);
        } catch (NoSuchFileException _) {
            throw refused(file + ": no such file");
        } catch (IOException | IllegalArgumentException e) {
            throw refused(file + ": cannot be read as a properties file, " + e);
        }
        var properties = new TreeMap<String, String>();
        for (var key : read.stringPropertyNames()) {
            if (!KEYS.matcher(key).matches()) {
                throw refused(file + " has the key " + Wording.quote(key));
            }
            properties.put(key, read.getProperty(key));
        }
        return new ClientSecurity(properties, Optional.of(file));
    }

    private static IllegalArgumentException refused(String why) {
        return new IllegalArgumentException(
                "kafka.security-file: "
                        + why
                        + " (expected: a file with security.protocol, sasl.* and ssl.* of Kafka's clients)");
    }

    /** As Kafka's clients take them. */
    public Map<String, String> properties() {
        return properties;
    }

    /** Kafka's own tools can read the file too: what makes them, behind others in a shell. */
    String toolOption() {
        return file.map(it -> " --command-config " + quoted(it.toString())).orElse("");
    }

    /** As one word of a shell. */
    static String quoted(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    @Override
    public String toString() {
        return "ClientSecurity" + new TreeMap<>(properties).keySet();
    }
}
