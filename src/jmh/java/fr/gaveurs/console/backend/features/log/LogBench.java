package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.backend.features.log.LogVerifier.Result;
import fr.gaveurs.console.backend.platform.store.partitions.Partitioning;
import fr.gaveurs.console.backend.platform.store.partitions.Partitions;
import fr.gaveurs.console.backend.platform.tlog.LogEntries;
import fr.gaveurs.console.backend.platform.tlog.ReadyRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * The transparency log at a million entries: what handing over and making an entry costs, how long it takes to verify
 * all of them, and a proof; then a thousand alterations, each found and named.
 *
 * <pre>LogBench [ENTRIES] [ALTERATIONS]</pre>
 */
public final class LogBench {
    private static final int PIECE = 10_000;
    /** Of one second of a hall that sends 20 samples a second. */
    private static final int FEW = 20;

    private LogBench() {}

    public static void main(String[] args) throws Exception {
        int entries = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        int alterations = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
        Path folder = Files.createTempDirectory("gaveurs-log-bench-");
        try (LogFixture log = new LogFixture(folder)) {
            log.database().write(connection -> {
                List<Instant> days = new ArrayList<>();
                for (int day = 0; day <= entries / 86_400 + 1; day++) {
                    days.add(LogFixture.FROM.plus(Duration.ofDays(day)));
                }
                Partitions.of(Partitioning.NATIVE).ensure(connection, days);
                return true;
            });
            single(log);
            long handed = 0;
            long made = 0;
            for (int from = 1_500; from < entries; from += PIECE) {
                int to = Math.min(entries, from + PIECE);
                handed += store(log, from, to);
                long begin = System.nanoTime();
                log.sequence();
                made += System.nanoTime() - begin;
            }
            log.sign();
            say("handing over, a batch of %d: %.4f ms a sample", PIECE, handed / 1e6 / (entries - 1_500));
            say("making entries: %.4f ms a sample", made / 1e6 / (entries - 1_500));
            size(log, entries);
            for (int i = 0; i < 2; i++) {
                verify(log);
            }
            proofs(log, entries);
        }
        alter(alterations);
    }

    /**
     * As of stations that send one sample a second: a commit for each, and a batch of entries for each. By the processor
     * time of PostgreSQL's own process, which what else runs on the machine does not lengthen.
     */
    private static void single(LogFixture log) throws Exception {
        int warm = 500;
        int count = 1_000;
        double[] cost = new double[3];
        try (Connection connection = log.database().connect()) {
            connection.setAutoCommit(false);
            long pid = (Integer) LogFixture.one(connection, "SELECT pg_backend_pid()");
            Sequencing sequencing = new Sequencing(LogFixture.SOURCES, new ReadyRows(System::nanoTime));
            while (sequencing.batch(connection).more()) {
                connection.commit();
            }
            List<List<String>> keys = new ArrayList<>();
            for (int n = 0; n < warm + count; n++) {
                if (n == warm) {
                    cost[0] = processor(pid);
                }
                keys.add(LogFixture.insertSamples(connection, n, n + 1));
                connection.commit();
            }
            cost[0] = processor(pid) - cost[0];
            for (int n = 0; n < warm + count; n++) {
                if (n == warm) {
                    cost[1] = processor(pid);
                }
                LogEntries.add(connection, LogFixture.SAMPLES, keys.get(n));
                connection.commit();
            }
            cost[1] = processor(pid) - cost[1];
            LogFixture.hand(connection, "DELETE FROM log_pending");
            connection.commit();
            // One batch for a few of them, as once a second; handed over by another process.
            for (int n = 0; n + FEW <= warm + count; n += FEW) {
                if (n == warm - warm % FEW) {
                    cost[2] = processor(pid);
                }
                List<String> few = new ArrayList<>();
                keys.subList(n, n + FEW).forEach(few::addAll);
                log.database().write(other -> {
                    LogEntries.add(other, LogFixture.SAMPLES, few);
                    return true;
                });
                sequencing.batch(connection);
                connection.commit();
            }
            cost[2] = processor(pid) - cost[2];
        }
        say(
                "one by one, PostgreSQL's processor time a sample: %.3f ms to store, %.3f ms to hand over, %.3f ms for its"
                        + " entry, %d at once",
                cost[0] / count, cost[1] / count, cost[2] / count, FEW);
    }

