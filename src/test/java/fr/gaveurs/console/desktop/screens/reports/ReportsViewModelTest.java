package fr.gaveurs.console.desktop.screens.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.gaveurs.console.api.reports.ReportInput.NewReport;
import fr.gaveurs.console.api.reports.Reports.CapabilityFigure;
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
