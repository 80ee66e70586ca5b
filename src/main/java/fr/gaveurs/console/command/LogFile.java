package fr.gaveurs.console.command;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program's log in the data folder: a file a day, 14 days and 200 MB at most. */
final class LogFile {
    static final String NAME = "file";

    private static final int DAYS = 14;
    private static final long FILE_BYTES = 20 << 20;
    private static final long ALL_BYTES = 200 << 20;

    private LogFile() {}

    /** Logs to {@code logs/console.log} in the folder too, from now on. */
    static void attach(Path dataDir) {
        attach(dataDir, FILE_BYTES, ALL_BYTES);
    }

    static void attach(Path dataDir, long fileBytes, long allBytes) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{0}: %msg%n");
        encoder.start();

        Path file = dataDir.resolve("logs").resolve("console.log");
        LogFiles files = new LogFiles(file, fileBytes, DAYS, allBytes);
        files.setContext(context);
        files.start();

        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setName(NAME);
        appender.setEncoder(encoder);
        appender.setFile(file.toString());
        appender.setRollingPolicy(files); // says when, too
        appender.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    }
}
