package fr.gaveurs.console.desktop.screens.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Performance.ComparisonRow;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.screens.models.ShadowPlots.Sum;
import fr.gaveurs.console.desktop.screens.models.chart.Plot;
import fr.gaveurs.console.desktop.screens.models.chart.Plot.Scale;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelPlotsTest {
    private final ShadowPlots plots = new ShadowPlots(new Messages(Language.FR, ZoneOffset.UTC));

    private static ComparisonRow row(String station, int samples, double difference, int labels) {
        return new ComparisonRow(
                Target.FRESHNESS,
                station,
                "2026-03-08",
                samples,
                difference,
                Math.abs(difference),
                0.9,
                labels,
                labels == 0 ? null : 0.1 * labels,
                labels == 0 ? null : 0.2);
    }

    @Test
    void whatIsPutTogetherCountsByItsSamplesAndLabels() {
        List<ComparisonRow> rows = List.of(row("a", 30, 0.1, 1), row("b", 10, -0.1, 3), row("c", 0, 5, 0));
        Sum total = ShadowPlots.total(rows, Target.FRESHNESS);
        assertThat(total.samples()).isEqualTo(40);
        assertThat(total.difference()).isCloseTo(0.05, within(1e-12));
        assertThat(total.labels()).isEqualTo(4);
        assertThat(total.mae()).isCloseTo(0.25, within(1e-12));
        assertThat(total.against()).isCloseTo(0.2, within(1e-12));
        assertThat(ShadowPlots.total(rows, Target.WEIGHT)).isEqualTo(Sum.NONE);
    }

    @Test
    void withoutLabelsThereIsNoPictureOfErrors() {
        assertThat(plots.errors(List.of(row("a", 30, 0.1, 0)), Target.FRESHNESS))
                .isEqualTo(Plot.NONE);
        assertThat(plots.stations(List.of(), Target.FRESHNESS)).isEqualTo(Plot.NONE);
        assertThat(plots.stations(List.of(row("a", 30, 0.1, 0)), Target.FRESHNESS)
                        .words())
                .isEqualTo("a 0,100");
    }

    @Test
    void aScaleIsOneAlsoWhereAllIsTheSame() {
        assertThat(Scale.from("", 0, 0)).isEqualTo(new Scale("", 0, 1));
        assertThat(Scale.around("", 0.5, Double.NaN, 0.5)).isEqualTo(new Scale("", 0.5, 1.5));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-03,2026-03-03",
        "3/3/2026,2026-03-03",
        "03.03.2026,2026-03-03",
        "31/02/2026,",
        "2026-13-01,",
        "hier,",
        "3/3/26,"
    })
    void daysAreTypedAsPeopleWriteThem(String typed, LocalDate expected) {
        assertThat(DayFields.day(typed)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-03 10:30,2026-03-03T09:30:00Z",
        "3/3/2026 10h30,2026-03-03T09:30:00Z",
        "2026-03-03,2026-03-03T11:00:00Z",
        "2026-03-03 25:00,"
    })
    void momentsAreOfTheHall(String typed, Instant expected) {
        assertThat(DayFields.moment(typed, ZoneId.of("Europe/Paris"))).isEqualTo(expected);
    }
}
