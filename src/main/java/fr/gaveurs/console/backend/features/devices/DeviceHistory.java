package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.ShortText;
import fr.gaveurs.console.api.devices.DeviceDetails.RefusalReason;
import fr.gaveurs.console.backend.features.devices.HistoryStore.ErrorRow;
import fr.gaveurs.console.backend.features.devices.HistoryStore.LinkRow;
import fr.gaveurs.console.backend.features.devices.HistoryStore.RefusalRow;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.Part;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.lifecycle.SupervisedTimer;
import fr.gaveurs.console.backend.platform.store.Database;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happened to stations: their connections, what was refused of them, the errors that they reported. Who tells it
 * goes on at once; it is written together, every two seconds. While the database is away as much is kept as there is room
 * for, and the oldest gives way. Thread-safe.
 */
public final class DeviceHistory implements Part {
    /** Connections that are open or not written yet. */
    static final int MOST_LINKS = 5_000;

    static final int MOST_ERRORS = 1_000;
    private static final int MOST_REFUSALS = 10_000;
    private static final int MOST_WORDS = 500;
    private static final Logger LOG = LoggerFactory.getLogger(DeviceHistory.class);

    private final HistoryStore store;
    private final Clock clock;
    private final ZoneId zone;
    private final SupervisedTimer timer = new SupervisedTimer("station-history");
    private final Map<UUID, Link> links = new LinkedHashMap<>();
    private final Map<RefusalKey, RefusalRow> refusals = new HashMap<>();
    private final Deque<ErrorRow> errors = new ArrayDeque<>();
    private volatile BiConsumer<String, RefusalReason> onRefused = (deviceId, reason) -> {};
    /** The last try failed, which is said once; by the timer's thread. */
    private boolean unwritten;

    private record RefusalKey(String deviceId, LocalDate day, RefusalReason reason) {}

    private static final class Link {
        private final long beganNanos = System.nanoTime();
        private LinkRow row;
        private boolean written;

        Link(LinkRow row) {
            this.row = row;
        }
    }

    /** @param zone of the calendar days */
    public static DeviceHistory of(Database database, Clock clock, ZoneId zone) {
        return new DeviceHistory(new HistoryStore(database), clock, zone);
    }

    private DeviceHistory(HistoryStore store, Clock clock, ZoneId zone) {
        this.store = store;
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public String name() {
        return "station history";
    }

    @Override
    public void start() {
        timer.every(Duration.ofSeconds(2), Duration.ofSeconds(2), this::flush);
        timer.every(Duration.ofMinutes(1), Duration.ofMinutes(1), this::sayThatOpenOnesAre);
        timer.start();
    }

    /**
     * A board speaks for a station from now on, over one connection.
     *
     * @param macAddress as it says; null if it said none
     * @return what {@link #disconnected} names it by
     */
    public synchronized UUID connected(String deviceId, String address, @Nullable String macAddress) {
        UUID id = UUID.randomUUID();
        if (links.size() >= MOST_LINKS) {
            links.remove(links.keySet().iterator().next());
        }
        links.put(
                id, new Link(new LinkRow(id, deviceId, address, macAddress, clock.instant(), null, null, null, null)));
        return id;
    }

    /**
     * It speaks for it no more.
     *
     * @param closeCode of the WebSocket; null where that goes on
     */
    public synchronized void disconnected(UUID id, @Nullable Integer closeCode, String reason) {
        Link link = links.get(id);
        if (link != null && link.row.disconnectedAt() == null) {
            link.row = link.row.ended(
                    clock.instant(), (System.nanoTime() - link.beganNanos) / 1e9, closeCode, cut(reason));
            link.written = false;
        }
    }

    /** Sets who hears of which station something was refused, and why; must return at once. */
    void onRefused(BiConsumer<String, RefusalReason> listener) {
        onRefused = listener;
    }

    /** @param words why, for a person; nothing of what the station sent */
    public void refused(String deviceId, RefusalReason reason, String words) {
        count(deviceId, reason, words);
        onRefused.accept(deviceId, reason);
    }

    private synchronized void count(String deviceId, RefusalReason reason, String words) {
        Instant now = clock.instant();
        RefusalKey key = new RefusalKey(deviceId, LocalDate.ofInstant(now, zone), reason);
        RefusalRow known = refusals.get(key);
        if (known != null || refusals.size() < MOST_REFUSALS) {
            refusals.put(
                    key,
                    new RefusalRow(
                            deviceId, key.day(), reason, known == null ? 1 : known.count() + 1, now, cut(words)));
        }
    }

    /** A station said what is wrong with it. */
    public synchronized void error(String deviceId, String words) {
        if (errors.size() >= MOST_ERRORS) {
            errors.removeFirst();
        }
        errors.addLast(new ErrorRow(deviceId, clock.instant(), cut(words)));
    }

    private static String cut(String words) {
        return ShortText.elided(words, MOST_WORDS);
    }

    /** How many messages of a station were refused today for what its program did. */
    public long faultsToday(String deviceId) throws SQLException {
        return of(deviceId).refusals().stream()
                .filter(each -> isFault(each.reason()))
                .mapToLong(each -> each.count())
                .sum();
    }

    /**
     * Whether a refusal speaks of the program that sent the message. A good one that measures faster than its allowance is
     * refused all the time; what people decided, what another board sent and what found no room says nothing of it either.
     */
    static boolean isFault(RefusalReason reason) {
        return switch (reason) {
            case INVALID, CLOCK_AHEAD, TOKEN, QUARANTINED -> true;
            case RATE_LIMIT, NOT_APPROVED, BLOCKED, ANOTHER_BOARD, NO_ROOM -> false;
        };
    }

    /**
     * What is kept of a station, and what was refused of it today.
     *
     * @throws SQLException when the database is away
     */
    HistoryStore.Kept of(String deviceId) throws SQLException {
        return store.read(deviceId, LocalDate.ofInstant(clock.instant(), zone));
    }

    /**
     * How many messages of each station were refused today; nothing of one that had none.
     *
     * @throws SQLException when the database is away
     */
    Map<String, Long> refusedToday() throws SQLException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        return store.refused(today, today.minusDays(1).atStartOfDay(zone).toInstant());
    }

