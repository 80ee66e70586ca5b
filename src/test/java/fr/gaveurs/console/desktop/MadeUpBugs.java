package fr.gaveurs.console.desktop;

import fr.gaveurs.console.api.bugs.BugInput;
import fr.gaveurs.console.api.bugs.BugStatistics;
import fr.gaveurs.console.api.bugs.BugTerms.Category;
import fr.gaveurs.console.api.bugs.BugTerms.Priority;
import fr.gaveurs.console.api.bugs.BugTerms.Severity;
import fr.gaveurs.console.api.bugs.BugTerms.Source;
import fr.gaveurs.console.api.bugs.BugTerms.Status;
import fr.gaveurs.console.api.bugs.Bugs;
import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bugs for screens: plausible, and the same in each run. */
public final class MadeUpBugs {
    private static final String[] TITLES = {
        "Lecture bloquée sur le canal F4 après un redémarrage",
        "La station LL_02 renvoie deux fois la même mesure",
        "Le tapis s’arrête quand la porte du frigo est ouverte",
        "Graph of the last hour is empty after midnight",
        "Poids nul sur un foie entier",
        "ESP32 does not come back after a power cut",
        "Note C alors que le foie est conforme à l’œil",
        "Le câble du capteur spectral se débranche",
        "Export CSV: the weight column has no unit",
        "Horloge fausse de trois minutes",
        "NullPointerException in the station screen",
        "Trop de mesures en attente le lundi matin"
    };
    private static final String[] PEOPLE = {"Amélie Laborde", "Jean Ducasse", "Paul Etcheverry"};

    private MadeUpBugs() {}

    /** A bug to be varied; its number decides what it is about. */
    public static BugSummary bug(long id, Status status, Severity severity, int version, @Nullable String by) {
        int i = (int) id;
        Instant created = MadeUp.NOW.minus(Duration.ofHours(3L * i + 1));
        Instant updated = created.plus(Duration.ofMinutes(30L * version));
        boolean program = i % 11 == 10;
        return new BugSummary(
                id,
                TITLES[i % TITLES.length],
                severity,
                Priority.values()[i % 4],
                Category.values()[i % Category.values().length],
                status,
                program ? Source.WINDOW : Source.PERSON,
                i % 5 == 4 ? null : "ESP32_LL_0" + (1 + i % 3),
                i % 5 == 4 ? null : "3.2." + i % 4,
                i % 3 == 0 ? "SQ-000" + i : null,
                i % 3 == 0 ? created : null,
                i % 2 == 0 ? "live" : null,
                program ? null : PEOPLE[i % 3],
                i % 3 == 0 ? null : PEOPLE[(i + 1) % 3],
                i % 4 == 0 ? List.of("récolte", "froid") : List.of(),
                null,
                program ? "K7QM-2F9D" : null,
                program ? 1_204 : 1,
                created,
                updated,
                created,
                updated,
                by,
                i % 4,
                i % 2,
                version);
    }

    public static BugSummary bug(long id) {
        Status[] states = {
            Status.OPEN, Status.IN_PROGRESS, Status.OPEN, Status.RESOLVED, Status.OPEN, Status.CLOSED, Status.WONT_FIX
        };
        Severity[] severities = {Severity.HIGH, Severity.MEDIUM, Severity.LOW, Severity.CRITICAL, Severity.MEDIUM};
        return bug(id, states[(int) (id % states.length)], severities[(int) (id % severities.length)], 1, PEOPLE[1]);
    }

