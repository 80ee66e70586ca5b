package fr.gaveurs.console.api.reports;

import fr.gaveurs.console.api.DeviceId;
import fr.gaveurs.console.api.Keyed;
import fr.gaveurs.console.api.reports.Reports.CapabilityLimits;
import fr.gaveurs.console.api.reports.Reports.ReportFormat;
import fr.gaveurs.console.api.reports.Reports.ReportKind;
import fr.gaveurs.console.api.reports.Reports.ReportLanguage;
import fr.gaveurs.console.api.reports.Reports.ReportState;
import fr.gaveurs.console.api.reports.Reports.TemplateRef;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reports that come by themselves. */
public final class ReportSchedules {
    /** Addresses of one schedule. */
    public static final int MAX_RECIPIENTS = 5_000;

    private ReportSchedules() {}

    /** How often, and over which period. */
    public enum Cadence implements Keyed {
        /** A shift of each day, ten minutes after its end. */
        SHIFT,
        /** Each calendar day, on the next one. */
        DAILY,
        /** Each week from Monday, on the Monday after it. */
        WEEKLY,
        /** Each calendar month, on the first day of the next one. */
        MONTHLY,
        /** Each lot, once nothing of it was measured for some hours. */
        LOT
    }

    /**
     * A schedule.
     *
     * @param timeZone in which its days begin
     * @param at time of day at which a day, week or month is due
     * @param shiftStart of a shift
     * @param shiftEnd of a shift: on the next day where it is not after the start
     * @param folder where the files are copied to; null: nowhere
     * @param recipients mail addresses
     * @param version one more with each change
     * @param next when the next one is due; null while it is switched off, and of lots, which have no calendar
     * @param last the newest of its reports; null: none yet
     * @param undelivered files that are still to be copied or mailed
     * @param trouble why the newest of those could not be; null: nothing went wrong
     * @param template by which its reports are made, in its newest version; null: none
     * @param quietHours for how long nothing of a lot was measured when it is over; for lots alone
     * @param troubleReason what {@code trouble} says, for programs; null where an older version wrote it
     * @param troubles each cause for which files wait, or were not delivered of its newest report; the newest one first
     */
    public record Schedule(
            long id,
            String name,
            Cadence cadence,
            ReportKind kind,
            ReportLanguage language,
            List<ReportFormat> formats,
            String timeZone,
            LocalTime at,
            @Nullable LocalTime shiftStart,
            @Nullable LocalTime shiftEnd,
            List<String> deviceIds,
            @Nullable CapabilityLimits limits,
            @Nullable String folder,
            List<String> recipients,
            boolean enabled,
            int version,
            Instant createdAt,
            @Nullable Instant next,
            @Nullable LastRun last,
            long undelivered,
            @Nullable String trouble,
            @Nullable TemplateRef template,
            int quietHours,
            @Nullable ReportReason troubleReason,
            List<Trouble> troubles) {
        public Schedule {
            // An older console says the newest cause alone.
            troubles = troubles != null
                    ? troubles
                    : trouble == null ? List.of() : List.of(new Trouble(trouble, troubleReason));
        }
    }

    /**
     * Why something of a schedule was not delivered.
     *
     * @param error an English sentence
     * @param reason what {@code error} says, for programs; null where an older version wrote it
     */
    public record Trouble(String error, @Nullable ReportReason reason) {}

    /**
     * The newest report of a schedule.
     *
     * @param reason what {@code error} says, for programs; null where an older version wrote it
     */
    public record LastRun(
            long reportId,
            String occurrence,
            ReportState state,
            boolean late,
            @Nullable String error,
            @Nullable ReportReason reason) {}

    /**
     * A schedule to be made.
     *
     * @param kind what its reports tell; where left out, what was measured in the period
     * @param language French where left out
     * @param formats PDF where left out
     * @param timeZone the hall's where left out
     * @param at 06:00 where left out
     * @param template id of a template: where it names stations, a product or a language, these count
     * @param quietHours 12 where left out; for lots alone
     */
    public record NewSchedule(
            @NotNull @Size(min = 1, max = ReportInput.MAX_NAME)
            String name,

            @NotNull Cadence cadence,
            @Nullable ReportKind kind,
            @Nullable ReportLanguage language,
            @Nullable @Size(min = 1, max = 3) List<ReportFormat> formats,
            @Nullable @Size(max = 60) String timeZone,
            @Nullable LocalTime at,
            @Nullable LocalTime shiftStart,
            @Nullable LocalTime shiftEnd,

            @Nullable @Size(max = ReportInput.MAX_DEVICES)
            List<@Pattern(regexp = DeviceId.PATTERN, message = DeviceId.MESSAGE) String> deviceIds,

            @Nullable CapabilityLimits limits,
            @Nullable @Size(max = 500) String folder,

            @Nullable @Size(max = MAX_RECIPIENTS) List<@NotNull @Email @Size(max = 200) String> recipients,

            @Nullable @Positive Long template,
            @Nullable @Min(1) @Max(72) Integer quietHours) {}

    /**
     * What changes of a schedule; what is left out stays.
     *
     * @param timeZone what was made stays; days of the new zone of which a report was made are not made again
     * @param shiftStart for shifts alone
     * @param shiftEnd for shifts alone
     * @param deviceIds empty: all
     * @param folder empty: no folder any more
     * @param template id of a template; 0: no template any more
     * @param quietHours for lots alone
     * @param version of the schedule that was seen: a change of one that somebody else changed meanwhile is refused
     */
    public record SchedulePatch(
            @Nullable @Size(min = 1, max = ReportInput.MAX_NAME)
            String name,

            @Nullable Boolean enabled,
            @Nullable LocalTime at,
            @Nullable @Size(max = 60) String timeZone,
            @Nullable LocalTime shiftStart,
            @Nullable LocalTime shiftEnd,
            @Nullable ReportLanguage language,
            @Nullable @Size(min = 1, max = 3) List<ReportFormat> formats,

            @Nullable @Size(max = ReportInput.MAX_DEVICES)
            List<@Pattern(regexp = DeviceId.PATTERN, message = DeviceId.MESSAGE) String> deviceIds,

            @Nullable @Size(max = 500) String folder,

            @Nullable @Size(max = MAX_RECIPIENTS) List<@NotNull @Email @Size(max = 200) String> recipients,

            @Nullable @PositiveOrZero Long template,
            @Nullable @Min(1) @Max(72) Integer quietHours,
            @NotNull Integer version) {}
}
