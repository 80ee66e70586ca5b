package fr.gaveurs.console.backend.features.reports;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.platform.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;

/** A hall whose PC is switched off now and then, for days and for weeks, while two consoles look after its schedules. */
public final class SimulatedYears {
    private static final Duration STEP = Duration.ofHours(5);
    private static final List<String> ZONES = List.of("Europe/Paris", "America/New_York");

    private final Database database;
    private final Random random;

    /** @param seed by which a run can be repeated */
    public SimulatedYears(Database database, long seed) {
        this.database = database;
        this.random = new Random(seed);
    }

    private record Row(String occurrence, String state, boolean late, Instant due) {}

    /**
     * Lets the time pass.
     *
     * @return how many reports there were
     */
    public int run(Instant from, Instant end) throws Exception {
        Jdbi jdbi = database.changes();
        List<Long> daily = new ArrayList<>();
        for (String zone : ZONES) {
            daily.add(add(jdbi, "daily", zone, from));
            add(jdbi, "weekly", zone, from);
            add(jdbi, "monthly", zone, from);
            add(jdbi, "shift", zone, from);
        }
        List<Instant> looks = new ArrayList<>();
        ReportLedger one = new ReportLedger(database, Clock.systemUTC());
        ReportLedger other = new ReportLedger(database, Clock.systemUTC());
        Instant now = from;
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            while (now.isBefore(end)) {
                now = now.plus(
                        random.nextInt(40) == 0
                                ? Duration.ofHours(random.nextInt(24 * 25)) // off, sometimes for more than two weeks
                                : STEP);
                Instant at = now.isAfter(end) ? end : now;
                looks.add(at);
                if (random.nextInt(4) == 0) {
                    Future<Integer> first = both.submit(() -> one.look(at));
                    other.look(at);
                    first.get();
                } else {
                    one.look(at);
                }
                // A clock that is set back for a moment makes nothing twice.
                if (random.nextInt(50) == 0) {
                    one.look(at.minus(Duration.ofDays(random.nextInt(400))));
                }
            }
        }
        int rows = 0;
        for (int i = 0; i < ZONES.size(); i++) {
            rows += check(jdbi, daily.get(i), ZoneId.of(ZONES.get(i)), from, end, looks);
        }
        for (String cadence : List.of("weekly", "monthly", "shift")) {
            long twice =
                    jdbi.withHandle(handle -> handle.createQuery("SELECT count(*) FROM (SELECT 1 FROM report_runs r"
                                    + " JOIN report_schedules s ON s.id = r.schedule_id WHERE s.cadence = :cadence"
                                    + " GROUP BY r.schedule_id, r.period_from HAVING count(*) > 1) AS twice")
                            .bind("cadence", cadence)
                            .mapTo(Long.class)
                            .one());
            assertThat(twice).as("%s reports that came twice", cadence).isZero();
        }
        return rows;
    }

    private static long add(Jdbi jdbi, String cadence, String zone, Instant from) {
        boolean shift = cadence.equals("shift");
        return jdbi.withHandle(
                handle -> handle.createQuery("INSERT INTO report_schedules (name, cadence, kind, language,"
                                + " formats, zone, due_time, shift_start, shift_end, done_until) VALUES (:name, :cadence,"
                                + " :cadence, 'fr', '{pdf}', :zone, '02:30', :start, :end, :from) RETURNING id")
                        .bind("name", cadence + " in " + zone)
                        .bind("cadence", cadence)
                        .bind("zone", zone)
                        .bind("start", shift ? LocalTime.of(22, 0) : null)
                        .bind("end", shift ? LocalTime.of(6, 0) : null)
                        .bind("from", from.atOffset(ZoneOffset.UTC))
                        .mapTo(Long.class)
                        .one());
    }

    /** Each calendar day, counted here by itself, has one row; skipped and late as the looks say. */
    private static int check(Jdbi jdbi, long schedule, ZoneId zone, Instant from, Instant end, List<Instant> looks) {
        List<Row> rows = jdbi.withHandle(
                handle -> handle.createQuery("SELECT * FROM report_runs WHERE schedule_id = :id ORDER BY due_at")
                        .bind("id", schedule)
                        .map((row, context) -> new Row(
                                row.getString("occurrence"),
                                row.getString("state"),
                                row.getBoolean("late"),
                                ReportRows.instant(row, "due_at")))
                        .list());
        List<String> days = new ArrayList<>();
        for (LocalDate day = LocalDate.ofInstant(from, zone).minusDays(2);
                !day.isAfter(LocalDate.ofInstant(end, zone));
                day = day.plusDays(1)) {
            Instant due = day.plusDays(1).atTime(2, 30).atZone(zone).toInstant();
            if (due.isAfter(from) && !due.isAfter(end)) {
                days.add(day.toString());
            }
        }
        assertThat(rows).extracting(Row::occurrence).as("days of %s", zone).isEqualTo(days);
        for (Row row : rows) {
            Instant seen = looks.stream()
                    .filter(look -> !look.isBefore(row.due()))
                    .findFirst()
                    .orElseThrow();
            assertThat(row.state())
                    .as("%s, due %s, seen %s", row.occurrence(), row.due(), seen)
                    .isEqualTo(row.due().isBefore(seen.minus(ReportLedger.MADE_UP)) ? "skipped" : "queued");
            assertThat(row.late()).isEqualTo(row.due().isBefore(seen.minus(ReportLedger.LATE)));
        }
        return rows.size();
    }
}
