package fr.gaveurs.console.backend.features.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.Statistics.DailyFigures;
import fr.gaveurs.console.api.quality.Statistics.Figures;
import fr.gaveurs.console.api.quality.Statistics.HourlyFigures;
import fr.gaveurs.console.api.quality.Statistics.SiteFigures;
import fr.gaveurs.console.api.quality.Statistics.StatsQuery;
import fr.gaveurs.console.backend.TestClock;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.partitions.Partitioning;
import fr.gaveurs.console.backend.platform.store.partitions.Partitions;
import fr.gaveurs.console.backend.platform.tlog.ReadyRows;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statistics over real rows, also on the days on which the clocks change. */
class StatisticsTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final StatsQuery ALL = new StatsQuery(null, null, null, null, null);

    private final Database database = TestDatabase.fresh();
    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T12:00:00Z"));
    private final SampleStore store = new SampleStore(
            database, () -> Partitions.of(Partitioning.NATIVE), PARIS, new ReadyRows(System::nanoTime), new Metrics());
    private final StatsQueries statistics = new StatsQueries(database.jdbi(), clock, PARIS);

    @AfterEach
    void close() {
        database.close();
    }

    private static GradedSample sample(String device, Grade grade, Instant at) {
        return TestMessages.graded(device, grade).at(at).received(at);
    }

    private static StatsQuery range(String from, String to) {
        return new StatsQuery(null, null, Instant.parse(from), Instant.parse(to), null);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-29, 2026-03-28T23:00:00Z, 23",
        "2026-10-25, 2026-10-24T22:00:00Z, 25",
        "2026-06-15, 2026-06-14T22:00:00Z, 24",
        "2026-01-15, 2026-01-14T23:00:00Z, 24",
    })
    void aDayHasAsManyHoursAsItsCalendarSays(LocalDate day, Instant midnight, int hours) throws SQLException {
        List<GradedSample> samples = new ArrayList<>();
        for (Instant hour = midnight.minusSeconds(7_200);
                hour.isBefore(midnight.plus(Duration.ofHours(hours + 2)));
                hour = hour.plusSeconds(3_600)) {
            samples.add(sample("ESP32_LL_01", Grade.A, hour));
            samples.add(sample("ESP32_LL_01", Grade.A, hour.plusSeconds(3_599).plusNanos(999_999_000)));
        }
        store.save(samples);

        List<DailyFigures> days = statistics.daily(range(
                midnight.minusSeconds(1).toString(),
                midnight.plus(Duration.ofHours(hours)).plusSeconds(1).toString()));

        assertThat(days).extracting(DailyFigures::day).containsExactly(day.plusDays(1), day, day.minusDays(1));
        assertThat(days.get(1).figures().samples()).isEqualTo(2L * hours);
        assertThat(days.get(1).timeZone()).isEqualTo("Europe/Paris");
        assertThat(days.getFirst().figures().samples()).isEqualTo(4);
        assertThat(days.getLast().figures().samples()).isEqualTo(4);
        List<HourlyFigures> each = statistics.hourly(range(
                midnight.toString(), midnight.plus(Duration.ofHours(hours)).toString()));
        assertThat(each).hasSize(hours).allSatisfy(h -> assertThat(h.figures().samples())
                .isEqualTo(2));
        assertThat(each.getLast().hour()).isEqualTo(midnight);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-28T23:00:00Z, 2026-03-29T21:59:59Z",
        "2026-10-24T22:00:00Z, 2026-10-25T22:59:59Z",
    })
    void todayBeginsAtMidnightAlsoWhenTheClocksChange(Instant midnight, Instant lastSecond) throws SQLException {
        clock.set(lastSecond);
        store.save(List.of(
                sample("ESP32_LL_01", Grade.A, midnight.minusNanos(1_000)),
                sample("ESP32_LL_01", Grade.A, midnight),
                sample("ESP32_LL_01", Grade.A, lastSecond)));

        assertThat(statistics.total(statistics.settledToday()).samples()).isEqualTo(2);
    }

    @Test
    void figuresAreThoseOfTheSamples() throws SQLException {
        Instant at = clock.instant();
        List<GradedSample> samples = new ArrayList<>();
        for (Grade grade :
                new Grade[] {Grade.A_PLUS, Grade.A, Grade.A, Grade.B, Grade.C, Grade.REJECT, Grade.UNGRADED}) {
            samples.add(sample("ESP32_LL_01", grade, at.plusSeconds(samples.size())));
        }
        store.save(samples);

        Figures figures = statistics.hourly(ALL).getFirst().figures();

        List<Double> scores = samples.stream()
                .map(s -> s.grading().fusion().finalScore())
                .filter(java.util.Objects::nonNull)
                .toList();
        assertThat(figures.samples()).isEqualTo(7);
        assertThat(figures.grades())
                .containsEntry(Grade.A, 2L)
                .containsEntry(Grade.UNGRADED, 1L)
                .hasSize(6);
        assertThat(figures.compliancePercent()).as("5 of 6 graded").isCloseTo(500.0 / 6, within(1e-9));
        assertThat(figures.scoreMean())
                .isCloseTo(scores.stream().mapToDouble(s -> s).average().orElseThrow(), within(1e-9));
        assertThat(figures.scoreMin())
                .isEqualTo(scores.stream().mapToDouble(s -> s).min().orElseThrow());
        assertThat(figures.scoreMax())
                .isEqualTo(scores.stream().mapToDouble(s -> s).max().orElseThrow());
        assertThat(figures.weightGMean())
                .isCloseTo(mean(samples, s -> s.grading().tof().weightG()), within(1e-9));
        assertThat(figures.volumeMm3Mean())
                .isCloseTo(mean(samples, s -> s.grading().tof().volumeMm3()), within(1e-6));
        assertThat(figures.oxidationMean())
                .isCloseTo(
                        mean(
                                samples,
                                s -> s.grading().spectrum() == null
                                        ? null
                                        : s.grading().spectrum().oxidation()),
                        within(1e-9));
    }

    private static double mean(List<GradedSample> samples, java.util.function.Function<GradedSample, Double> figure) {
        return samples.stream()
                .map(figure)
                .filter(java.util.Objects::nonNull)
                .mapToDouble(d -> d)
                .average()
                .orElseThrow();
    }

    @Test
    void whereNothingWasGradedNothingIsClaimed() throws SQLException {
        assertThat(statistics.total(statistics.settledToday()).samples()).isZero();
        assertThat(statistics.total(statistics.settledToday()).compliancePercent())
                .isNull();
        store.save(List.of(sample("ESP32_LL_01", Grade.UNGRADED, clock.instant())));

        Figures today = statistics.total(statistics.settledToday());

        assertThat(today.samples()).isEqualTo(1);
        assertThat(today.compliancePercent()).isNull();
        assertThat(today.scoreMean()).isNull();
        assertThat(today.scoreMin()).isNull();
        assertThat(today.weightGMean()).isNull();
        assertThat(statistics.grades(ALL).percent()).containsEntry(Grade.UNGRADED, 100.0);
    }

    @Test
    void sitesAndLettersAddUpOverDevicesAndDays() throws SQLException {
        Instant now = clock.instant();
        store.save(List.of(
                sample("ESP32_LL_01", Grade.A, now),
                sample("ESP32_LL_02", Grade.REJECT, now.minus(Duration.ofDays(1))),
                sample("ESP32_LL_02", Grade.A, now.minus(Duration.ofDays(2))),
                sample("ESP32_LS_03", Grade.B, now),
                sample("NO_SITE", Grade.A, now)));

        List<SiteFigures> sites = statistics.sites(ALL);

        assertThat(sites).extracting(SiteFigures::siteCode).containsExactly("LL", "LS", "XX");
        assertThat(sites.getFirst().devices()).isEqualTo(2);
        assertThat(sites.getFirst().figures().samples()).isEqualTo(3);
        assertThat(sites.getFirst().figures().compliancePercent()).isCloseTo(200.0 / 3, within(1e-9));
        assertThat(statistics.grades(ALL).counts()).containsEntry(Grade.A, 3L).containsEntry(Grade.REJECT, 1L);
        assertThat(statistics.grades(ALL).percent())
                .containsEntry(Grade.A, 60.0)
                .containsEntry(Grade.C, 0.0);
        assertThat(statistics
                        .grades(new StatsQuery("ESP32_LL_02", null, null, null, null))
                        .samples())
                .isEqualTo(2);
        assertThat(statistics.sites(new StatsQuery(null, "LS", null, null, null)))
                .hasSize(1);
        assertThat(statistics.total(statistics.settledToday()).samples()).isEqualTo(3);
        assertThat(statistics.daily(new StatsQuery(null, null, null, null, 2))).hasSize(2);
    }

    @Test
    void withoutARangeTheLast24HoursAndThe30Days() throws SQLException {
        Instant now = clock.instant();
        store.save(List.of(
                sample("ESP32_LL_01", Grade.A, now),
                sample("ESP32_LL_01", Grade.A, now.minus(Duration.ofHours(23))),
                sample("ESP32_LL_01", Grade.A, now.minus(Duration.ofHours(25))),
                sample("ESP32_LL_01", Grade.A, now.minus(Duration.ofDays(29))),
                sample("ESP32_LL_01", Grade.A, now.minus(Duration.ofDays(31)))));

        assertThat(statistics.hourly(ALL)).hasSize(2);
        assertThat(statistics.daily(ALL))
                .extracting(DailyFigures::day)
                .containsExactly(LocalDate.of(2026, 11, 23), LocalDate.of(2026, 11, 22), LocalDate.of(2026, 10, 25));
    }
}