    /** What somebody reports. */
    public static BugInput.NewBug report() {
        return new BugInput.NewBug(
                null,
                "Le tapis est arrêté",
                "Il ne repart pas de lui-même.",
                Severity.HIGH,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "Amélie",
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** The same bug, met once more. */
    public static BugSummary metAgain(BugSummary bug, Instant moment) {
        return new BugSummary(
                bug.id(),
                bug.title(),
                bug.severity(),
                bug.priority(),
                bug.category(),
                bug.status(),
                bug.source(),
                bug.deviceId(),
                bug.firmwareVersion(),
                bug.sampleId(),
                bug.sampleTime(),
                bug.component(),
                bug.reporter(),
                bug.assignee(),
                bug.tags(),
                bug.duplicateOf(),
                bug.errorCode(),
                bug.occurrences() + 1,
                bug.firstSeen(),
                moment,
                bug.createdAt(),
                bug.updatedAt(),
                bug.updatedBy(),
                bug.comments(),
                bug.attachments(),
                bug.version());
    }

    /** The same bug, of that moment. */
    public static BugSummary at(BugSummary bug, Instant moment) {
        return new BugSummary(
                bug.id(),
                bug.title(),
                bug.severity(),
                bug.priority(),
                bug.category(),
                bug.status(),
                bug.source(),
                bug.deviceId(),
                bug.firmwareVersion(),
                bug.sampleId(),
                bug.sampleTime(),
                bug.component(),
                bug.reporter(),
                bug.assignee(),
                bug.tags(),
                bug.duplicateOf(),
                bug.errorCode(),
                bug.occurrences(),
                moment,
                moment,
                moment,
                moment,
                bug.updatedBy(),
                bug.comments(),
                bug.attachments(),
                bug.version());
    }

    /** Bugs {@code first} to {@code last}. */
    public static List<BugSummary> bugs(long first, long last) {
        List<BugSummary> all = new ArrayList<>();
        for (long id = first; id <= last; id++) {
            all.add(bug(id));
        }
        return all;
    }

    public static Bugs.Board board(List<BugSummary> bugs) {
        List<Bugs.BoardColumn> columns = new ArrayList<>();
        for (Status status : Status.values()) {
            List<BugSummary> of =
                    bugs.stream().filter(bug -> bug.status() == status).toList();
            columns.add(new Bugs.BoardColumn(status, status == Status.CLOSED ? of.size() + 118 : of.size(), of));
        }
        return new Bugs.Board(columns);
    }

    /** A bug in full. */
    public static Bugs.Bug full(BugSummary summary, String description, List<Bugs.TimelineEntry> timeline) {
        return new Bugs.Bug(
                summary,
                description,
                "1. Couper le courant de la station\n2. Attendre dix secondes\n3. Remettre le courant",
                "W (1204) as7341: F4 reads 0 three times\nE (1210) as7341: i2c timeout, retrying\n"
                        + "E (1410) as7341: i2c timeout, giving up",
                "0.9.0",
                "amelie@gaveurs.example",
                null,
                List.of(4L, 9L),
                summary.createdAt().plusSeconds(5_400),
                null,
                List.of(
                        new Bugs.Attachment("a".repeat(64), "capture.png", "image/png", 1_204, PEOPLE[0], MadeUp.NOW),
                        new Bugs.Attachment("b".repeat(64), "journal.txt", "text/plain", 48_200, PEOPLE[0], MadeUp.NOW),
                        new Bugs.Attachment(
                                "c".repeat(64), "mesures.zip", "application/zip", 2_480_000, null, MadeUp.NOW)),
                timeline);
    }

    public static Bugs.Bug full(BugSummary summary) {
        Instant start = summary.createdAt();
        return full(
                summary,
                "Depuis ce matin le canal F4 reste à zéro après chaque redémarrage de la station. "
                        + "Il faut débrancher le capteur et le rebrancher pour que les mesures reviennent.\n\n"
                        + "Attendu : le canal revient de lui-même.",
                List.of(
                        new Bugs.TimelineEntry(
                                start.plusSeconds(5_400), PEOPLE[1], null, false, "status", "open", "in_progress"),
                        new Bugs.TimelineEntry(
                                start.plusSeconds(5_500),
                                PEOPLE[1],
                                "Je l’ai vu aussi sur LL_03. Le câble était bon.",
                                false,
                                null,
                                null,
                                null),
                        new Bugs.TimelineEntry(
                                start.plusSeconds(7_000),
                                PEOPLE[2],
                                "Lot de capteurs livré en novembre, à retourner au fournisseur.",
                                true,
                                null,
                                null,
                                null),
                        new Bugs.TimelineEntry(
                                start.plusSeconds(7_200), PEOPLE[2], null, false, "assignee", null, PEOPLE[2]),
                        new Bugs.TimelineEntry(
                                start.plusSeconds(7_300), PEOPLE[2], null, false, "description", "x".repeat(90), "y")));
    }

    public static BugStatistics.BugFigures figures() {
        return new BugStatistics.BugFigures(
                MadeUp.NOW,
                412,
                Map.of("open", 31L, "in_progress", 9L, "resolved", 12L, "closed", 340L, "wont_fix", 20L),
                Map.of("critical", 2L, "high", 7L, "medium", 19L, "low", 12L),
                Map.of("sensor", 14L, "firmware", 9L, "hardware", 17L),
                List.of(
                        new BugStatistics.AgeGroup(0, 1, 4),
                        new BugStatistics.AgeGroup(1, 7, 11),
                        new BugStatistics.AgeGroup(7, 30, 17),
                        new BugStatistics.AgeGroup(30, 90, 6),
                        new BugStatistics.AgeGroup(90, null, 2)),
                13,
                16,
                2.4,
                61.0,
                8.3,
                List.of(
                        new BugStatistics.Worst("ESP32_LL_02", 9, 14),
                        new BugStatistics.Worst("ESP32_LS_01", 6, 7),
                        new BugStatistics.Worst("ESP32_MT_03", 2, 5),
                        new BugStatistics.Worst("ESP32_LL_01", 1, 1)),
                List.of(
                        new BugStatistics.Worst("3.2.1", 12, 20),
                        new BugStatistics.Worst("3.1.9", 4, 4),
                        new BugStatistics.Worst("3.2.0", 2, 3)));
    }

    /** The last days, oldest first. */
    public static List<BugStatistics.BugDay> days(int count) {
        LocalDate today = LocalDate.of(2026, 3, 14);
        List<BugStatistics.BugDay> days = new ArrayList<>();
        long open = 52;
        for (int i = 0; i < count; i++) {
            long reported = Math.round(2.2 + 2 * Math.sin(i * 1.7));
            long resolved = Math.min(open, Math.round(2.5 + 2.4 * Math.cos(i * 1.1)));
            open += reported - resolved;
            days.add(new BugStatistics.BugDay(
                    today.minusDays(count - 1L - i).toString(),
                    Map.of("open", open - 4, "in_progress", 4L),
                    Map.of(),
                    reported,
                    resolved,
                    0,
                    null,
                    null));
        }
        return days;
    }

    /** The start of a file that is no image, for previews. */
    public static byte[] text() {
        return "a line\nanother\twith a tab".getBytes(StandardCharsets.UTF_8);
    }
}
