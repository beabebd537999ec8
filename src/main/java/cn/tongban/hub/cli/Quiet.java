package cn.tongban.hub.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/** While it is open the engine logs nothing: what a trial finds is in its report, and the report may be JSON. */
final class Quiet implements AutoCloseable {
    private static final List<String> ENGINE = List.of("org.apache.camel", "org.apache.cxf", "cn.tongban.hub", "com.networknt");

    private final Map<Logger, Level> before = new HashMap<>();

    Quiet() {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory instanceof LoggerContext context) {
            for (String name : ENGINE) {
                Logger logger = context.getLogger(name);
                before.put(logger, logger.getLevel());
                logger.setLevel(Level.OFF);
            }
        }
    }

    @Override
    public void close() {
        before.forEach(Logger::setLevel);
    }
}
