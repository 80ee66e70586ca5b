package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.api.reports.Reports.ReportKind;
import fr.gaveurs.console.api.reports.Reports.ReportLanguage;
import fr.gaveurs.console.api.reports.Reports.ReportSubject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What reports of tests are about: all stations, without limits, product or template. */
public final class ReportSubjects {
    private ReportSubjects() {}

    public static ReportSubject of(ReportKind kind, ReportLanguage language, Instant from, Instant to, String zone) {
        return of(kind, language, from, to, zone, null);
    }

    /** @param lot null where it is about none */
    public static ReportSubject of(
            ReportKind kind, ReportLanguage language, Instant from, Instant to, String zone, @Nullable String lot) {
        return new ReportSubject(kind, language, from, to, zone, List.of(), lot, null, List.of(), null, null);
    }
}
