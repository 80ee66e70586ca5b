package fr.gaveurs.console.backend.quality;

import fr.gaveurs.console.api.Samples.Sample;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Reads samples that other consoles stored, of many stations in one query. */
public final class SampleWindows {
    /** So many of a station's newest are read at once: a dashboard shows no more of a flood. */
    public static final int EACH = 10;

    private static final String SELECT = "SELECT s.*, d.location AS location"
            + " FROM unnest(:devices, :from, :to) AS n(device_id, f, t)"
            + " CROSS JOIN LATERAL (SELECT x.* FROM sensor_samples x WHERE x.device_id = n.device_id"
            + " AND x.time >= n.f AND x.time <= n.t ORDER BY x.time DESC LIMIT " + EACH + ") AS s"
            + " LEFT JOIN devices d ON d.device_id = s.device_id ORDER BY s.received_at, s.time";

    private final Jdbi jdbi;

    /**
     * Times of samples of one station, both inclusive.
     *
     * @param from cut to the microsecond
     * @param to cut to the microsecond
     */
    public record Window(String deviceId, Instant from, Instant to) {
        /** Later than any sample may be. */
        private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");
        /** As long ago as a sample may be whose device has a clock. */
        private static final Instant EVER = Instant.parse("2000-01-01T00:00:00Z");

        /** Times as microseconds since 1970. */
        public static Window ofMicros(String deviceId, long from, long to) {
            return new Window(deviceId, at(from), at(to));
        }

        /** Everything after a sample; after none, everything. */
        public static Window after(String deviceId, @Nullable Sample last) {
            return new Window(deviceId, last == null ? EVER : last.timestamp().plusNanos(1_000), NEVER);
        }

        private static Instant at(long micros) {
            long bounded = Math.clamp(micros, SampleColumn.micros(EVER), SampleColumn.micros(NEVER));
            return Instant.EPOCH
                    .plusSeconds(Math.floorDiv(bounded, 1_000_000L))
                    .plusNanos(1_000 * Math.floorMod(bounded, 1_000_000L));
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
                .bindArray("from", OffsetDateTime.class, times(windows, Window::from))
                .bindArray("to", OffsetDateTime.class, times(windows, Window::to))
                .map((row, context) -> SampleQueries.sample(row))
                .list());
    }

    private static List<OffsetDateTime> times(Collection<Window> windows, Function<Window, Instant> time) {
        return windows.stream().map(w -> time.apply(w).atOffset(ZoneOffset.UTC)).toList();
    }
}
