package fr.gaveurs.console.backend;

import fr.gaveurs.console.api.conditions.Conditions.Condition;
import fr.gaveurs.console.api.health.Health.ComponentStatus;
import fr.gaveurs.console.backend.ingest.DeviceSocketContext;
import fr.gaveurs.console.backend.ingest.Ingest;
import fr.gaveurs.console.backend.ingest.IngestConditions;
import fr.gaveurs.console.backend.ingest.Outage;
import fr.gaveurs.console.backend.ingest.SampleSpool;
import fr.gaveurs.console.backend.platform.conditions.ConditionBoard;
import fr.gaveurs.console.backend.platform.files.DiskWatch;
import fr.gaveurs.console.backend.platform.health.HealthBoard;
import fr.gaveurs.console.backend.platform.health.HealthCheck;
import fr.gaveurs.console.backend.platform.health.HealthCheck.Result;
import fr.gaveurs.console.backend.platform.http.HttpServer;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.postgres.EmbeddedPostgres;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.pool.Availability;
import fr.gaveurs.console.backend.platform.store.pool.PoolNumbers;
import fr.gaveurs.console.backend.realtime.Hub;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The checks of the program's own components. */
final class SystemChecks {
    private static final long MIB = 1 << 20;
    private static final double MEMORY_LOW_SHARE = 0.90;
    /** How long a failure is told of. */
    private static final Duration TOLD_FOR = Duration.ofMinutes(1);
    /** More than any step of the work takes, whatever the database does. */
    private static final Duration SILENT = Duration.ofMinutes(2);

    private final DiskWatch disk;

    SystemChecks(DiskWatch disk) {
        this.disk = disk;
    }

    /**
     * Runs a task on the server's own threads: a server whose threads are all stuck does not answer either. Nor does one
     * whose connections nobody accepts or reads.
     */
    HealthCheck serverThreads(HttpServer server) {
        return () -> {
            CountDownLatch ran = new CountDownLatch(1);
            long from = System.nanoTime();
            server.execute(ran::countDown);
            boolean answered = ran.await(900, TimeUnit.MILLISECONDS);
            Duration left = Duration.ofMillis(900).minusNanos(System.nanoTime() - from);
            String fault = answered ? server.fault(left) : null;
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("threads", server.threads());
            figures.put("idle_threads", server.idleThreads());
            figures.put("connections", server.connections());
            figures.put("wait_ms", (System.nanoTime() - from) / 1e6);
            if (!answered) {
                return Result.down("no thread of the server came free within 900 ms: requests wait", figures);
            }
            if (fault == null) {
                return Result.up(figures);
            }
            // One that has thousands of connections to see to may be late; one that is dead stays so.
            return Result.down(fault + ": start the console again", figures)
                    .tolerated(HealthBoard.DEAD_AFTER, ComponentStatus.DEGRADED, fault + ": the server is overloaded");
        };
    }

    /**
     * The threads and timers of every part. One that failed goes on by itself: it is told of for a minute. Down when one
     * is gone, which only another start mends.
     */
    static HealthCheck backgroundThreads(Supplier<List<Supervised>> supervised) {
        return () -> {
            long failures = 0;
            List<String> dead = new ArrayList<>();
            List<String> troubled = new ArrayList<>();
            List<Supervised> all = supervised.get();
            for (Supervised one : all) {
                Supervised.Report report = one.report();
                failures += report.failures();
                Duration since = report.sinceFailure();
                Duration silent = report.silent();
                if (report.dead()) {
                    dead.add(report.name());
                } else if (since != null && since.compareTo(TOLD_FOR) < 0) {
                    troubled.add(report.name() + " failed and goes on (" + report.lastError() + ")");
                } else if (silent != null && silent.compareTo(SILENT) > 0) {
                    troubled.add(report.name() + " has given no sign of life for " + silent.toSeconds() + " s");
                }
            }
            Map<String, Object> figures = figures("threads", all.size(), "failures", failures);
            if (!dead.isEmpty()) {
                return Result.down("these threads are gone, start the console again: " + dead, figures);
            }
            return troubled.isEmpty() ? Result.up(figures) : Result.degraded(String.join("; ", troubled), figures);
        };
    }

    HealthCheck database(Database database, @Nullable EmbeddedPostgres embedded) {
        return () -> {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("server", embedded == null ? "external" : "embedded");
            if (embedded != null) {
                figures.put("restarts", embedded.status().restarts());
            }
            double answer = database.answerMillis();
            if (!Double.isNaN(answer)) {
                figures.put("answer_ms", Math.round(answer * 100) / 100.0);
            }
            PoolNumbers writers = database.writerPool();
            PoolNumbers readers = database.readerPool();
            figures.put("writers_active", writers.active());
            figures.put("writers_idle", writers.idle());
            figures.put("writers_waiting", writers.waiting());
            figures.put("readers_active", readers.active());
            figures.put("readers_idle", readers.idle());
            figures.put("readers_waiting", readers.waiting());
            Availability availability = database.availability();
            if (availability.isUp() && readers.waiting() > 0 && readers.active() >= readers.max()) {
                return Result.degraded(
                        "all " + readers.max() + " connections for questions are in use and " + readers.waiting()
                                + " requests wait: those that wait longer than 5 s are told so",
                        figures);
            }
            return availability.isUp()
                    ? Result.up(figures)
                    : Result.down(
                            "the database does not answer: samples go to the spool, and history cannot be asked for ("
                                    + availability.lastError() + ")",
                            figures);
        };
    }

