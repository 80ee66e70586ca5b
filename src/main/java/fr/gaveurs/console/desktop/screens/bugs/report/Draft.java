package fr.gaveurs.console.desktop.screens.bugs.report;

import fr.gaveurs.console.api.Problem;
import fr.gaveurs.console.api.ShortText;
import fr.gaveurs.console.api.bugs.BugInput.NewBug;
import fr.gaveurs.console.api.bugs.BugTerms.Category;
import fr.gaveurs.console.api.bugs.BugTerms.Priority;
import fr.gaveurs.console.api.bugs.BugTerms.Severity;
import fr.gaveurs.console.desktop.kit.ProblemText;
import fr.gaveurs.console.desktop.kit.ReportContext;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A report as it stands in the form, and in a file.
 *
 * @param id of the report through all its life: the backend makes one bug of it however often it is sent
 * @param at when the form was opened
 * @param logs last lines of the log, or a trace; empty for none
 * @param withLogs whether {@code logs} is sent
 * @param crop the part of the screenshot that is sent; null for all of it
 * @param related a bug that this report is about too
 * @param refusal why the backend did not take it, null if it was not asked
 */
record Draft(
        UUID id,
        Instant at,
        String title,
        String description,
        String steps,
        Severity severity,
        Priority priority,
        Category category,
        String reporter,
        String email,
        ReportContext about,
        String logs,
        boolean withLogs,
        boolean withScreenshot,
        @Nullable Crop crop,
        @Nullable Long related,
        @Nullable Refusal refusal) {
    static final int LONGEST_LOGS = 190_000;
    private static final int LONGEST_COMMENT = 10_000;

    /**
     * @param kind of the problem, for its words in the window's language; null in files of before
     * @param message the backend's words
     * @param fields what is wrong with each field, by its name on the wire
     */
    record Refusal(@Nullable String kind, String message, Map<String, String> fields) {
        Refusal {
            Objects.requireNonNull(message);
            fields = Map.copyOf(fields);
        }

        static Refusal of(Problem why) {
            Map<String, String> fields = new HashMap<>();
            if (why.errors() != null) {
                why.errors().forEach(error -> fields.merge(error.field(), error.message(), (a, b) -> a + "; " + b));
            }
            return new Refusal(ProblemText.kind(why), why.detail() == null ? why.title() : why.detail(), fields);
        }
    }

    /** Refuses what a damaged file may leave out. */
    Draft {
        Objects.requireNonNull(id);
        Objects.requireNonNull(at);
        Objects.requireNonNull(title);
        Objects.requireNonNull(description);
        Objects.requireNonNull(steps);
        Objects.requireNonNull(severity);
        Objects.requireNonNull(priority);
        Objects.requireNonNull(category);
        Objects.requireNonNull(reporter);
        Objects.requireNonNull(email);
        Objects.requireNonNull(about);
        Objects.requireNonNull(logs);
    }

    /** A form with nothing typed. */
    static Draft blank(Instant at, String reporter, ReportContext about) {
        String title = about.titleHint() == null ? "" : about.titleHint();
        return new Draft(
                UUID.randomUUID(),
                at,
                title,
                "",
                "",
                Severity.MEDIUM,
                Priority.MEDIUM,
                Category.OTHER,
                reporter,
                "",
                about,
                "",
                true,
                true,
                null,
                null,
                null);
    }

    Draft refused(Refusal why) {
        return new Draft(
                id,
                at,
                title,
                description,
                steps,
                severity,
                priority,
                category,
                reporter,
                email,
                about,
                logs,
                withLogs,
                withScreenshot,
                null,
                related,
                why);
    }

    /** What an error leaves to be reported. */
    Draft about(CaughtError crash, String words, @Nullable Long bug) {
        return new Draft(
                id,
                at,
                crash.code() + " " + crash.title(),
                words,
                steps,
                severity,
                priority,
                Category.FRONTEND,
                reporter,
                email,
                about,
                crash.trace(),
                withLogs,
                withScreenshot,
                crop,
                bug,
                refusal);
    }

    /** @param words stands for a description that is too short */
    NewBug bug(String words, String programVersion) {
        return new NewBug(
                id,
                title.strip(),
                words,
                severity,
                priority,
                category,
                cut(about.deviceId(), 100),
                cut(about.firmwareVersion(), 50),
                cut(about.sampleId(), 100),
                about.sampleTime(),
                cut(about.component(), 100),
                cut(reporter, 100),
                cut(email, 254),
                null,
                cut(steps, 20_000),
                withLogs ? cut(logs, LONGEST_LOGS) : null,
                cut(programVersion, 50),
                null,
                related == null ? null : List.of(related));
    }

    /** What was typed, for a bug that somebody else reported: at least its title, and where it was met. */
    String comment(String where) {
        StringBuilder text = new StringBuilder(title.strip());
        for (String part : List.of(description, steps, where)) {
            if (!part.isBlank()) {
                text.append("\n\n").append(part.strip());
            }
        }
        return ShortText.beginning(text.toString(), LONGEST_COMMENT);
    }

    private static @Nullable String cut(@Nullable String text, int longest) {
        if (text == null || text.isBlank()) {
            return null;
        }
        return ShortText.beginning(text.strip(), longest);
    }
}
