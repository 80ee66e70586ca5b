package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.quality.Samples.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Reads samples that other consoles stored, of many stations in one query; none that came late. */
public final class SampleWindows {
    /** So many of a station's newest are read at once: a dashboard shows no more of a flood. */
    public static final int EACH = 10;

    private static final String SELECT = "SELECT s.*, d.location AS location" + ModelGradedRows.COLUMNS
            + " FROM unnest(:devices, :from, :to, :after) AS n(device_id, f, t, a)"
            + " CROSS JOIN LATERAL (SELECT x.* FROM sensor_samples x WHERE x.device_id = n.device_id"
            + " AND x.time >= " + String.format(Locale.ROOT, SampleColumn.MICROS_TO_TIME, "n.f")
            + " AND x.time <= " + String.format(Locale.ROOT, SampleColumn.MICROS_TO_TIME, "n.t")
            + " AND (x.seq > n.a OR x.seq = 0) AND NOT x.late ORDER BY x.seq DESC, x.time DESC LIMIT " + EACH + ") AS s"
            + " LEFT JOIN devices d ON d.device_id = s.device_id" + ModelGradedRows.JOIN + " ORDER BY s.seq, s.time";

    private final Jdbi jdbi;

    /**
     * Times of samples of one station, both inclusive.
     *
     * @param from µs since 1970
     * @param to µs since 1970
     * @param after sequence of the last one that is known: what came before it is not asked for
     */
    public record Window(String deviceId, long from, long to, long after) {
        /** A clock that was set back by so much hides nothing. */
        private static final Duration SET_BACK = Duration.ofDays(2);

        /** Earlier and later than any sample is; others' messages may say anything. */
        private static final long EVER = SampleColumn.micros(Instant.parse("2000-01-01T00:00:00Z"));

        private static final long NEVER = SampleColumn.micros(Instant.parse("9999-12-31T00:00:00Z"));

        public Window {
            from = Math.clamp(from, EVER, NEVER);
            to = Math.clamp(to, EVER, NEVER);
        }

        /** Everything after a sample; after none, everything. */
        public static Window after(String deviceId, @Nullable Sample last) {
            return last == null
                    ? new Window(deviceId, EVER, NEVER, 0)
                    : new Window(
                            deviceId, SampleColumn.micros(last.timestamp().minus(SET_BACK)), NEVER, last.sequence());
        }
    }

    public SampleWindows(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** At most {@link #EACH} of each window, the last to come; in the order in which they came. */
    public List<Sample> read(Collection<Window> windows) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT)
                .bindArray(
                        "devices",
                        String.class,
                        windows.stream().map(Window::deviceId).toList())
                .bindArray(
                        "from", Long.class, windows.stream().map(Window::from).toList())
                .bindArray("to", Long.class, windows.stream().map(Window::to).toList())
                .bindArray(
                        "after", Long.class, windows.stream().map(Window::after).toList())
                .map((row, context) -> SampleRows.sample(row))
                .list());
    }
}