    /** Whether a sample that came now would be kept, and where. */
    HealthCheck writer(Ingest ingest, ConditionBoard conditions) {
        return () -> {
            SampleSpool spool = ingest.spool();
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("queue", ingest.depth());
            figures.put("spooled", spool.size());
            figures.put("oldest_seconds", spool.oldestSeconds());
            figures.put("spool_mib", spool.bytes() / MIB);
            figures.put("retries", ingest.outage().retries());
            Supervised.Report writer = ingest.writer();
            Duration silent = writer.silent();
            if (writer.dead() || (silent != null && silent.compareTo(SILENT) > 0)) {
                return Result.down(
                        "no sample is kept: the writer's thread "
                                + (writer.dead() || silent == null
                                        ? "is gone"
                                        : "has given no sign of life for " + silent.toSeconds() + " s")
                                + "; start the console again",
                        figures);
            }
            Outage.Trouble database = ingest.outage().database();
            String full = spool.full();
            if (database != null && full != null) {
                String since = " since " + database.since() + " (" + database.reason() + ")";
                return Result.down("samples are refused: the database takes none" + since + " and " + full, figures);
            }
            Condition waiting = conditions.find(IngestConditions.SPOOL_WAITING, IngestConditions.SPOOL);
            if (waiting != null && waiting.confirmed()) {
                return Result.degraded(waiting.text(), figures);
            }
            return full == null
                    ? Result.up(figures)
                    : Result.degraded("the spool could take no sample if the database went away: " + full, figures);
        };
    }

    /** Down when no samples are taken for want of space. Without a database on this disk, nothing but low. */
    HealthCheck disk() {
        return () -> {
            DiskWatch.Space space = disk.space();
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("free_mib", space.free() / MIB);
            figures.put("total_mib", space.size() / MIB);
            String obstacle = disk.obstacle();
            if (obstacle != null) {
                return Result.down(obstacle + ": free some space", figures);
            }
            return switch (space.level()) {
                case WELL -> Result.up(figures);
                case LOW -> Result.degraded("less than a tenth of the disk of the data folder is free", figures);
                case FULL ->
                    Result.degraded(
                            "the disk of the data folder is full; the database is on another one and goes on", figures);
            };
        };
    }

    static void register(Metrics metrics, DiskWatch disk) {
        metrics.gauge(
                "data.disk.free.bytes",
                "Free space of the data folder's disk",
                () -> disk.measured(DiskWatch.Space::free));
        metrics.gauge(
                "data.disk.size.bytes", "Size of the data folder's disk", () -> disk.measured(DiskWatch.Space::size));
    }

    HealthCheck memory() {
        return () -> {
            Runtime runtime = Runtime.getRuntime();
            long used = runtime.totalMemory() - runtime.freeMemory();
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("used_mib", used / MIB);
            long kept = usedAfterCollection();
            figures.put("used_after_collection_mib", kept / MIB);
            figures.put("max_mib", runtime.maxMemory() / MIB);
            figures.put("threads", ManagementFactory.getThreadMXBean().getThreadCount());
            figures.put("processors", runtime.availableProcessors());
            long collections = 0;
            long paused = 0;
            for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
                collections += Math.max(0, collector.getCollectionCount());
                paused += Math.max(0, collector.getCollectionTime());
            }
            figures.put("collections", collections);
            figures.put("collecting_ms", paused);
            // Garbage fills a heap by and by and is no trouble: only what a collection left counts.
            return Math.min(used, kept) > MEMORY_LOW_SHARE * runtime.maxMemory()
                    ? new Result(
                            ComponentStatus.DEGRADED, "the heap is nearly full: give the program more memory", figures)
                    : Result.up(figures);
        };
    }

    /** What the heap held after the last collection of each of its parts, bytes; 0 before the first. */
    private static long usedAfterCollection() {
        long used = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage after = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
            used += after == null ? 0 : after.getUsed();
        }
        return used;
    }

    /** Nothing can be wrong with them; their numbers tell who is connected. */
    static HealthCheck sockets(DeviceSocketContext sockets, Hub hub) {
        return () -> Result.up(figures("devices", sockets.connections(), "dashboards", hub.connections()));
    }

    /** Refusals are the limits at work, no fault of theirs; the number tells that somebody sends or asks too much. */
    static HealthCheck rateLimits(Metrics metrics) {
        return () -> Result.up(metrics.counts("rate.limit.rejections", "refused"));
    }

    private static Map<String, Object> figures(String first, Object one, String second, Object two) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put(first, one);
        figures.put(second, two);
        return figures;
    }
}
