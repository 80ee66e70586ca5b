package fr.gaveurs.console.api.reports;

import fr.gaveurs.console.api.DeviceId;
import fr.gaveurs.console.api.products.Products;
import fr.gaveurs.console.api.reports.Reports.CapabilityLimits;
import fr.gaveurs.console.api.reports.Reports.ReportFormat;
import fr.gaveurs.console.api.reports.Reports.ReportKind;
import fr.gaveurs.console.api.reports.Reports.ReportLanguage;
import fr.gaveurs.console.api.reports.Reports.ReportState;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What callers say of reports. */
public final class ReportInput {
    /** Stations that one report may be about by name. */
    public static final int MAX_DEVICES = 100;
    /** Lines that one report may be about by name. */
    public static final int MAX_LINES = 20;
    /** Letters of the name of a schedule, a template or a product. */
    public static final int MAX_NAME = 100;
    /** Addresses to which a person sends a report at once. */
    public static final int MAX_SENT = 50;

    private ReportInput() {}

    /**
     * A report to be made now. Its period is {@code from} to {@code to} where both are given; else the day, week or month
     * that {@code day} lies in; else the last one that is over. A lot without dates is meant as a whole, as far as its samples
     * are kept.
     *
     * @param formats PDF where left out
     * @param language French where left out
     * @param day in the hall's time zone
     * @param shiftStart time of day at which a shift begins, on {@code day}
     * @param shiftEnd time of day at which it ends: on the next day where it is not after the start
     * @param deviceIds the stations; all where left out
     * @param lot which lot, for a report about one
     * @param limits for a report about capability
     * @param lines whose stations it is about, besides {@code deviceIds}
     * @param profile id of the product whose limits count, for a report about capability
     * @param template id of the template; what is said here besides goes before what the template says
     * @param templateVersion which version of it; the newest one where left out
     */
    public record NewReport(
            @NotNull ReportKind kind,
            @Nullable @Size(min = 1, max = 3) List<ReportFormat> formats,
            @Nullable ReportLanguage language,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable LocalDate day,
            @Nullable LocalTime shiftStart,
            @Nullable LocalTime shiftEnd,

            @Nullable @Size(max = MAX_DEVICES)
            List<@Pattern(regexp = DeviceId.PATTERN, message = DeviceId.MESSAGE) String> deviceIds,

            @Nullable @Size(min = 1, max = Products.MAX_LOT) String lot,
            @Nullable CapabilityLimits limits,

            @Nullable @Size(max = MAX_LINES) List<@NotNull @Size(min = 1, max = 60) String> lines,

            @Nullable @Positive Long profile,
            @Nullable @Positive Long template,
            @Nullable @Positive Integer templateVersion) {
        /** The same of another day. */
        public NewReport of(LocalDate another) {
            return with(from, to, another);
        }

        /** The same of another period. */
        public NewReport during(Instant begin, Instant end) {
            return with(begin, end, day);
        }

        private NewReport with(@Nullable Instant begin, @Nullable Instant end, @Nullable LocalDate another) {
            return new NewReport(
                    kind,
                    formats,
                    language,
                    begin,
                    end,
                    another,
                    shiftStart,
                    shiftEnd,
                    deviceIds,
                    lot,
                    limits,
                    lines,
                    profile,
                    template,
                    templateVersion);
        }
    }

    /**
     * Which reports, newest first.
     *
     * @param schedule id of the schedule that asked for them
     * @param text a part of its lot, of a station's id, of its schedule's name or of who asked for it, as lists show that,
     *     whatever its capitals and accents
     * @param cursor the {@code next_cursor} of the page before
     * @param limit how many at most, 50 where left out
     */
    public record ReportQuery(
            @Nullable ReportKind kind,
            @Nullable ReportState state,
            @Nullable @Positive Long schedule,
            @Nullable @Size(max = 100) String text,

            @Nullable @Pattern(regexp = "[0-9]{1,18}", message = "must be the next_cursor of the page before")
            String cursor,

            @Nullable @Min(1) @Max(500) Integer limit) {
        public static final ReportQuery ALL = new ReportQuery(null, null, null, null, null, null);
    }

    /**
     * Which page of a PDF, and how wide its picture.
     *
     * @param page from 1 on; the first where left out
     * @param width in pixels, 600 where left out
     */
    public record PageQuery(
            @Nullable @Min(1) @Max(100_000) Integer page,
            @Nullable @Min(60) @Max(2_500) Integer width) {}

    /** Whom to send a report to. */
    public record SendReport(
            @NotNull @Size(min = 1, max = MAX_SENT) List<@NotNull @Email @Size(max = 200) String> recipients) {}

    /** Which of a report's files; the first one where left out. */
    public record FileQuery(@Nullable ReportFormat format) {}
}
