package fr.gaveurs.console.backend.features.bugs;

import fr.gaveurs.console.api.bugs.BugTerms.Category;
import fr.gaveurs.console.api.bugs.BugTerms.Priority;
import fr.gaveurs.console.api.bugs.BugTerms.Severity;
import fr.gaveurs.console.api.bugs.BugTerms.Source;
import fr.gaveurs.console.api.bugs.BugTerms.Status;
import fr.gaveurs.console.api.bugs.Bugs.Attachment;
import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rows of the bug tables as records of the contract. */
final class BugRows {
    /** The columns of {@link #summary}. */
    static final String SUMMARY = "b.id, b.title, b.severity, b.priority, b.category, b.status, b.source, b.device_id,"
            + " b.firmware_version, b.sample_id, b.sample_time, b.component, b.reporter, b.assignee, b.tags,"
            + " b.duplicate_of, b.error_code, b.occurrences, b.first_seen, b.last_seen, b.created_at, b.updated_at,"
            + " b.updated_by, b.comment_count, b.attachment_count, b.version";

    private BugRows() {}

    static BugSummary summary(ResultSet row) throws SQLException {
        return new BugSummary(
                row.getLong("id"),
                row.getString("title"),
                Severity.valueOf(name(row, "severity")),
                Priority.valueOf(name(row, "priority")),
                Category.valueOf(name(row, "category")),
                Status.valueOf(name(row, "status")),
                Source.valueOf(name(row, "source")),
                row.getString("device_id"),
                row.getString("firmware_version"),
                row.getString("sample_id"),
                instant(row, "sample_time"),
                row.getString("component"),
                row.getString("reporter"),
                row.getString("assignee"),
                List.of((String[]) row.getArray("tags").getArray()),
                number(row, "duplicate_of"),
                row.getString("error_code"),
                row.getLong("occurrences"),
                time(row, "first_seen"),
                time(row, "last_seen"),
                time(row, "created_at"),
                time(row, "updated_at"),
                row.getString("updated_by"),
                row.getInt("comment_count"),
                row.getInt("attachment_count"),
                row.getInt("version"));
    }

    static Attachment attachment(ResultSet row) throws SQLException {
        return new Attachment(
                HexFormat.of().formatHex(row.getBytes("hash")),
                row.getString("file_name"),
                row.getString("content_type"),
                row.getLong("size"),
                row.getString("added_by"),
                time(row, "added_at"));
    }

    static List<Long> numbers(Array array) throws SQLException {
        return List.of((Long[]) array.getArray());
    }

    private static String name(ResultSet row, String column) throws SQLException {
        return row.getString(column).toUpperCase(Locale.ROOT);
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : (Long) value;
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Double figure(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : (Double) value;
    }
}
