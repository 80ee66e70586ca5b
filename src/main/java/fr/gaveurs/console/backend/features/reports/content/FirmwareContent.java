package fr.gaveurs.console.backend.features.reports.content;

import fr.gaveurs.console.api.firmware.Rollouts.InstallState;
import fr.gaveurs.console.api.reports.Reports.ReportSection;
import fr.gaveurs.console.backend.features.firmware.FirmwarePeriods;
import fr.gaveurs.console.backend.features.firmware.FirmwarePeriods.InstallEnd;
import fr.gaveurs.console.backend.features.firmware.FirmwarePeriods.PeriodRollout;
import fr.gaveurs.console.backend.features.reports.content.Content.Section;
import fr.gaveurs.console.backend.features.reports.content.Content.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How new firmware came to stations in a period: rollouts, and what became of each station. */
final class FirmwareContent {
    private static final int PRINTED = 500;

    private final Reading reading;
    private final ReportWords words;
    private final List<PeriodRollout> rollouts;

    FirmwareContent(Reading reading) {
        this.reading = reading;
        this.words = reading.words();
        rollouts = FirmwarePeriods.rollouts(
                reading.handle(),
                reading.subject().from(),
                reading.subject().to(),
                reading.subject().deviceIds());
    }

    List<String> summary() {
        if (rollouts.isEmpty()) {
            return List.of(words.get("summary.no_rollouts"));
        }
        long[] ends = new long[InstallState.values().length];
        ends(end -> ends[end.state().ordinal()]++);
        List<String> sentences = new ArrayList<>();
        sentences.add(words.count("summary.rollouts", rollouts.size()));
        sentences.add(words.count("summary.updated", ends[InstallState.CONFIRMED.ordinal()]));
        long failed = ends[InstallState.FAILED.ordinal()];
        long back = ends[InstallState.ROLLED_BACK.ordinal()];
        long lost = ends[InstallState.LOST.ordinal()];
        if (failed + back + lost > 0) {
            sentences.add(words.get(
                    "summary.not_updated", words.number(failed, 0), words.number(back, 0), words.number(lost, 0)));
        }
        return sentences;
    }

    List<Section> sections() {
        if (rollouts.isEmpty()) {
            return List.of();
        }
        return List.of(
                new Section(
                        ReportSection.FIRMWARE,
                        words.get("section.rollouts"),
                        List.of(words.get("note.rollouts")),
                        List.of(),
                        List.of(rolloutTable())),
                new Section(
                        ReportSection.FIRMWARE,
                        words.get("section.installs"),
                        List.of(words.get("note.installs")),
                        List.of(),
                        List.of(installTable())));
    }

    private void ends(Consumer<InstallEnd> each) {
        FirmwarePeriods.ends(
                reading.handle(),
                reading.subject().from(),
                reading.subject().to(),
                reading.subject().deviceIds(),
                each);
    }

    private Table rolloutTable() {
        return new Table(
                words.get("section.rollouts"),
                List.of(
                        words.column("rollout", CellType.TEXT, 0.8),
                        words.column("firmware", CellType.TEXT, 2.2),
                        words.column("begun", CellType.TIME, 2),
                        words.column("over", CellType.TIME, 2),
                        words.column("state", CellType.TEXT, 2.4),
                        words.column("stations", CellType.COUNT, 1),
                        words.column("confirmed", CellType.COUNT, 1.1),
                        words.column("failed", CellType.COUNT, 0.9),
                        words.column("rolled_back", CellType.COUNT, 1.1),
                        words.column("lost", CellType.COUNT, 0.9),
                        words.column("not_taken", CellType.COUNT, 1),
                        words.column("open", CellType.COUNT, 0.9)),
                sink -> rollouts.forEach(each -> sink.row(
                        Long.toString(each.id()),
                        name(each),
                        each.begun(),
                        each.over(),
                        with(words.get("rollout." + each.standing()), each.reason()),
                        each.all(),
                        each.in(InstallState.CONFIRMED),
                        each.in(InstallState.FAILED),
                        each.in(InstallState.ROLLED_BACK),
                        each.in(InstallState.LOST),
                        each.in(InstallState.CANCELED),
                        each.all()
                                - each.in(
                                        InstallState.CONFIRMED,
                                        InstallState.FAILED,
                                        InstallState.ROLLED_BACK,
                                        InstallState.LOST,
                                        InstallState.CANCELED))),
                PRINTED);
    }

    private Table installTable() {
        return new Table(
                words.get("section.installs"),
                List.of(
                        words.column("time", CellType.TIME, 2),
                        words.column("station", CellType.TEXT, 2.6),
                        words.column("rollout", CellType.TEXT, 0.9),
                        words.column("firmware", CellType.TEXT, 1.6),
                        words.column("install", CellType.TEXT, 2),
                        words.column("reason", CellType.TEXT, 3)),
                sink -> ends(end -> sink.row(
                        end.at(),
                        reading.station(end.deviceId()),
                        end.rolloutId() == null ? null : Long.toString(end.rolloutId()),
                        end.version(),
                        words.get("install." + end.state().key()),
                        reason(end.reason()))),
                PRINTED);
    }

    private String name(PeriodRollout rollout) {
        String name = rollout.project() + " " + rollout.version();
        return rollout.imageDeleted() ? words.get("firmware.deleted", name) : name;
    }

    private String with(String state, @Nullable String reason) {
        String why = reason(reason);
        return why == null ? state : words.get("firmware.why", state, why);
    }

    private @Nullable String reason(@Nullable String code) {
        return code == null || code.isEmpty() ? null : words.getOr("firmware.reason." + code, code);
    }
}
