package dev.pointsman.worker.observe;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.pointsman.contracts.Wording;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.event.KeyValuePair;

/**
 * The keys and values of a line of text, {@code key=value} each. A value with a space in it is in
 * quotes, and what is not printable is escaped: whoever names a job {@code x outcome=success} says
 * nothing about its outcome. Named in {@code logback.xml}. Called by one thread at a time.
 */
public final class FieldWords extends ClassicConverter {
    private static final Pattern PLAIN = Pattern.compile("[^\\s\"=]+");

    @Override
    public String convert(ILoggingEvent event) {
        return Optional.ofNullable(event.getKeyValuePairs()).orElse(List.of()).stream()
                .map(FieldWords::field)
                .collect(Collectors.joining(" "));
    }

    private static String field(KeyValuePair pair) {
        return pair.key + "=" + word(Wording.printable("" + pair.value));
    }

    private static String word(String value) {
        return PLAIN.matcher(value).matches()
                ? value
                : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
