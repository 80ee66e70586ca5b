package fr.gaveurs.console.command;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.rolling.RollingPolicy;
import ch.qos.logback.core.rolling.RolloverFailure;
import ch.qos.logback.core.rolling.TriggeringPolicy;
import ch.qos.logback.core.rolling.helper.CompressionMode;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A log file a day, and one more whenever it is large: {@code console.log} becomes {@code console.2026-11-23.0.log}.
 * Logback's own policies read the folder's path as a pattern, in which a bracket or a percent sign is something else.
 *
 * <p>What is kept is counted in files and days that have some, never by how long ago a clock says they were.
 */
final class LogFiles extends ContextAwareBase implements RollingPolicy, TriggeringPolicy<ILoggingEvent> {
    private static final Pattern OLD = Pattern.compile("console\\.(\\d{4}-\\d\\d-\\d\\d)\\.(\\d{1,6})\\.log");

    private final Path file;
    private final long maxBytes;
    private final int maxDays;
    private final long maxTotal;
    private LocalDate day = LocalDate.EPOCH;
    private boolean started;

    private record Old(Path path, LocalDate day, int number) {
        static Optional<Old> of(Path path) {
            Matcher name = OLD.matcher(path.getFileName().toString());
            try {
                return name.matches()
                        ? Optional.of(new Old(path, LocalDate.parse(name.group(1)), Integer.parseInt(name.group(2))))
                        : Optional.empty();
            } catch (java.time.DateTimeException e) {
                return Optional.empty();
            }
        }
    }

    /**
     * @param file the one that is written
     * @param maxBytes its size, after which another one is begun
     * @param maxDays days that are kept
     * @param maxTotal size of all that are kept, bytes
     */
    LogFiles(Path file, long maxBytes, int maxDays, long maxTotal) {
        this.file = file;
        this.maxBytes = maxBytes;
        this.maxDays = maxDays;
        this.maxTotal = maxTotal;
    }

    @Override
    public void start() {
        day = today(Instant.now());
        try {
            if (Files.exists(file)) {
                day = today(Files.getLastModifiedTime(file).toInstant()); // of an earlier run
            }
        } catch (IOException e) {
            addWarn("the age of " + file + " is unknown", e);
        }
        started = true;
    }

    private static LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, ZoneId.systemDefault());
    }

    @Override
    public boolean isTriggeringEvent(File active, ILoggingEvent event) {
        return active.length() >= maxBytes
                || !today(Instant.ofEpochMilli(event.getTimeStamp())).equals(day);
    }

    @Override
    public void rollover() throws RolloverFailure {
        try {
            List<Old> old = old();
            if (Files.exists(file)) {
                int number = old.stream()
                                .filter(one -> one.day().equals(day))
                                .mapToInt(Old::number)
                                .max()
                                .orElse(-1)
                        + 1;
                Files.move(file, file.resolveSibling("console." + day + "." + number + ".log"));
            }
            day = today(Instant.now());
            prune(old());
        } catch (IOException e) {
            day = today(Instant.now()); // not again for each line
            throw new RolloverFailure("the log goes on in the same file: " + e.getMessage(), e);
        }
    }

    /** Newest first. */
    private List<Old> old() throws IOException {
        try (Stream<Path> files = Files.list(file.getParent())) {
            return files.map(Old::of)
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparing(Old::day)
                            .thenComparingInt(Old::number)
                            .reversed())
                    .toList();
        }
    }

    private void prune(List<Old> old) throws IOException {
        Set<LocalDate> days = new HashSet<>();
        long total = 0;
        for (Old one : old) {
            days.add(one.day());
            total += Files.size(one.path());
            if (days.size() > maxDays || total > maxTotal) {
                Files.deleteIfExists(one.path());
            }
        }
    }

    @Override
    public String getActiveFileName() {
        return file.toString();
    }

    @Override
    public CompressionMode getCompressionMode() {
        return CompressionMode.NONE;
    }

    @Override
    public void setParent(FileAppender<?> appender) {
        // Its file is given.
    }

    @Override
    public void stop() {
        started = false;
    }

    @Override
    public boolean isStarted() {
        return started;
    }
}
