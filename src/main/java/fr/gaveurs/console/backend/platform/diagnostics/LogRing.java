package fr.gaveurs.console.backend.platform.diagnostics;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import fr.gaveurs.console.api.ShortText;
import fr.gaveurs.console.api.admin.Admin.LogEvent;
import fr.gaveurs.console.api.admin.Admin.LogLevel;
import fr.gaveurs.console.api.admin.Admin.LogPage;
import fr.gaveurs.console.api.admin.Admin.LogQuery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The newest entries of the program's log in memory: at most {@link #MAX_EVENTS} and {@link #MAX_CHARS}, long ones cut,
 * secrets taken out. Thread-safe.
 */
public final class LogRing extends AppenderBase<ILoggingEvent> {
    static final int MAX_EVENTS = 2_000;
    /** Of all entries together. */
    static final int MAX_CHARS = 4 << 20;

    static final int MAX_MESSAGE = 4_000;
    static final int MAX_TRACE = 16_000;
    private static final int USUAL_LIMIT = 200;

    private final Object lock = new Object();
    private final Deque<LogEvent> events = new ArrayDeque<>();
    private long newest;
    private long chars;

    LogRing() {
        setName("memory");
    }

    /** The process has one log: the ring that hears it, from the first call on. */
    public static LogRing ofProcess() {
        return Holder.RING;
    }

    private static final class Holder {
        static final LogRing RING = attach();

        private static LogRing attach() {
            LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
            LogRing ring = new LogRing();
            ring.setContext(context);
            ring.start();
            context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(ring);
            return ring;
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        String message = cut(Redaction.of(String.valueOf(event.getFormattedMessage())), MAX_MESSAGE);
        IThrowableProxy thrown = event.getThrowableProxy();
        String trace = thrown == null ? null : cut(Redaction.of(ThrowableProxyUtil.asString(thrown)), MAX_TRACE);
        String logger = event.getLoggerName();
        String name = logger.substring(logger.lastIndexOf('.') + 1);
        synchronized (lock) {
            newest++;
            add(new LogEvent(
                    newest, event.getInstant(), level(event.getLevel()), name, event.getThreadName(), message, trace));
        }
    }

    private void add(LogEvent event) {
        events.addLast(event);
        chars += size(event);
        while (events.size() > MAX_EVENTS || chars > MAX_CHARS) {
            chars -= size(events.removeFirst());
        }
    }

    private static int size(LogEvent event) {
        String trace = event.trace();
        return event.message().length() + event.logger().length() + (trace == null ? 0 : trace.length());
    }

    private static String cut(String text, int length) {
        return ShortText.elided(text.stripTrailing(), length);
    }

    private static LogLevel level(Level level) {
        return switch (level.toInt()) {
            case Level.TRACE_INT -> LogLevel.TRACE;
            case Level.DEBUG_INT -> LogLevel.DEBUG;
            case Level.WARN_INT -> LogLevel.WARN;
            case Level.ERROR_INT -> LogLevel.ERROR;
            default -> LogLevel.INFO;
        };
    }

    /**
     * The entries that a query wants, oldest first: the newest ones, or with {@code after} the first ones after it, so
     * that who asks again and again misses none.
     */
    public LogPage read(LogQuery query) {
        int limit = query.limit() == null ? USUAL_LIMIT : query.limit();
        Long after = query.after();
        String search = query.search() == null ? "" : query.search().toLowerCase(Locale.ROOT);
        List<LogEvent> kept;
        long last;
        synchronized (lock) {
            kept = new ArrayList<>(events);
            last = newest;
        }
        List<LogEvent> found = new ArrayList<>();
        // A number from before a restart is larger than any there is: everything is new then.
        boolean tail = after != null && after <= last;
        long from = after == null ? 0 : after;
        for (LogEvent event : tail ? kept : kept.reversed()) {
            if (found.size() == limit) {
                break;
            }
            if ((!tail || event.seq() > from) && wanted(event, query.level(), search)) {
                found.add(event);
            }
        }
        boolean more = tail && found.size() == limit;
        if (!tail) {
            Collections.reverse(found);
        }
        boolean missed =
                after != null && (!tail || (!kept.isEmpty() && kept.getFirst().seq() > after + 1));
        return new LogPage(List.copyOf(found), more ? found.getLast().seq() : last, missed);
    }

    private static boolean wanted(LogEvent event, @Nullable LogLevel least, String search) {
        if (least != null && event.level().compareTo(least) < 0) {
            return false;
        }
        return search.isEmpty()
                || contains(event.message(), search)
                || contains(event.logger(), search)
                || contains(event.trace(), search);
    }

    private static boolean contains(@Nullable String text, String lowerCase) {
        return text != null && text.toLowerCase(Locale.ROOT).contains(lowerCase);
    }
}
