package org.domops.run;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.slf4j.LoggerFactory;

import java.util.List;

/** What the server of this JVM writes to its log from here on. */
final class SaidInLog implements AutoCloseable {

    private final Logger logger = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();

    /** A server that starts takes all appenders away, so it is to have started. */
    SaidInLog() {
        events.setContext(logger.getLoggerContext());
        events.start();
        logger.addAppender(events);
    }

    private List<String> messages() {
        return events().stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    /** And errors. */
    List<String> warnings() {
        return events().stream().filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN)).map(ILoggingEvent::getFormattedMessage).toList();
    }

    /** Who wrote what with one. */
    List<String> stackTraces() {
        return events().stream().filter(event -> event.getThrowableProxy() != null).map(event ->
                event.getLoggerName() + ": " + event.getFormattedMessage() + ": " + event.getThrowableProxy().getMessage()).toList();
    }

    /** About the repository's outages alone. */
    List<String> outages() {
        return messages().stream().filter(line -> line.startsWith("DOM-20274") || line.startsWith("The repository is back")).toList();
    }

    private List<ILoggingEvent> events() {
        synchronized (events) {
            return events.list.stream().filter(event -> event.getLevel().isGreaterOrEqual(Level.INFO)).toList();
        }
    }

    @Override
    public void close() {
        logger.detachAppender(events);
    }
}
