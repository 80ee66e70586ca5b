package fr.gaveurs.console.desktop.screens.bugs.report;

import fr.gaveurs.console.desktop.kit.ReportContext;
import java.time.Instant;

/** Reports for tests. */
final class Drafts {
    static final ReportContext STATION =
            new ReportContext("ESP32-07", "1.4.2", "S-000123", Instant.parse("2026-11-23T10:00:00Z"), null, null);

    private Drafts() {}

    static Draft titled(String title) {
        return titled(title, Instant.parse("2026-11-23T10:00:05Z"));
    }

    static Draft titled(String title, Instant at) {
        Draft blank = Draft.blank(at, "Jeanne", STATION);
        return new Draft(
                blank.id(),
                blank.at(),
                title,
                "The weight stays at zero.",
                "",
                blank.severity(),
                blank.priority(),
                blank.category(),
                blank.reporter(),
                "",
                blank.about(),
                "a line of the log",
                true,
                true,
                null,
                null,
                null);
    }
}
