package fr.gaveurs.console.backend.features.reports;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.reports.ReportSchedules.Cadence;
import fr.gaveurs.console.backend.features.reports.Occurrences.Occurrence;
import fr.gaveurs.console.backend.features.reports.Occurrences.Rule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OccurrencesTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private static Rule daily(String zone, String at) {
        return new Rule(Cadence.DAILY, ZoneId.of(zone), LocalTime.parse(at), null, null);
    }

    private static Rule shift(String start, String end) {
        return new Rule(Cadence.SHIFT, PARIS, LocalTime.MIDNIGHT, LocalTime.parse(start), LocalTime.parse(end));
    }

    private static Instant at(String time) {
        return Instant.parse(time);
    }

    @Test
    void theDayOnWhichClocksGoForwardHasItsReportAlsoAtTheTimeThatIsLeftOut() {
        List<Occurrence> found = Occurrences.between(
                daily("Europe/Paris", "02:30"), at("2027-03-26T12:00:00Z"), at("2027-03-30T12:00:00Z"), 100);
        assertThat(found)
                .extracting(Occurrence::key)
                .containsExactly("2027-03-26", "2027-03-27", "2027-03-28", "2027-03-29");
        // The report of the 27th is due on the 28th, when 02:30 is 03:30.
        assertThat(found.get(1).due()).isEqualTo(at("2027-03-28T01:30:00Z"));
        assertThat(Duration.between(found.get(2).from(), found.get(2).to())).isEqualTo(Duration.ofHours(23));
    }

    @Test
    void theHourThatComesTwiceMakesNoSecondReport() {
        List<Occurrence> found = Occurrences.between(
                daily("Europe/Paris", "02:30"), at("2026-10-24T12:00:00Z"), at("2026-10-26T12:00:00Z"), 100);
        assertThat(found).extracting(Occurrence::key).containsExactly("2026-10-24", "2026-10-25");
        assertThat(found.getFirst().due()).isEqualTo(at("2026-10-25T00:30:00Z"));
        assertThat(Duration.between(found.get(1).from(), found.get(1).to())).isEqualTo(Duration.ofHours(25));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Paris", "America/New_York", "Pacific/Apia", "Asia/Kathmandu", "UTC"})
    void eachDayOfThreeYearsComesOnceHoweverOftenItIsLooked(String zone) {
        Rule rule = daily(zone, "02:30");
        Instant from = at("2026-01-01T00:00:00Z");
        Instant end = at("2029-01-01T00:00:00Z");
        List<Occurrence> whole = Occurrences.between(rule, from, end, 10_000);
        assertThat(whole).extracting(Occurrence::key).doesNotHaveDuplicates();
        LocalDate day = LocalDate.parse(whole.getFirst().key());
        for (Occurrence occurrence : whole) {
            assertThat(occurrence.key()).isEqualTo(day.toString());
            assertThat(occurrence.to()).isAfter(occurrence.from());
            day = day.plusDays(1);
        }
        List<String> pieces = new ArrayList<>();
        for (Instant at = from; at.isBefore(end); at = at.plus(Duration.ofHours(7))) {
            Instant until = at.plus(Duration.ofHours(7)).isAfter(end) ? end : at.plus(Duration.ofHours(7));
            Occurrences.between(rule, at, until, 10_000).forEach(each -> pieces.add(each.key()));
        }
        assertThat(pieces).isEqualTo(whole.stream().map(Occurrence::key).toList());
    }

    @Test
    void aShiftPastMidnightIsOfTheDayOnWhichItBegins() {
        Occurrence night = Occurrences.next(shift("22:00", "06:00"), at("2026-11-26T05:30:00Z"));
        assertThat(night.key()).isEqualTo("2026-11-26/22:00");
        assertThat(night.from()).isEqualTo(at("2026-11-26T21:00:00Z"));
        assertThat(night.due()).isEqualTo(at("2026-11-27T05:10:00Z"));
        assertThat(Occurrences.next(shift("22:00", "06:00"), at("2026-11-26T05:00:00Z"))
                        .key())
                .isEqualTo("2026-11-25/22:00");
    }

    @Test
    void aShiftWithinTheHourThatIsLeftOutIsNone() {
        assertThat(Occurrences.between(
                        shift("02:00", "03:00"), at("2027-03-27T12:00:00Z"), at("2027-03-29T12:00:00Z"), 10))
                .extracting(Occurrence::key)
                .containsExactly("2027-03-29/02:00");
    }

    @Test
    void weeksBeginOnMondayAndMonthsAreAsLongAsTheyAre() {
        Rule weekly = new Rule(Cadence.WEEKLY, PARIS, LocalTime.of(6, 0), null, null);
        assertThat(Occurrences.between(weekly, at("2026-12-20T00:00:00Z"), at("2027-01-12T00:00:00Z"), 10))
                .extracting(Occurrence::key)
                .containsExactly("2026-12-14", "2026-12-21", "2026-12-28", "2027-01-04");
        Rule monthly = new Rule(Cadence.MONTHLY, PARIS, LocalTime.of(6, 0), null, null);
        assertThat(Occurrences.between(monthly, at("2028-01-15T00:00:00Z"), at("2028-04-15T00:00:00Z"), 10))
                .extracting(Occurrence::key)
                .containsExactly("2028-01", "2028-02", "2028-03");
        assertThat(Occurrences.last(monthly, at("2028-03-10T00:00:00Z")).key()).isEqualTo("2028-02");
        assertThat(Occurrences.last(weekly, at("2026-11-27T00:00:00Z")).key()).isEqualTo("2026-11-16");
    }
}
