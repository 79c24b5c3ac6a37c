package dev.pointsman.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * What a worker in this process says, down to the last detail, and what would be written of it in
 * both formats of the image's log. Listens until it is closed. Owned by one thread.
 */
final class WrittenLog implements AutoCloseable {
    private static final Path IMAGES = Path.of("../deploy/image/logback.xml");
    private static final String GUESTS = "pointsman.guests";

    private final List<Logger> loggers =
            Stream.of("dev.pointsman.worker", "pointsman")
                    .map(name -> (Logger) LoggerFactory.getLogger(name))
                    .toList();
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    WrittenLog() {
        appender.start();
        for (var logger : loggers) {
            logger.setLevel(Level.TRACE);
            logger.setAdditive(false);
            logger.addAppender(appender);
        }
    }

    /** What guests say themselves, in this format, a line each. */
    List<String> ofGuests(String format) {
        return written(format, events().filter(it -> it.getLoggerName().equals(GUESTS)));
    }

    /** All else, in this format, a line each. */
    List<String> ofTheWorker(String format) {
        return written(format, events().filter(it -> !it.getLoggerName().equals(GUESTS)));
    }

    private Stream<ILoggingEvent> events() {
        return List.copyOf(appender.list).stream();
    }

    private static List<String> written(String format, Stream<ILoggingEvent> events) {
        var encoder = encoder(format);
        return events.map(event -> new String(encoder.encode(event), UTF_8)).toList();
    }

    @SuppressWarnings("unchecked") // of the one appender in the file
    private static Encoder<ILoggingEvent> encoder(String format) {
        var context = new LoggerContext();
        context.putProperty("LOG_FORMAT", format);
        var reader = new JoranConfigurator();
        reader.setContext(context);
        try {
            reader.doConfigure(IMAGES.toFile());
        } catch (JoranException e) {
            throw new IllegalStateException(IMAGES + ": " + e.getMessage(), e);
        }
        var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        return ((OutputStreamAppender<ILoggingEvent>) root.getAppender(format)).getEncoder();
    }

    @Override
    public void close() {
        for (var logger : loggers) {
            logger.detachAppender(appender);
            logger.setAdditive(true);
            logger.setLevel(null);
        }
    }
}
