package fr.gaveurs.console.desktop.screens.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.gaveurs.console.api.reports.ReportInput.NewReport;
import fr.gaveurs.console.api.reports.Reports.CapabilityFigure;
import fr.gaveurs.console.api.reports.Reports.CapabilityLimits;
import fr.gaveurs.console.api.reports.Reports.ReportFormat;
import fr.gaveurs.console.api.reports.Reports.ReportKind;
import fr.gaveurs.console.api.reports.Reports.ReportLanguage;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.screens.reports.ReportsViewModel.Form;
import fr.gaveurs.console.desktop.screens.reports.ReportsViewModel.InputException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReportsViewModelTest {
    private final ReportsViewModel model = new ReportsViewModel(new Messages(Language.EN, ZoneId.of("Europe/Paris")));

    private NewReport wanted(ReportKind kind, @Nullable LocalDate day, @Nullable LocalDate until) throws Exception {
        return model.wanted(new Form(
                kind,
                day,
                until,
                "6h",
                "14:00",
                "",
                "LOT-1",
                CapabilityFigure.WEIGHT,
                "",
                "",
                ReportLanguage.EN,
                List.of(ReportFormat.PDF),
                null));
    }

    @Test
    void whichOfASchedulesIsToldByDates() {
        ReportText french = new ReportText(new Messages(Language.FR, ZoneId.of("Europe/Paris")));
        assertThat(french.occurrence("2027-03-01")).isEqualTo("1er mars 2027");
        assertThat(french.occurrence("2026-11-27 #05c4aa7f")).isEqualTo("27 nov. 2026");
        assertThat(french.occurrence("2026-11-27/06:00")).isEqualTo("27 nov. 2026, 06:00");
        assertThat(french.occurrence("2026-10")).isEqualTo("octobre 2026");
        assertThat(french.occurrence("LOT/7/2026-11-28")).isEqualTo("LOT/7, 28 nov. 2026");
        assertThat(french.occurrence("2026-13-99")).isEqualTo("2026-13-99");
    }

    @Test
    void aFolderIsAWholePathOfWhicheverSystem() throws Exception {
        for (String whole : List.of("/reports", "D:\\reports", "d:/reports", "\\\\server\\reports", " /a ")) {
            assertThat(model.folder(whole)).isEqualTo(whole.strip());
        }
        assertThat(model.folder("  ")).isNull();
        for (String part : List.of("reports", "./reports", "D:reports", "\\reports")) {
            assertThatThrownBy(() -> model.folder(part)).isInstanceOf(ReportsViewModel.InputException.class);
        }
    }

    @Test
    void severalDaysAreThoseOfTheHallAlsoOverAChangeOfTheClocks() throws Exception {
        NewReport report = wanted(ReportKind.CONDITIONS, LocalDate.of(2026, 10, 24), LocalDate.of(2026, 10, 25));
        assertThat(report.day()).isNull();
        assertThat(report.from()).isEqualTo(Instant.parse("2026-10-23T22:00:00Z"));
        assertThat(report.to()).isEqualTo(Instant.parse("2026-10-25T23:00:00Z"));
    }

    @Test
    void aDayAloneIsADayAndADailyReportHasNoSecondOne() throws Exception {
        LocalDate day = LocalDate.of(2026, 11, 3);
        assertThat(wanted(ReportKind.HEALTH, day, day).day()).isEqualTo(day);
        assertThat(wanted(ReportKind.HEALTH, day, null).from()).isNull();
        assertThat(wanted(ReportKind.DAILY, day, day.plusDays(4)).day()).isEqualTo(day);
        assertThat(wanted(ReportKind.SHIFT, day, null).shiftStart()).isEqualTo(LocalTime.of(6, 0));
    }

    /** What is shown in a field is saved again as it is, whatever its size. */
    @Test
    void limitsAreTypedInTheUnitInWhichTheyAreTold() throws Exception {
        assertThat(model.limit("350.25", CapabilityFigure.VOLUME)).isEqualTo(350_250);
        assertThat(model.limit("", CapabilityFigure.VOLUME)).isNull();
        assertThat(model.typed(350_250.0, CapabilityFigure.VOLUME)).isEqualTo("350.25");
        assertThat(model.typed(null, CapabilityFigure.WEIGHT)).isEmpty();
        for (Language language : Language.values()) {
            ReportsViewModel its = new ReportsViewModel(new Messages(language, ZoneId.of("Europe/Paris")));
            for (double limit : new double[] {0.125, 1, 500, 1_200, 350_250, 1_234_567, 2e9}) {
                for (CapabilityFigure figure : CapabilityFigure.values()) {
                    assertThat(its.limit(its.typed(limit, figure), figure))
                            .as(language + ", " + figure)
                            .isEqualTo(limit);
                }
            }
        }
        NewReport report = model.wanted(new Form(
                ReportKind.CAPABILITY,
                null,
                null,
                "",
                "",
                "",
                "",
                CapabilityFigure.VOLUME,
                "350",
                "620,5",
                ReportLanguage.EN,
                List.of(ReportFormat.PDF),
                null));
        assertThat(report.limits()).isEqualTo(new CapabilityLimits(CapabilityFigure.VOLUME, 350_000.0, 620_500.0));
    }

    @Test
    void whatIsNoneIsSaid() throws Exception {
        assertThat(model.hours("12 h")).isEqualTo(12);
        assertThat(model.zone(" Europe/Paris ")).isEqualTo("Europe/Paris");
        assertThat(model.zone("")).isNull();
        assertThatThrownBy(() -> model.hours("0")).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> model.hours("73")).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> model.zone("Paris")).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> model.time("25h")).isInstanceOf(InputException.class);
    }
}
