package cn.tongban.hub.web;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** What is written to the log while it is open, whole: message, named values, exceptions. */
public final class CapturedLog implements AutoCloseable {
    private final Logger logger = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    public CapturedLog() {
        appender.start();
        logger.addAppender(appender);
    }

    /** One text for each event. */
    public List<String> events() {
        return List.copyOf(appender.list).stream().map(event -> event.getFormattedMessage() + ' '
                + (event.getKeyValuePairs() == null ? "" : event.getKeyValuePairs().stream().map(String::valueOf)
                        .collect(Collectors.joining(" ")))
                + causes(event.getThrowableProxy())).toList();
    }

    private static String causes(IThrowableProxy thrown) {
        return thrown == null ? "" : " " + thrown.getMessage() + causes(thrown.getCause());
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
    }
}
