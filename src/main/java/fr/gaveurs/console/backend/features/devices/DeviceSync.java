package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.backend.features.quality.SampleQueries;
import fr.gaveurs.console.backend.features.quality.SampleQueries.Memory;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.lifecycle.SupervisedTimer;
import fr.gaveurs.console.backend.platform.store.errors.DatabaseErrors;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the stations in memory and those in the database alike: reads them at the start, or as soon as the database
 * answers, and what other consoles write; writes what changed every two seconds.
 */
final class DeviceSync {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceSync.class);

    private final DeviceRegistry registry;
    private final DeviceStore store;
    private final SampleQueries samples;
    private final Clock clock;
    private final StationFile file;
    /** The database was away at the start, and what it knows of stations is still to be read. */
    private volatile boolean behind;

    private final SupervisedTimer timer = new SupervisedTimer("stations");
    private volatile Runnable onRead = () -> {};
    /** Ids of stations that waited too long, whose rows are still to be taken away. */
    private final Set<String> expiring = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean writingSoon = new AtomicBoolean();
    /** Held while rows are taken and written, so that an older row never follows a newer one into the database. */
    private final ReentrantLock writing = new ReentrantLock();
    /** The last try failed, which is said once; by who holds {@link #writing}. */
    private boolean unwritten;

    /** @param file a copy of the stations, for a start without the database */
    DeviceSync(DeviceRegistry registry, DeviceStore store, SampleQueries samples, Clock clock, StationFile file) {
        this.registry = registry;
        this.store = store;
        this.samples = samples;
        this.clock = clock;
        this.file = file;
    }

    /** Held by whoever writes rows of stations. */
    ReentrantLock writing() {
        return writing;
    }

    void onRead(Runnable reading) {
        onRead = reading;
    }

    /** Whether everything that the database knows of stations was read. */
    boolean complete() {
        return !behind;
    }

    /** Reads the stations; those of the last run where the database is away. */
    void read() throws SQLException {
        try {
            readDatabase();
        } catch (SQLException | RuntimeException e) {
            if (!DatabaseErrors.isUnavailable(e)) {
                throw e;
            }
            for (StoredDevice row : file.load()) {
                if (registry.find(row.deviceId()) != null) {
                    continue; // read before the database went away
                }
                Station station = registry.newStation(row.deviceId(), row.siteCode(), row.enrollment());
                station.restore(row, null, List.of(), clock.instant());
                registry.add(station);
                registry.welcome(station);
            }
            behind = true;
        }
    }

    /** From now on what changes is written. */
    void start() {
        timer.every(Duration.ofSeconds(2), Duration.ofSeconds(2), this::flush);
        timer.every(Duration.ofMinutes(1), Duration.ofMinutes(1), () -> registry.expire(System.nanoTime()));
        timer.start();
    }

    private void readDatabase() throws SQLException {
        List<StoredDevice> rows = store.rows(null);
        Set<String> written = rows.stream().map(StoredDevice::deviceId).collect(Collectors.toSet());
        registry.all().forEach(station -> station.inDatabase(written.contains(station.deviceId())));
        for (StoredDevice row : rows) {
            Station known = registry.find(row.deviceId());
            if (known != null) {
                Sample newest = newest(row);
                List<Memory> memories = memories(row, newest);
                if (known.catchUp(row, newest, memories, clock.instant())) {
                    registry.enrolled(known);
                }
                registry.changed(known);
                continue;
            }
            if (admit(row) == null) {
                throw new IllegalStateException(row.deviceId() + " came just now: read again");
            }
        }
        onRead.run();
        behind = false;
    }

    /** A station that the database knows, with what it remembers of it; null if it said hello just now. */
    private @Nullable Station admit(StoredDevice row) {
        // Others may store more of it meanwhile: what is remembered ends with the newest one.
        Sample newest = newest(row);
        List<Memory> memories = memories(row, newest);
        Station station = registry.newStation(row.deviceId(), row.siteCode(), row.enrollment());
        station.grading().prime(newest, memories);
        station.restore(row, newest, memories, clock.instant());
        if (!registry.add(station)) {
            return null;
        }
        registry.welcome(station);
        return station;
    }

    private @Nullable Sample newest(StoredDevice row) {
        return samples.newest(row.deviceId())
                .filter(sample -> row.delivered(sample.sequence(), sample.receivedAt()))
                .orElse(null);
    }

    private List<Memory> memories(StoredDevice row, @Nullable Sample newest) {
        return samples.memories(row.deviceId(), newest, Station.RECENT).stream()
                .filter(memory -> row.delivered(memory.sequence(), memory.receivedAt()))
                .toList();
    }

    /**
     * Takes in what other consoles wrote of stations.
     *
     * @param ids null for all
     * @return the stations that were not known here
     * @throws SQLException when the database is away
     */
    List<Station> readOthers(@Nullable Collection<String> ids) throws SQLException {
        List<Station> fresh = new ArrayList<>();
        if (behind) {
            return fresh; // everything is read soon
        }
        Map<String, Station> asked = new HashMap<>();
        Map<String, StationRecord.Versions> versions = new HashMap<>();
        for (Station station : registry.all()) {
            if (ids == null || ids.contains(station.deviceId())) {
                versions.put(station.deviceId(), station.versions());
                if (station.inDatabase()) {
                    asked.put(station.deviceId(), station);
                }
            }
        }
        for (StoredDevice row : store.rows(ids)) {
            asked.remove(row.deviceId());
            Station known = registry.find(row.deviceId());
            if (known == null) {
                Station admitted = admit(row);
                if (admitted != null) {
                    LOG.info("station {} is known by another console", row.deviceId());
                    registry.changed(admitted);
                    fresh.add(admitted);
                }
                continue;
            }
            StationRecord.Adopted adopted =
                    known.adopt(row, versions.getOrDefault(row.deviceId(), StationRecord.Versions.NONE));
            if (adopted.letIn()) {
                registry.enrolled(known);
                LOG.info("station {} was approved on another console", row.deviceId());
            }
            if (adopted.shown()) {
                registry.changed(known);
            }
        }
        asked.values().forEach(station -> registry.drop(station, "forgotten by another console"));
        return fresh;
    }

    /** What another console must know before the station comes to it: new stations and their tokens. */
    void writeSoon() {
        if (writingSoon.compareAndSet(false, true)) {
            try {
                timer.after(Duration.ofMillis(20), this::flush);
            } catch (RejectedExecutionException e) {
                LOG.debug("written at the end", e);
            }
        }
    }

    private void flush() {
        writingSoon.set(false);
        if (behind) {
            try {
                readDatabase();
                LOG.info(
                        "{} stations are known, now by the database",
                        registry.all().size());
            } catch (SQLException | RuntimeException e) {
                LOG.debug("the stations cannot be read yet: {}", e.getMessage());
                // Written now, a station that only seems new would lose its approval.
                return;
            }
        }
        file.save(registry.stations().stream().map(Station::row).toList());
        writing.lock();
        try {
            writeChanges();
        } finally {
            writing.unlock();
        }
    }

    private void writeChanges() {
        Map<Station, StationRecord.Changes> changed = new LinkedHashMap<>();
        for (Station station : registry.all()) {
            StationRecord.Changes changes = station.takeChanges();
            if (changes != null) {
                changed.put(station, changes);
            }
        }
        List<String> told =
                new ArrayList<>(changed.keySet().stream().map(Station::deviceId).toList());
        try {
            for (String id : List.copyOf(expiring)) {
                if (registry.find(id) == null && store.expire(id)) {
                    told.add(id);
                }
                expiring.remove(id);
            }
            if (!changed.isEmpty()) {
                List<String> gone = store.write(changed.values());
                changed.keySet().forEach(station -> {
                    if (gone.contains(station.deviceId())) {
                        registry.drop(station, "its row was taken from the database");
                    } else {
                        station.inDatabase(true);
                    }
                });
            }
            unwritten = false;
            if (!told.isEmpty()) {
                registry.written(told);
            }
        } catch (SQLException | RuntimeException e) {
            changed.forEach(Station::keepChanges);
            if (!unwritten) {
                unwritten = true;
                LOG.warn("stations could not be written, will try again: {}", e.getMessage());
            }
        }
    }

    /** The row of a station that waits is to be taken away; false if that is known already. */
    boolean expire(String deviceId) {
        return expiring.add(deviceId);
    }

    /** Writes what is left. */
    void finish(Deadline deadline) throws InterruptedException {
        var unused = timer.finish(deadline.leftAtMost(Duration.ofSeconds(5)));
        flush();
    }

    Supervised supervised() {
        return timer;
    }
}
