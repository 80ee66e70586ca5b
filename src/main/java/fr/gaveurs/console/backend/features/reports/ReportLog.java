package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.api.reports.Reports.ReportSubject;
import fr.gaveurs.console.backend.features.reports.ReportQueue.Made;
import fr.gaveurs.console.backend.features.reports.ReportQueue.Outcome;
import fr.gaveurs.console.backend.platform.tlog.LogEntries;
import fr.gaveurs.console.backend.platform.tlog.LogSource;
import fr.gaveurs.console.backend.platform.tlog.LogSource.Column;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.UnableToProduceResultException;

/**
 * Each file of a report that was made is an entry of the log, with its SHA-256: who has a file can show that it is what the
 * console made. The rows are of their own, since reports are deleted and made again. What is hashed is never changed.
 */
final class ReportLog {
    static final LogSource SOURCE = LogSource.of("report", "report_digests", Column.whole("id"))
            .showing(
                    Column.whole("report_id"),
                    Column.text("kind"),
                    Column.text("format"),
                    Column.text("file_name"),
                    Column.text("sha256"),
                    Column.time("made_at"))
            .covering(
                    "id",
                    "report_id",
                    "kind",
                    "format",
                    "file_name",
                    "bytes",
                    "sha256",
                    "period_from",
                    "period_to",
                    "made_at")
            .agedBy("made_at");

    private ReportLog() {}

    /** In the transaction that says that the report is made. */
    static void add(Handle handle, long report, Outcome made) {
        ReportSubject subject = made.subject();
        List<String> keys = new ArrayList<>();
        for (Made file : made.files()) {
            long id = handle.createQuery(
                            "INSERT INTO report_digests (report_id, kind, format, file_name, bytes, sha256,"
                                    + " period_from, period_to) VALUES (:report, :kind, :format, :name, :bytes, :sha256, :from, :to)"
                                    + " RETURNING id")
                    .bind("report", report)
                    .bind("kind", subject.kind().key())
                    .bind("format", file.format().key())
                    .bind("name", file.fileName())
                    .bind("bytes", file.bytes())
                    .bind("sha256", file.sha256())
                    .bind("from", subject.from().atOffset(ZoneOffset.UTC))
                    .bind("to", subject.to().atOffset(ZoneOffset.UTC))
                    .mapTo(Long.class)
                    .one();
            keys.add(SOURCE.key(id));
        }
        try {
            LogEntries.add(handle.getConnection(), SOURCE, keys);
        } catch (SQLException e) {
            throw new UnableToProduceResultException(e);
        }
    }
}
