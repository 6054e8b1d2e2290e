package dev.mentions.producer;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.joran.spi.JoranException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Everything that is logged from now on, under the configuration that a service has, at levels that are asked for. */
public final class LogCapture implements AutoCloseable {

    private static final String OURS = "MENTIONS_LOG_LEVEL";
    private static final String LIBRARIES = "MENTIONS_LOG_LEVEL_LIBRARIES";

    private final StringBuilder text = new StringBuilder();
    private final List<String> errors = new ArrayList<>();

    /**
     * @param ours level of what is ours
     * @param libraries level of all else
     */
    public LogCapture(Level ours, Level libraries) {
        System.setProperty(OURS, ours.toString());
        System.setProperty(LIBRARIES, libraries.toString());
        LoggerContext context = configure();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        // Not on the console too: that is very much.
        root.detachAndStopAllAppenders();
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                take(event);
            }
        };
        appender.setContext(context);
        appender.start();
        root.addAppender(appender);
    }

    private synchronized void take(ILoggingEvent event) {
        StringBuilder entry = new StringBuilder()
                .append(event.getLevel())
                .append(' ')
                .append(event.getLoggerName())
                .append(' ')
                .append(event.getThreadName())
                .append(' ')
                .append(event.getFormattedMessage())
                .append(event.getKeyValuePairs())
                .append('\n');
        if (event.getThrowableProxy() != null) {
            entry.append(ThrowableProxyUtil.asString(event.getThrowableProxy())).append('\n');
        }
        text.append(entry);
        if (event.getLevel() == Level.ERROR) {
            errors.add(entry.toString());
        }
    }

    private static LoggerContext configure() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(LogCapture.class.getResource("/logback.xml"));
        } catch (JoranException e) {
            throw new IllegalStateException(e);
        }
        return context;
    }

    public synchronized String text() {
        return text.toString();
    }

    /** Returns what was logged as an error. */
    public synchronized List<String> errors() {
        return List.copyOf(errors);
    }

    @Override
    public void close() {
        System.clearProperty(OURS);
        System.clearProperty(LIBRARIES);
        configure();
    }
}
