package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.Listing;
import fr.gaveurs.console.api.Problem;
import fr.gaveurs.console.api.bugs.BugTerms;
import fr.gaveurs.console.api.bugs.Bugs.Attachment;
import fr.gaveurs.console.api.bugs.Bugs.Bug;
import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import fr.gaveurs.console.api.bugs.Bugs.SimilarBug;
import java.time.Instant;
import java.util.List;

/** Answers about bugs, for windows over a backend that answers as told. */
final class MadeUpReports {
    private static final Instant AT = Instant.parse("2026-11-22T08:14:00Z");

    private MadeUpReports() {}

    static BugSummary summary(long id, String title, BugTerms.Status status) {
        return new BugSummary(
                id,
                title,
                BugTerms.Severity.HIGH,
                BugTerms.Priority.MEDIUM,
                BugTerms.Category.SENSOR,
                status,
                BugTerms.Source.PERSON,
                "ESP32-07",
                "1.4.2",
                null,
                null,
                null,
                "Paul",
                null,
                List.of(),
                null,
                null,
                1,
                AT,
                AT,
                AT,
                AT,
                null,
                2,
                0,
                1);
    }

    static Bug bug(long id) {
        return new Bug(
                summary(id, "The weight stays at zero", BugTerms.Status.OPEN),
                "The weight stays at zero.",
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null,
                List.of(),
                List.of());
    }

    static Attachment attachment() {
        return new Attachment("0f", "screenshot.png", "image/png", 12, null, AT);
    }

    static Listing<SimilarBug> similar(SimilarBug... bugs) {
        return new Listing<>(List.of(bugs));
    }

    static Listing<SimilarBug> twoAlike() {
        return similar(
                new SimilarBug(
                        summary(118, "Le poids reste à zéro après le nettoyage du plateau", BugTerms.Status.OPEN), 0.7),
                new SimilarBug(summary(97, "Poids faux de 40 g", BugTerms.Status.IN_PROGRESS), 0.4));
    }

    static Problem away() {
        return new Problem("/problems/unavailable", "Unavailable", 503, "the database is away", null, null);
    }

    static Problem badEmail() {
        return new Problem(
                "/problems/validation",
                "Invalid",
                400,
                "1 field is not as it must be",
                "/api/bugs",
                List.of(new FieldError("reporter_email", "must be an e-mail address such as nom@exemple.fr")));
    }
}
