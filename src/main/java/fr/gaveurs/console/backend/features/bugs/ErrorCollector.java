package fr.gaveurs.console.backend.features.bugs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import fr.gaveurs.console.api.ErrorCode;
import fr.gaveurs.console.api.ShortText;
import fr.gaveurs.console.api.bugs.BugTerms.Category;
import fr.gaveurs.console.api.bugs.BugTerms.Severity;
import fr.gaveurs.console.api.bugs.BugTerms.Source;
import fr.gaveurs.console.backend.platform.audit.Act;
import fr.gaveurs.console.backend.platform.diagnostics.UnexpectedEnd;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.Part;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.lifecycle.SupervisedTimer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns errors of the backend's log, and those that stations report, into bugs: equal ones are gathered and counted on
 * one bug, once a second. While the database is away they wait.
 */
public final class ErrorCollector implements Part {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorCollector.class);
    /** Different errors that may wait; further ones are only in the log. */
    static final int MAX_CODES = 200;

    /** What the journal calls it. */
    private static final String MET = "meetError";

    private static final int MAX_TRACE = 16_000;
    private static final int MAX_TITLE = 300;

    private final BugStore store;
    private final BugNews news;
    private final Predicate<Throwable> passing;
    private final UnaryOperator<String> redaction;
    private final String version;
    private final Clock clock;
    private final Map<String, ErrorOccurrence> waiting = new LinkedHashMap<>();
    private final SupervisedTimer timer = new SupervisedTimer("error-collector");
    private final LogAppender appender = new LogAppender();

    /**
     * @param news told of each error that was written
     * @param passing says of an error that it is no fault of the program, such as a database that is away
     * @param redaction takes secrets out of a text
     */
    public ErrorCollector(
            BugStore store,
            BugNews news,
            Predicate<Throwable> passing,
            UnaryOperator<String> redaction,
            String version,
            Clock clock) {
        this.store = store;
        this.news = news;
        this.passing = passing;
        this.redaction = redaction;
        this.version = version;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "error collector";
    }

    @Override
    public void start() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        appender.setContext(context);
        appender.setName("bugs");
        appender.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
        timer.every(Duration.ofSeconds(1), Duration.ofSeconds(1), this::flush);
        timer.start();
    }

    /** Hears the log. */
    private final class LogAppender extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            // Its own trouble would come round again and again.
            boolean own = event.getLoggerName().startsWith(ErrorCollector.class.getPackageName());
            if (event.getLevel().isGreaterOrEqual(Level.ERROR)
                    && !own
                    && event.getThrowableProxy() instanceof ThrowableProxy proxy) {
                met(proxy.getThrowable(), event.getFormattedMessage(), event.getLoggerName());
            }
        }
    }

    /**
     * An error of the backend.
     *
     * @param message what was being done
     * @param component the class that met it
     */
    void met(Throwable error, String message, String component) {
        if (passing.test(error)) {
            return;
        }
        String code = ErrorCode.of(error);
        Instant now = clock.instant();
        synchronized (waiting) {
            ErrorOccurrence known = waiting.get(code);
            if (known != null) { // a storm must cost little
                waiting.put(code, known.again(now));
                return;
            }
        }
        String place = component.substring(component.lastIndexOf('.') + 1);
        String text = redaction.apply(message);
        add(own(
                code,
                place + ": " + text,
                "The console met an error with the code " + code + ": " + text,
                Severity.HIGH,
                place,
                version,
                redaction.apply(trace(error))));
    }

    /** A station said by its heartbeat that something is wrong with it. */
    public void deviceError(String deviceId, @Nullable String firmware, String kind) {
        Instant now = clock.instant();
        boolean sensor = kind.matches("(?i).*(vl53|as7341|sensor|capteur|i2c).*");
        add(new ErrorOccurrence(
                ErrorCode.of(deviceId, kind),
                title(deviceId + ": " + kind),
                "Station " + deviceId + " reports an error by its heartbeat: " + kind,
                Severity.HIGH,
                sensor ? Category.SENSOR : Category.FIRMWARE,
                Source.DEVICE,
                deviceId,
                firmware,
                null,
                version,
                null,
                now,
                now,
                1));
    }

    /** The run before this one fell over or was killed. */
    public void crashed(UnexpectedEnd crash) {
        String cause = crash.cause();
        String what = cause == null ? "ended without a word" : "fell over: " + cause;
        add(own(
                ErrorCode.of("crash", cause == null ? "" : cause),
                "The console " + what,
                "The console " + what + ". It had run since " + crash.run().started() + " with version "
                        + crash.run().version() + " as process " + crash.run().pid()
                        + ", and did not get to its orderly end. "
                        + (cause == null
                                ? "Somebody or something killed it, or the machine lost its power."
                                : "What the virtual machine reported, and its threads, lie in the folder of the logs, if there was time for it.")
                        + " Below are the last lines of its log.",
                cause == null ? Severity.MEDIUM : Severity.CRITICAL,
                "console",
                crash.run().version(),
                redaction.apply(Texts.clean(crash.lines()))));
    }

    /**
     * What the console keeps on its disk is damaged.
     *
     * @param place what keeps it
     * @param text what is damaged, and what became of it
     */
    public void damaged(String place, String text) {
        add(own(
                ErrorCode.of("damage", place),
                text,
                text + ". Disks that damage one file damage more: have the disk checked.",
                Severity.CRITICAL,
                place,
                version,
                null));
    }

    /**
     * An error of the console itself, met once just now.
     *
     * @param program the version that met it
     */
    private ErrorOccurrence own(
            String code,
            String title,
            String description,
            Severity severity,
            String place,
            String program,
            @Nullable String trace) {
        Instant now = clock.instant();
        return new ErrorOccurrence(
                code,
                title(title),
                description,
                severity,
                Category.BACKEND,
                Source.BACKEND,
                null,
                null,
                place,
                program,
                trace,
                now,
                now,
                1);
    }

    private void add(ErrorOccurrence error) {
        synchronized (waiting) {
            if (waiting.containsKey(error.code()) || waiting.size() < MAX_CODES) {
                waiting.merge(error.code(), error, ErrorOccurrence::plus);
            }
        }
    }

    /** Writes what waits; what cannot be written waits on. */
    void flush() {
        List<ErrorOccurrence> taken;
        synchronized (waiting) {
            taken = new ArrayList<>(waiting.values());
            waiting.clear();
        }
        for (ErrorOccurrence error : taken) {
            try {
                news.met(store.report(error, act(error)), error);
            } catch (RuntimeException e) {
                LOG.debug("an error waits for the database", e);
                add(error);
            }
        }
    }

    private static Act act(ErrorOccurrence error) {
        String station = error.source() == Source.DEVICE ? error.deviceId() : null;
        return station == null ? Act.system(MET) : Act.station(station, MET);
    }

    private static String title(String text) {
        String line = Texts.clean(text).lines().findFirst().orElse("");
        return ShortText.elided(line, MAX_TITLE);
    }

    private static String trace(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text, true));
        return ShortText.elided(Texts.clean(text.toString()), MAX_TRACE);
    }

    /** What waits is written once more, if the database is there. */
    @Override
    public void stop(Deadline deadline) throws InterruptedException {
        ((LoggerContext) LoggerFactory.getILoggerFactory())
                .getLogger(Logger.ROOT_LOGGER_NAME)
                .detachAppender(appender);
        appender.stop();
        if (timer.finish(deadline.leftAtMost(Duration.ofSeconds(2)))) {
            flush();
        }
    }

    @Override
    public List<Supervised> supervised() {
        return List.of(timer);
    }
}
