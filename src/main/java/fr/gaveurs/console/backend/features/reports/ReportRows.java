package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.reports.ReportReason;
import fr.gaveurs.console.api.reports.Reports.CapabilityLimits;
import fr.gaveurs.console.api.reports.Reports.DeliveryState;
import fr.gaveurs.console.api.reports.Reports.ProductProfile;
import fr.gaveurs.console.api.reports.Reports.Report;
import fr.gaveurs.console.api.reports.Reports.ReportDelivery;
import fr.gaveurs.console.api.reports.Reports.ReportFile;
import fr.gaveurs.console.api.reports.Reports.ReportFormat;
import fr.gaveurs.console.api.reports.Reports.ReportKind;
import fr.gaveurs.console.api.reports.Reports.ReportLanguage;
import fr.gaveurs.console.api.reports.Reports.ReportState;
import fr.gaveurs.console.api.reports.Reports.ReportSubject;
import fr.gaveurs.console.api.reports.Reports.TemplateRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rows of the tables of reports. */
final class ReportRows {
    static final String SELECT = "SELECT r.*,"
            + " (SELECT s.name FROM report_schedules s WHERE s.id = r.schedule_id) AS schedule_name, (SELECT v.name FROM report_template_versions v"
            + " WHERE v.template_id = r.template_id AND v.version = r.template_version) AS template_name"
            + " FROM report_runs r";

    private ReportRows() {}

    /** Without its files. */
    static Report report(ResultSet row) throws SQLException {
        long rows = row.getLong("rows");
        boolean made = !row.wasNull();
        long schedule = row.getLong("schedule_id");
        return new Report(
                row.getLong("id"),
                subject(row),
                formats(row),
                value(ReportState.class, row.getString("state")),
                instant(row, "requested_at"),
                row.getString("requested_by"),
                orNull(row, "started_at"),
                orNull(row, "finished_at"),
                row.getInt("progress"),
                row.getString("error"),
                made ? (Long) rows : null,
                orNull(row, "newest_sample"),
                row.getBoolean("period_open"),
                row.getString("version"),
                schedule == 0 ? null : (Long) schedule,
                row.getString("occurrence"),
                row.getBoolean("late"),
                row.getString("note"),
                List.of(),
                reason(row, "error_code", "error_details"),
                reason(row, "note_code", "note_details"),
                row.getString("schedule_name"),
                quiet(row) != null);
    }

    /** After how many hours without a sample the lot that a report is about as a whole is over; null: it is about none. */
    static @Nullable Integer quiet(ResultSet row) throws SQLException {
        int hours = row.getInt("lot_quiet_hours");
        return hours == 0 ? null : (Integer) hours;
    }

    static Report with(Report report, List<ReportFile> files) {
        return new Report(
                report.id(),
                report.subject(),
                report.formats(),
                report.state(),
                report.requestedAt(),
                report.requestedBy(),
                report.startedAt(),
                report.finishedAt(),
                report.progressPercent(),
                report.error(),
                report.rows(),
                report.newestSample(),
                report.open(),
                report.version(),
                report.scheduleId(),
                report.occurrence(),
                report.late(),
                report.note(),
                files,
                report.reason(),
                report.noteReason(),
                report.scheduleName(),
                report.wholeLot());
    }

    static ReportSubject subject(ResultSet row) throws SQLException {
        return subject(row, "kind");
    }

    /** @param kind the column that holds its kind */
    static ReportSubject subject(ResultSet row, String kind) throws SQLException {
        return new ReportSubject(
                value(ReportKind.class, row.getString(kind)),
                value(ReportLanguage.class, row.getString("language")),
                instant(row, "period_from"),
                instant(row, "period_to"),
                row.getString("zone"),
                texts(row, "device_ids"),
                row.getString("lot"),
                limits(row),
                texts(row, "lines"),
                profile(row),
                template(row));
    }

    private static @Nullable ProductProfile profile(ResultSet row) throws SQLException {
        String profile = row.getString("profile");
        return profile == null ? null : Json.MAPPER.readValue(profile, ProductProfile.class);
    }

    private static @Nullable TemplateRef template(ResultSet row) throws SQLException {
        long id = row.getLong("template_id");
        return id == 0 ? null : new TemplateRef(id, row.getInt("template_version"), row.getString("template_name"));
    }

    static ReportDelivery delivery(ResultSet row) throws SQLException {
        DeliveryState state = value(DeliveryState.class, row.getString("state"));
        return new ReportDelivery(
                row.getLong("id"),
                row.getString("kind").equals("mail"),
                row.getString("address"),
                state,
                row.getInt("attempts"),
                state == DeliveryState.PENDING ? instant(row, "next_try") : null,
                orNull(row, "done_at"),
                row.getString("last_error"),
                reason(row, "error_code", "error_details"));
    }

    /** Null where there is none, or it is of a version that knew no codes, or of a newer one that knows more. */
    static @Nullable ReportReason reason(ResultSet row, String code, String details) throws SQLException {
        String key = row.getString(code);
        return key == null ? null : reason(key, texts(row, details));
    }

    /** As {@link #reason(ResultSet, String, String)}. */
    static @Nullable ReportReason reason(@Nullable String key, List<String> details) {
        for (ReportReason.Code each : ReportReason.Code.values()) {
            if (each.key().equals(key)) {
                return new ReportReason(each, details);
            }
        }
        return null;
    }

    static @Nullable CapabilityLimits limits(ResultSet row) throws SQLException {
        String limits = row.getString("limits");
        return limits == null ? null : Json.MAPPER.readValue(limits, CapabilityLimits.class);
    }

    static List<ReportFormat> formats(ResultSet row) throws SQLException {
        return texts(row, "formats").stream()
                .map(text -> value(ReportFormat.class, text))
                .toList();
    }

    static List<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }

    static ReportFile file(ResultSet row) throws SQLException {
        return new ReportFile(
                value(ReportFormat.class, row.getString("format")),
                row.getString("file_name"),
                row.getLong("bytes"),
                row.getString("sha256"),
                row.getString("machine"));
    }

    static <E extends Enum<E>> E value(Class<E> type, String key) {
        return Enum.valueOf(type, key.toUpperCase(Locale.ROOT));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant orNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
