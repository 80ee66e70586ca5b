package fr.gaveurs.console.command;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.status.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log is written, and goes on to a new file, in a folder of any name. */
@DisabledOnOs(OS.WINDOWS)
class LogFileTest {
    @TempDir
    Path temporary;

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

    @AfterEach
    void detach() {
        context.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(LogFile.NAME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "a (b",
                "a) b",
                "[b",
                "{c",
                "}",
                "100 %",
                "%d",
                "%i{",
                "a\\b",
                "x;y",
                "l'été \"1\"",
                "$HOME"
            })
    void anyFolderWillDo(String name) throws Exception {
        Path data = Files.createDirectories(temporary.resolve(name));
        context.getStatusManager().clear();

        LogFile.attach(data, 1_000, 3_000);
        for (int i = 0; i < 40; i++) {
            LoggerFactory.getLogger(LogFileTest.class).info("line {} of about a hundred characters in {}", i, name);
        }

        assertThat(context.getStatusManager().getCopyOfStatusList())
                .filteredOn(status -> status.getEffectiveLevel() >= Status.WARN)
                .isEmpty();
        assertThat(data.resolve("logs").resolve("console.log")).content().contains("line 39 of");
        try (Stream<Path> files = Files.list(data.resolve("logs"))) {
            assertThat(files.filter(file -> !file.endsWith("console.log")).toList())
                    .hasSizeBetween(1, 3)
                    .allMatch(file ->
                            file.getFileName().toString().matches("console\\.\\d{4}-\\d\\d-\\d\\d\\.\\d\\.log"));
        }
    }

    @Test
    void keepsTheNewestDaysHoweverLongAgoTheyAre() throws Exception {
        Path logs = Files.createDirectories(temporary.resolve("logs"));
        for (int day = 10; day < 30; day++) {
            Files.writeString(logs.resolve("console.2001-01-" + day + ".0.log"), "x");
        }
        LogFiles files = new LogFiles(logs.resolve("console.log"), 1_000, 14, 3_000);
        files.start();

        files.rollover();

        assertThat(logs.resolve("console.2001-01-16.0.log")).exists();
        assertThat(logs.resolve("console.2001-01-15.0.log")).doesNotExist();
    }
}