    /** Milliseconds of processor time of a process, on Linux; elsewhere what passed. */
    private static double processor(long pid) throws IOException {
        Path stat = Path.of("/proc/" + pid + "/schedstat");
        return Files.exists(stat)
                ? Long.parseLong(Files.readString(stat).split(" ", 2)[0]) / 1e6
                : System.nanoTime() / 1e6;
    }

    private static void verify(LogFixture log) throws Exception {
        try (Connection one = log.database().connect();
                Connection two = log.database().connect()) {
            long[] pids = {
                (Integer) LogFixture.one(one, "SELECT pg_backend_pid()"),
                (Integer) LogFixture.one(two, "SELECT pg_backend_pid()")
            };
            double database = processor(pids[0]) + processor(pids[1]);
            double java = ProcessHandle.current()
                    .info()
                    .totalCpuDuration()
                    .orElseThrow()
                    .toMillis();
            long begin = System.nanoTime();
            Result result = log.verify(List.of(one, two), 0, List.of());
            say(
                    "verify: %.1f s; processor time of PostgreSQL %.1f s, of Java %.1f s (%s)",
                    (System.nanoTime() - begin) / 1e9,
                    (processor(pids[0]) + processor(pids[1]) - database) / 1e3,
                    (ProcessHandle.current()
                                            .info()
                                            .totalCpuDuration()
                                            .orElseThrow()
                                            .toMillis()
                                    - java)
                            / 1e3,
                    result.words());
        }
    }

    private static long store(LogFixture log, int from, int to) throws SQLException {
        return log.database().write(connection -> {
            List<String> keys = LogFixture.insertSamples(connection, from, to);
            long begin = System.nanoTime();
            LogEntries.add(connection, LogFixture.SAMPLES, keys);
            return System.nanoTime() - begin;
        });
    }

    private static void size(LogFixture log, int entries) throws SQLException {
        log.database().read(connection -> {
            for (String table : List.of("log_entries", "log_tiles")) {
                long bytes =
                        (Long) LogFixture.one(connection, "SELECT pg_total_relation_size(CAST(? AS regclass))", table);
                say("%s: %.0f bytes an entry", table, (double) bytes / entries);
            }
            return true;
        });
    }

    private static void proofs(LogFixture log, int entries) throws SQLException {
        LogQueries queries = log.queries();
        Checkpoints.Stored signed = log.checkpoints().newest();
        Random random = new Random(7);
        int proofs = 2_000;
        long[] took = new long[proofs];
        for (int i = -proofs; i < proofs; i++) { // once until the JVM has compiled it
            long begin = System.nanoTime();
            queries.proof(queries.entry(random.nextInt(entries)), signed, null);
            took[Math.floorMod(i, proofs)] = System.nanoTime() - begin;
        }
        Arrays.sort(took);
        say(
                "a proof: %.2f ms, 99 of 100 %.2f ms, the slowest of %d %.1f ms",
                took[proofs / 2] / 1e6, took[proofs * 99 / 100] / 1e6, proofs, took[proofs - 1] / 1e6);
    }

    private static void alter(int alterations) throws Exception {
        int samples = 540;
        try (LogFixture log = new LogFixture(Files.createTempDirectory("gaveurs-log-bench-"))) {
            log.samples(0, samples);
            log.act("approveDevice", "ESP32_LL_01");
            log.act("blockDevice", "ESP32_LL_02");
            log.products(0, Alterations.PRODUCTS);
            log.sequence();
            log.sign();
            int named = 0;
            try (Connection connection = log.database().connect()) {
                for (int i = 0; i < alterations; i++) {
                    Alterations.Done done = new Alterations(i, samples).alter(connection);
                    Result result = log.verify(connection, 0, List.of());
                    if (result.findings().stream().anyMatch(done::isNamedBy)) {
                        named++;
                    } else {
                        say("not named: seed %d, %s", i, done.what());
                    }
                    connection.rollback();
                }
            }
            say("%d alterations, %d found and named", alterations, named);
            if (named < alterations) {
                throw new AssertionError("some were not found");
            }
        }
    }

    private static void say(String text, Object... values) {
        System.out.println(String.format(Locale.ROOT, text, values));
    }
}