    /** What it holds, open connections too. */
    synchronized int waiting() {
        return links.size() + refusals.size() + errors.size();
    }

    /** Writes what is not written yet. */
    void flush() {
        List<LinkRow> linkRows = new ArrayList<>();
        List<RefusalRow> refusalRows;
        List<ErrorRow> errorRows;
        synchronized (this) {
            for (Link link : links.values()) {
                if (!link.written) {
                    linkRows.add(link.row);
                    link.written = true;
                }
            }
            refusalRows = new ArrayList<>(refusals.values());
            refusals.clear();
            errorRows = new ArrayList<>(errors);
            errors.clear();
        }
        if (linkRows.isEmpty() && refusalRows.isEmpty() && errorRows.isEmpty()) {
            return;
        }
        try {
            store.write(linkRows, refusalRows, errorRows);
            unwritten = false;
            synchronized (this) {
                links.values().removeIf(link -> link.written && link.row.disconnectedAt() != null);
            }
        } catch (SQLException | RuntimeException e) {
            putBack(linkRows, refusalRows, errorRows);
            if (!unwritten) {
                unwritten = true;
                LOG.warn("what happened to stations could not be written, will try again: {}", e.getMessage());
            }
        }
    }

    private synchronized void putBack(List<LinkRow> linkRows, List<RefusalRow> refusalRows, List<ErrorRow> errorRows) {
        for (LinkRow row : linkRows) {
            Link link = links.get(row.id());
            if (link != null) {
                link.written = false;
            }
        }
        for (RefusalRow row : refusalRows) {
            RefusalKey key = new RefusalKey(row.deviceId(), row.day(), row.reason());
            RefusalRow since = refusals.get(key);
            if (since != null || refusals.size() < MOST_REFUSALS) {
                refusals.put(key, since == null ? row : since.plus(row.count()));
            }
        }
        for (int i = errorRows.size() - 1; i >= 0 && errors.size() < MOST_ERRORS; i--) {
            errors.addFirst(errorRows.get(i));
        }
    }

    /** A connection whose console says this no more ended with that console. */
    private void sayThatOpenOnesAre() {
        List<UUID> open;
        synchronized (this) {
            open = links.values().stream()
                    .filter(link -> link.written && link.row.disconnectedAt() == null)
                    .map(link -> link.row.id())
                    .toList();
        }
        try {
            store.heard(open);
        } catch (SQLException e) {
            LOG.debug("that connections are open could not be written: {}", e.getMessage());
        }
    }

    /** After the sockets: they tell of their ends first. */
    @Override
    public void stop(Deadline deadline) throws InterruptedException {
        var unused = timer.finish(deadline.leftAtMost(Duration.ofSeconds(5)));
        flush();
    }

    @Override
    public List<Supervised> supervised() {
        return List.of(timer);
    }
}
