package dev.pointsman.worker.observe;

import ch.qos.logback.classic.spi.ILoggingEvent;
import co.elastic.logging.EcsJsonSerializer;
import co.elastic.logging.logback.EcsEncoder;
import java.util.Optional;
import org.slf4j.event.KeyValuePair;

/**
 * Log lines as JSON with the fields of ECS, and with the keys and values of a line, which Elastic's
 * encoder leaves out. Named in the image's {@code logback.xml}. Called by one thread at a time.
 */
public final class EcsLines extends EcsEncoder {
    private static final String OURS = "pointsman.";

    @Override
    protected void addCustomFields(ILoggingEvent event, StringBuilder line) {
        Optional.ofNullable(event.getKeyValuePairs())
                .ifPresent(pairs -> pairs.forEach(pair -> add(pair, line)));
    }

    /** Those with a dot are ECS's own names: {@code trace.id}, {@code error.type}. */
    private static void add(KeyValuePair pair, StringBuilder line) {
        var field = pair.key.contains(".") ? pair.key : OURS + pair.key;
        EcsJsonSerializer.serializeMdcEntry(line, field, "" + pair.value);
    }
}
