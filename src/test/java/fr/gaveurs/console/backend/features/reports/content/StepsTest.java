package fr.gaveurs.console.backend.features.reports.content;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.reports.Reports.ReportKind;
import fr.gaveurs.console.api.reports.Reports.ReportLanguage;
import fr.gaveurs.console.api.reports.Reports.ReportSubject;
import fr.gaveurs.console.backend.features.reports.ReportSubjects;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Charts over time show a gap as a gap. */
class StepsTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    /** The day on which clocks are put back has 25 hours. */
    private static final Instant FROM = Instant.parse("2026-10-24T22:00:00Z");

    private static final Instant TO = Instant.parse("2026-10-25T23:00:00Z");
    private static final Instant LATER = Instant.parse("2026-11-28T12:00:00Z");

    private static ReportSubject subject(Instant to, @Nullable String lot) {
        return ReportSubjects.of(
                lot == null ? ReportKind.STATION : ReportKind.LOT, ReportLanguage.FR, FROM, to, PARIS.getId(), lot);
    }

    private static NavigableSet<Instant> at(int... hours) {
        NavigableSet<Instant> all = new TreeSet<>();
        for (int hour : hours) {
            all.add(FROM.plus(Duration.ofHours(hour)));
        }
        return all;
    }

    @Test
    void eachHourOfTheDayHasAPlace() {
        assertThat(Steps.hours(subject(TO, null), LATER, at(3, 20)))
                .hasSize(25)
                .startsWith(FROM)
                .endsWith(TO.minus(Duration.ofHours(1)));
        assertThat(Steps.hours(subject(TO, null), LATER, at())).isEmpty();
    }

    @Test
    void whatIsToComeHasNone() {
        assertThat(Steps.hours(subject(TO, null), FROM.plus(Duration.ofMinutes(150)), at(1)))
                .hasSize(3);
        assertThat(Steps.days(
                        subject(FROM.plus(Duration.ofDays(30)), null),
                        FROM.plus(Duration.ofDays(2)),
                        PARIS,
                        new TreeSet<>(List.of(LocalDate.of(2026, 10, 25)))))
                .containsExactly(LocalDate.of(2026, 10, 25), LocalDate.of(2026, 10, 26));
    }

    @Test
    void aLotHasItsOwnHoursAlone() {
        assertThat(Steps.hours(subject(TO, "L"), LATER, at(3, 6))).containsExactlyElementsOf(at(3, 4, 5, 6));
    }

    @Test
    void ofAPeriodWithoutEndTheDaysThatHaveSomethingRemain() {
        TreeSet<LocalDate> there = new TreeSet<>(List.of(LocalDate.of(2026, 10, 25), LocalDate.of(2029, 1, 1)));
        Instant to = FROM.plus(Duration.ofDays(3_000));
        assertThat(Steps.days(subject(to, null), to, PARIS, there)).isEqualTo(there);
    }
}
