package fr.gaveurs.console.backend.quality;

import fr.gaveurs.console.api.Samples.Sample;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Reads samples that other consoles stored, of many stations in one query. */
public final class SampleWindows {
    /** So many of a station's newest are read at once: a dashboard shows no more of a flood. */
    public static final int EACH = 10;

    private static final String SELECT = "SELECT s.*, d.location AS location"
            + " FROM unnest(:devices, :from, :to) AS n(device_id, f, t)"
            + " CROSS JOIN LATERAL (SELECT x.* FROM sensor_samples x WHERE x.device_id = n.device_id"
            + " AND x.time >= " + String.format(Locale.ROOT, SampleColumn.MICROS_TO_TIME, "n.f")
            + " AND x.time <= " + String.format(Locale.ROOT, SampleColumn.MICROS_TO_TIME, "n.t")
            + " ORDER BY x.time DESC LIMIT " + EACH + ") AS s"
            + " LEFT JOIN devices d ON d.device_id = s.device_id ORDER BY s.received_at, s.time";

    private final Jdbi jdbi;

    /**
     * Times of samples of one station, both inclusive.
     *
     * @param from µs since 1970
     * @param to µs since 1970
     */
    public record Window(String deviceId, long from, long to) {
        /** Earlier and later than any sample is; others' messages may say anything. */
        private static final long EVER = SampleColumn.micros(Instant.parse("2000-01-01T00:00:00Z"));

        private static final long NEVER = SampleColumn.micros(Instant.parse("9999-12-31T00:00:00Z"));

        public Window {
            from = Math.clamp(from, EVER, NEVER);
            to = Math.clamp(to, EVER, NEVER);
        }

        /** Everything after a sample; after none, everything. */
        public static Window after(String deviceId, @Nullable Sample last) {
            return new Window(deviceId, last == null ? EVER : SampleColumn.micros(last.timestamp()) + 1, NEVER);
        }
    }

    public SampleWindows(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** At most {@link #EACH} of each window, its newest; in the order in which they were received. */
    public List<Sample> read(Collection<Window> windows) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT)
                .bindArray(
                        "devices",
                        String.class,
                        windows.stream().map(Window::deviceId).toList())
                .bindArray(
                        "from", Long.class, windows.stream().map(Window::from).toList())
                .bindArray("to", Long.class, windows.stream().map(Window::to).toList())
                .map((row, context) -> SampleQueries.sample(row))
                .list());
    }
}
