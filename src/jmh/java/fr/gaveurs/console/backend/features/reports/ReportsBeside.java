package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.backend.ConsumerLoad;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestProducts;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * How long samples wait for their acknowledgement while reports are made, and while none is: in turns, so that all see the
 * same machine. Each report is of a day of 50 stations and 200,000 samples, as PDF, Excel and CSV; 50 samples a second come.
 */
final class ReportsBeside {
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");
    private static final Duration TURN = Duration.ofSeconds(Integer.getInteger("bench.turn", 20));
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("bench.warm", 60));
    private static final int SAMPLES_PER_SECOND = 50;
    private static final Duration ASKED_AGAIN = Duration.ofMillis(100);

    private ReportsBeside() {}

    /** How reports come. */
    private enum Reports {
        NONE,
        /** One in a while, as people and schedules ask for them. */
        NOW_AND_THEN,
        /** The next as soon as one is made: samples meet no moment without one. */
        BACK_TO_BACK
    }

    static void run(int pairs) throws Exception {
        LocalDate day = LocalDate.now(ZONE).minusDays(1);
        try (TestConsole console =
                TestConsole.with().products(TestProducts.PLAN).start()) {
            Instant from = day.atStartOfDay(ZONE).toInstant();
            MadeUpMonth.fill(console, from, day.plusDays(1).atStartOfDay(ZONE).toInstant(), 50, 200_000);
            MadeUpMonth.statistics(console.jdbi());
            try (ConsumerLoad load = new ConsumerLoad(console, 10)) {
                // In the first minutes of a program its own compiling makes most of what is slow, with reports and
                // without.
                turn(console, load, day, Reports.BACK_TO_BACK, WARM_UP);
                Map<Reports, List<ConsumerLoad.Report>> turns = new EnumMap<>(Reports.class);
                for (int i = 0; i < pairs; i++) {
                    for (Reports reports : Reports.values()) {
                        turns.computeIfAbsent(reports, kind -> new ArrayList<>())
                                .add(turn(console, load, day, reports, TURN));
                    }
                }
                double without = p99(turns, Reports.NONE);
                for (Reports reports : List.of(Reports.NOW_AND_THEN, Reports.BACK_TO_BACK)) {
                    double with = p99(turns, reports);
                    System.out.printf(
                            Locale.ROOT, "p99 of all turns: %.2f ms without, %.2f ms beside%n", without, with);
                    ReportBench.verdict(
                            "p99 beside reports " + reports.name().toLowerCase(Locale.ROOT)
                                    + ", times that without, over all turns",
                            List.of(with / without),
                            1.2);
                }
            }
        }
    }

    /** Of all samples of all turns: six of one turn make a percentile of chance. */
    private static double p99(Map<Reports, List<ConsumerLoad.Report>> turns, Reports reports) {
        return ConsumerLoad.together(turns.get(reports)).ackMillis(0.99);
    }

    private static ConsumerLoad.Report turn(
            TestConsole console, ConsumerLoad load, LocalDate day, Reports reports, Duration time) throws Exception {
        long before = made(console);
        long pauses = pauseMillis();
        AtomicBoolean more = new AtomicBoolean(true);
        Thread making = Thread.ofVirtual().start(() -> make(console, day, reports, more));
        ConsumerLoad.Report report = load.run(0, 0, SAMPLES_PER_SECOND, time);
        more.set(false);
        making.join();
        System.out.printf(
                Locale.ROOT,
                "%-12s p50 %5.2f  p95 %5.2f  p99 %5.2f ms, %d samples, %d reports, %d ms of collections%n",
                reports.name().toLowerCase(Locale.ROOT),
                report.ackMillis(0.5),
                report.ackMillis(0.95),
                report.ackMillis(0.99),
                report.acked(),
                made(console) - before,
                pauseMillis() - pauses);
        return report;
    }

    private static void make(TestConsole console, LocalDate day, Reports reports, AtomicBoolean more) {
        // Whoever waits for a report asks for it again and again, in this very process: without reports as well, so
        // that
        // the turns differ by the reports alone.
        while (reports == Reports.NONE && more.get()) {
            console.json("/api/reports/1");
            LockSupport.parkNanos(ASKED_AGAIN.toNanos());
        }
        while (more.get()) {
            long begun = System.nanoTime();
            String path = console.post(
                            "/api/reports",
                            "{\"kind\":\"daily\",\"formats\":[\"pdf\",\"xlsx\",\"csv\"],\"day\":\"" + day + "\"}")
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
            while (more.get()
                    && List.of("queued", "running")
                            .contains(console.json(path).get("state").asString())) {
                LockSupport.parkNanos(ASKED_AGAIN.toNanos());
            }
            long between =
                    reports == Reports.NOW_AND_THEN ? Duration.ofSeconds(5).toNanos() : 0;
            while (more.get() && System.nanoTime() - begun < between) {
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
    }

    private static long made(TestConsole console) {
        return console.count("SELECT count(*) FROM report_runs WHERE state = 'done'");
    }

    private static long pauseMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .filter(each -> !each.getName().contains("Concurrent"))
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }
}
