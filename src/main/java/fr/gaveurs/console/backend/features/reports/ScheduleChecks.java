package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.reports.ReportSchedules.Cadence;
import fr.gaveurs.console.api.reports.ReportSchedules.NewSchedule;
import fr.gaveurs.console.api.reports.ReportSchedules.Schedule;
import fr.gaveurs.console.api.reports.ReportSchedules.SchedulePatch;
import fr.gaveurs.console.api.reports.Reports.ReportKind;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a schedule may say: whatever does not fit together is refused by its field. */
final class ScheduleChecks {
    static final String REFUSED = "the schedule cannot be kept";

    private static final String LOTS_ALONE = "is for lots alone";

    private ScheduleChecks() {}

    /** What its reports tell. */
    static ReportKind kind(NewSchedule wanted) {
        if (wanted.kind() != null) {
            return wanted.kind();
        }
        return switch (wanted.cadence()) {
            case SHIFT -> ReportKind.SHIFT;
            case DAILY -> ReportKind.DAILY;
            case WEEKLY -> ReportKind.WEEKLY;
            case MONTHLY -> ReportKind.MONTHLY;
            case LOT -> ReportKind.LOT;
        };
    }

    /** @throws ProblemException naming the field that does not fit the others */
    static void check(NewSchedule wanted, ReportKind kind) {
        boolean shift = wanted.cadence() == Cadence.SHIFT;
        if (shift && (wanted.shiftStart() == null || wanted.shiftEnd() == null)) {
            throw wrong("shift_start", "must be given with shift_end, as times of day such as 06:00");
        }
        if (!shift && (wanted.shiftStart() != null || wanted.shiftEnd() != null)) {
            throw wrong("shift_start", "is for shifts alone");
        }
        if (wanted.at() != null && (shift || wanted.cadence() == Cadence.LOT)) {
            throw wrong(
                    "at",
                    "is for days, weeks and months: a shift is due ten minutes after its end, a lot when it is over");
        }
        if (shift && Objects.equals(wanted.shiftStart(), wanted.shiftEnd())) {
            throw wrong("shift_end", "must be another time of day than shift_start");
        }
        if ((kind == ReportKind.LOT) != (wanted.cadence() == Cadence.LOT)) {
            throw wrong("kind", "must be lot where reports come after each lot, and cannot be lot else");
        }
        if (wanted.quietHours() != null && wanted.cadence() != Cadence.LOT) {
            throw wrong("quiet_hours", LOTS_ALONE);
        }
        if (kind == ReportKind.STATION
                && wanted.template() == null
                && (wanted.deviceIds() == null || wanted.deviceIds().isEmpty())) {
            throw wrong("device_ids", "must name the stations that the report is about");
        }
        ReportPeriods.check(kind, wanted.limits());
    }

    /** It need not be there now: a network may be away. */
    static void checkFolder(@Nullable String folder) {
        if (folder == null || folder.isBlank()) {
            return;
        }
        try {
            if (Path.of(folder.strip()).isAbsolute()) {
                return;
            }
        } catch (InvalidPathException e) {
            // Said below.
        }
        throw wrong("folder", "must be the whole path of a folder, as this console's machine names it");
    }

    /** @throws ProblemException naming the field that does not fit the schedule as it is */
    static void check(Schedule before, SchedulePatch patch) {
        if (patch.at() != null && (before.cadence() == Cadence.SHIFT || before.cadence() == Cadence.LOT)) {
            throw wrong("at", "is for days, weeks and months alone");
        }
        if (patch.quietHours() != null && before.cadence() != Cadence.LOT) {
            throw wrong("quiet_hours", LOTS_ALONE);
        }
        checkShift(before, patch);
        checkStations(before, patch);
    }

    private static void checkShift(Schedule before, SchedulePatch patch) {
        if (patch.shiftStart() == null && patch.shiftEnd() == null) {
            return;
        }
        if (before.cadence() != Cadence.SHIFT) {
            throw wrong(patch.shiftStart() == null ? "shift_end" : "shift_start", "is for shifts alone");
        }
        LocalTime start = patch.shiftStart() == null ? before.shiftStart() : patch.shiftStart();
        LocalTime end = patch.shiftEnd() == null ? before.shiftEnd() : patch.shiftEnd();
        if (Objects.equals(start, end)) {
            throw wrong("shift_end", "must be another time of day than shift_start");
        }
    }

    private static void checkStations(Schedule before, SchedulePatch patch) {
        boolean byTemplate = patch.template() == null ? before.template() != null : patch.template() != 0;
        if (patch.deviceIds() != null
                && patch.deviceIds().isEmpty()
                && before.kind() == ReportKind.STATION
                && !byTemplate) {
            throw wrong("device_ids", "must name the stations that the report is about");
        }
    }

    static ProblemException wrong(String field, String message) {
        return ProblemException.validation(REFUSED, List.of(new FieldError(field, message)));
    }
}
