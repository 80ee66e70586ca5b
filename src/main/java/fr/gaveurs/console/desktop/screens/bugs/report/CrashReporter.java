package fr.gaveurs.console.desktop.screens.bugs.report;

import fr.gaveurs.console.api.ErrorCode;
import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.ShortText;
import fr.gaveurs.console.api.bugs.BugInput.ErrorReport;
import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import fr.gaveurs.console.client.ApiException;
import fr.gaveurs.console.client.TaskThread;
import fr.gaveurs.console.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Counts errors that nobody caught, by their codes, and tells the backend: a code at most once per pause, with how often
 * it was met meanwhile, so that 10,000 equal errors cost a few requests. While the backend is away the counts wait, over
 * restarts in a small file too.
 *
 * <p>May be called from any thread, also one whose stack or heap has just ended: it never throws.
 */
final class CrashReporter {
    /** So many codes are counted at once; errors of further ones are only logged. */
    static final int MOST_CODES = 200;

    private static final Logger LOG = LoggerFactory.getLogger(CrashReporter.class);
    private static final long MOST_AT_ONCE = 1_000_000_000;

    private static final class Tally {
        private final CaughtError crash;
        private final Instant firstAt;
        private Instant lastAt;
        private long count;

        private Tally(CaughtError crash, Instant firstAt, Instant lastAt, long count) {
            this.crash = crash;
            this.firstAt = firstAt;
            this.lastAt = lastAt;
            this.count = count;
        }
    }

