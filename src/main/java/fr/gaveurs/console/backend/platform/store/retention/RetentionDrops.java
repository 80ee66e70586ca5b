package fr.gaveurs.console.backend.platform.store.retention;

import fr.gaveurs.console.backend.platform.tlog.LogEntries;
import fr.gaveurs.console.backend.platform.tlog.LogSource;
import fr.gaveurs.console.backend.platform.tlog.LogSource.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was deleted since it is no longer kept: written down, and handed to the log, before it is deleted, so that rows
 * that are gone for this are told from rows that somebody took away.
 */
public final class RetentionDrops {
    public static final LogSource LOGGED = LogSource.of("retention", "retention_drops", Column.whole("id"))
            .showing(
                    Column.time("at"),
                    Column.text("table_name"),
                    Column.time("before"),
                    Column.whole("up_to"),
                    Column.whole("kept_seconds"));

    private RetentionDrops() {}

    /** Rows of a time before it are about to be deleted; once for the same time. */
    static void before(Connection connection, RetainedTable table, Instant before) throws SQLException {
        note(connection, table.name(), before, null, table.kept());
    }

    /** Rows of a number up to it are about to be deleted, since there are too many. */
    public static void upTo(Connection connection, String table, long last) throws SQLException {
        note(connection, table, null, last, null);
    }

    private static void note(
            Connection connection, String table, @Nullable Instant before, @Nullable Long upTo, @Nullable Duration kept)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO retention_drops (table_name, before, up_to, kept_seconds) SELECT t, b, u, k FROM"
                        + " (VALUES (?::text, ?::timestamptz, ?::bigint, ?::bigint)) AS n(t, b, u, k) WHERE NOT EXISTS"
                        + " (SELECT FROM retention_drops WHERE table_name = t AND (before >= b OR up_to >= u))"
                        + " RETURNING id")) {
            insert.setString(1, table);
            insert.setObject(2, before == null ? null : before.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
            insert.setObject(3, upTo, Types.BIGINT);
            insert.setObject(4, kept == null ? null : kept.toSeconds(), Types.BIGINT);
            try (ResultSet row = insert.executeQuery()) {
                if (row.next()) {
                    LogEntries.add(connection, LOGGED, List.of(LOGGED.key(row.getLong(1))));
                }
            }
        }
    }
}
