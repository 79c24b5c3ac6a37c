package dev.pointsman.worker.observe;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** Listens to these loggers, and keeps their lines from others, until it is closed. */
public final class TestingLog implements AutoCloseable {
    private final List<Logger> loggers;
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    public TestingLog(String... names) {
        loggers = Stream.of(names).map(name -> (Logger) LoggerFactory.getLogger(name)).toList();
        for (var logger : loggers) {
            logger.setLevel(Level.TRACE);
            logger.setAdditive(false);
            logger.addAppender(appender);
        }
        appender.start();
    }

    public List<ILoggingEvent> lines() {
        return appender.list;
    }

    /** The line's keys and values. */
    public static Map<String, String> pairs(ILoggingEvent line) {
        return line.getKeyValuePairs().stream()
                .collect(Collectors.toMap(pair -> pair.key, pair -> "" + pair.value));
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