    private final Path file;
    private final String version;
    private final Duration pause;
    private final Duration retry;
    private final BiConsumer<CaughtError, Boolean> met;
    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private final Map<String, BugSummary> bugs = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, BugSummary> eldest) {
            return size() > MOST_CODES;
        }
    };
    private final TaskThread thread = new TaskThread("crash-reporter");
    private @Nullable Function<ErrorReport, CompletableFuture<BugSummary>> sender;
    private boolean armed;
    private boolean closed;

    /**
     * @param pause the least time between two reports of one code
     * @param retry how long to wait after the backend was away
     * @param met hears of each error, and whether it is the first of its code since the last report; must return at once
     */
    CrashReporter(Path file, String version, Duration pause, Duration retry, BiConsumer<CaughtError, Boolean> met) {
        this.file = file;
        this.version = version;
        this.pause = pause;
        this.retry = retry;
        this.met = met;
        run(this::read);
    }

    /** From now on there is a backend to tell. */
    void connect(Function<ErrorReport, CompletableFuture<BugSummary>> to) {
        synchronized (tallies) {
            sender = to;
        }
        arm(Duration.ZERO);
    }

    /** @param component whose error it is */
    void caught(String component, Throwable error) {
        try {
            count(component, error);
        } catch (Throwable worse) {
            // Out of stack or heap again: what can still be done is to say so, and to leave the thread alone.
            try {
                LOG.error("an error could not be counted", worse);
            } catch (Throwable worst) {
                return;
            }
        }
    }

    /** The bug that counts this code, if the backend told. */
    @Nullable
    BugSummary bug(String code) {
        synchronized (tallies) {
            return bugs.get(code);
        }
    }

    /** Keeps what was not sent; returns when it is written, or after a moment. */
    void close() {
        synchronized (tallies) {
            closed = true;
        }
        run(this::write);
        thread.finish(Duration.ofSeconds(3));
    }

    private void count(String component, Throwable error) {
        String code = ErrorCode.of(error);
        Instant now = Instant.now();
        CaughtError crash;
        boolean first;
        synchronized (tallies) {
            Tally tally = tallies.get(code);
            first = tally == null;
            if (tally == null) {
                // Within the lock: of a storm on many threads only the first one writes down its stack.
                tally = new Tally(CaughtError.of(code, component, error), now, now, 0);
                if (tallies.size() < MOST_CODES) {
                    tallies.put(code, tally);
                }
            }
            tally.count++;
            tally.lastAt = now;
            crash = tally.crash;
        }
        if (first) {
            // The trace as text: a backend in this process makes bugs of errors in the log, and this one is told
            // already.
            LOG.error("error {} in {}: {}", code, component, crash.trace());
        }
        met.accept(crash, first);
        arm(pause);
    }

    private void arm(Duration delay) {
        synchronized (tallies) {
            if (armed || closed || tallies.isEmpty()) {
                return;
            }
            armed = true;
        }
        try {
            var unused = thread.after(delay, this::guardedFlush);
        } catch (RejectedExecutionException e) {
            LOG.debug("the window is closed", e);
        } catch (RuntimeException | Error e) {
            synchronized (tallies) {
                armed = false; // the next error tries again
            }
            throw e;
        }
    }

    private void guardedFlush() {
        boolean away = true;
        try {
            away = !flush();
        } catch (RuntimeException | Error e) {
            LOG.warn("errors could not be reported", e);
        } finally {
            synchronized (tallies) {
                armed = false;
            }
            arm(away ? retry : pause);
        }
    }

    /** False where the backend is away. */
    private boolean flush() {
        Function<ErrorReport, CompletableFuture<BugSummary>> to;
        List<ErrorReport> reports = new ArrayList<>();
        synchronized (tallies) {
            to = sender;
            tallies.values().forEach(tally -> reports.add(report(tally)));
        }
        if (to == null) {
            write();
            return false;
        }
        for (ErrorReport report : reports) {
            try {
                BugSummary bug = to.apply(report).join();
                counted(report, bug);
            } catch (CompletionException | CancellationException e) {
                ApiException why = ApiException.of(e);
                if (Courier.isAway(why)) {
                    write();
                    return false;
                }
                LOG.warn("the backend does not take the report of error {}: {}", report.code(), why.getMessage());
                counted(report, null);
            }
        }
        write();
        return true;
    }

    private ErrorReport report(Tally tally) {
        return new ErrorReport(
                tally.crash.code(),
                tally.crash.title(),
                tally.crash.trace(),
                tally.crash.component(),
                ShortText.beginning(version, 50),
                null,
                tally.firstAt,
                tally.lastAt,
                Math.min(tally.count, MOST_AT_ONCE));
    }

    private void counted(ErrorReport report, @Nullable BugSummary bug) {
        synchronized (tallies) {
            Tally tally = tallies.get(report.code());
            if (tally != null && tally.count <= report.count()) {
                tallies.remove(report.code());
            } else if (tally != null) {
                tally.count -= report.count();
            }
            if (bug != null) {
                bugs.put(report.code(), bug);
            }
        }
    }

    private void read() {
        List<ErrorReport> kept;
        try {
            kept = List.of(Json.MAPPER.readValue(Files.readAllBytes(file), ErrorReport[].class));
            kept.forEach(CrashReporter::check);
        } catch (NoSuchFileException e) {
            return;
        } catch (JacksonException | IOException | NullPointerException e) {
            SafeFiles.setAside(file, e);
            return;
        }
        synchronized (tallies) {
            for (ErrorReport report : kept) {
                Instant first = report.firstAt() == null ? Instant.now() : report.firstAt();
                Instant last = report.lastAt() == null ? first : report.lastAt();
                Tally now = tallies.get(report.code());
                if (now != null) {
                    now.count += report.count();
                } else if (tallies.size() < MOST_CODES) {
                    String component = report.component() == null ? "" : report.component();
                    CaughtError crash = new CaughtError(report.code(), report.title(), component, report.trace());
                    tallies.put(report.code(), new Tally(crash, first, last, report.count()));
                }
            }
        }
        arm(pause);
    }

    private static void check(ErrorReport report) {
        Objects.requireNonNull(report.code());
        Objects.requireNonNull(report.title());
        Objects.requireNonNull(report.trace());
    }

    /** The counts that the backend does not have yet; no file where there are none. */
    private void write() {
        List<ErrorReport> reports = new ArrayList<>();
        synchronized (tallies) {
            tallies.values().forEach(tally -> reports.add(report(tally)));
        }
        try {
            if (reports.isEmpty()) {
                Files.deleteIfExists(file);
            } else {
                AtomicFile.write(file, Json.MAPPER.writeValueAsBytes(reports));
            }
        } catch (IOException e) {
            LOG.warn("the counts of errors could not be kept in {}: {}", file, e.getMessage());
        }
    }

    private void run(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("the window is closed", e);
        }
    }
}
