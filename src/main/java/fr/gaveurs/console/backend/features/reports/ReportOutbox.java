package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.api.reports.ReportReason;
import fr.gaveurs.console.api.reports.ReportReason.Code;
import fr.gaveurs.console.api.reports.Reports.ReportSubject;
import fr.gaveurs.console.backend.features.reports.Mailer.Mail;
import fr.gaveurs.console.backend.features.reports.Mailer.MailException;
import fr.gaveurs.console.backend.features.reports.Mailer.Refusal;
import fr.gaveurs.console.backend.features.reports.Mailer.TooLargeException;
import fr.gaveurs.console.backend.features.reports.content.ReportWords;
import fr.gaveurs.console.backend.features.reports.content.Titles;
import fr.gaveurs.console.backend.platform.files.FileErrors;
import fr.gaveurs.console.backend.platform.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the files of scheduled reports where they are to go: into folders, which may be away, and to mail addresses. What is
 * to be done stands in the database since the moment at which a report was made, so that no restart loses any. Whoever has
 * the files delivers them. A mail that was sent just before a power cut is sent once more, with the same Message-ID.
 */
final class ReportOutbox {
    /** About a week, with an hour between two. */
    private static final int MOST_ATTEMPTS = 170;

    /** Mails that may wait, of all reports together. */
    static final int MOST_WAITING = 50_000;

    private static final Logger LOG = LoggerFactory.getLogger(ReportOutbox.class);

    private final Database database;
    private final ReportFolder folder;
    private final String console;
    private final @Nullable Mailer mailer;
    private final FolderCopies copies;

    /** @param mailer null where no mail server was named */
    ReportOutbox(Database database, ReportFolder folder, String console, @Nullable Mailer mailer, FolderCopies copies) {
        this.database = database;
        this.folder = folder;
        this.console = console;
        this.mailer = mailer;
        this.copies = copies;
    }

    /**
     * One delivery.
     *
     * @param grows whether more of its lot might come when it was made
     */
    private record Delivery(
            long id,
            long report,
            UUID key,
            String kind,
            String address,
            ReportSubject subject,
            boolean grows,
            List<String> files) {}

    /**
     * A report of a schedule is made: writes down where it is to go, in the transaction that says so. Where too many mails wait
     * already, since the server is away for long, its own are written down as failed: they can be sent by hand.
     */
    static void address(Handle handle, long report) {
        handle.createUpdate("INSERT INTO report_deliveries (run_id, kind, address)"
                        + " SELECT r.id, 'folder', s.folder FROM report_runs r JOIN report_schedules s"
                        + " ON s.id = r.schedule_id WHERE r.id = :id AND s.folder IS NOT NULL"
                        + " UNION ALL SELECT r.id, 'mail', unnest(s.recipients) FROM report_runs r"
                        + " JOIN report_schedules s ON s.id = r.schedule_id WHERE r.id = :id"
                        + " ON CONFLICT (run_id, kind, address) DO NOTHING")
                .bind("id", report)
                .execute();
        ReportReason full = ReportReason.of(Code.OUTBOX_FULL, Integer.toString(MOST_WAITING));
        int refused = handle.createUpdate("UPDATE report_deliveries SET state = 'failed', last_error = :error,"
                        + " error_code = :code, error_details = :details WHERE run_id = :id AND kind = 'mail'"
                        + " AND state = 'pending' AND (SELECT count(*) FROM report_deliveries"
                        + " WHERE state = 'pending' AND run_id <> :id) > :most")
                .bind("error", full.text())
                .bind("code", full.code().key())
                .bindArray("details", String.class, full.details())
                .bind("id", report)
                .bind("most", MOST_WAITING)
                .execute();
        if (refused > 0) {
            LOG.warn("The report {} is not mailed: {}", report, full.text());
        }
    }

    /** A schedule is about to be deleted: where its reports were still to go is written down as given up, in the same transaction. */
    static void giveUp(Handle handle, long schedule) {
        // Whoever is just saying that one of them is made has written down where it is to go, or finds no schedule.
        List<Long> reports = handle.createQuery("SELECT id FROM report_runs WHERE schedule_id = :id FOR UPDATE")
                .bind("id", schedule)
                .mapTo(Long.class)
                .list();
        ReportReason why = ReportReason.of(Code.SCHEDULE_DELETED);
        handle.createUpdate("UPDATE report_deliveries SET state = 'failed', last_error = :error, error_code = :code,"
                        + " error_details = :details WHERE state = 'pending' AND run_id = ANY (:reports)")
                .bind("error", why.text())
                .bind("code", why.code().key())
                .bindArray("details", String.class, why.details())
                .bindArray("reports", Long.class, reports)
                .execute();
    }

    /**
     * Does one of what is to be done now: a copy into a folder, or a mail to some of those who wait for one report.
     *
     * @param kind folder or mail
     * @return whether there was one
     */
    boolean deliver(String kind) throws InterruptedException {
        List<Delivery> next = database.jdbi()
                .withHandle(handle -> handle.createQuery("WITH first AS (SELECT d.run_id FROM report_deliveries d"
                                + " WHERE d.kind = :kind AND d.state = 'pending' AND d.next_try <= now() AND EXISTS"
                                + " (SELECT FROM report_files f WHERE f.run_id = d.run_id AND f.console = :console)"
                                + " ORDER BY d.next_try, d.id LIMIT 1) SELECT d.id AS delivery_id, d.address, r.*,"
                                + " (SELECT v.name FROM report_template_versions v WHERE v.template_id = r.template_id"
                                + " AND v.version = r.template_version) AS template_name,"
                                + " (SELECT array_agg(f.file_name ORDER BY f.id) FROM report_files f"
                                + " WHERE f.run_id = r.id) AS files FROM first JOIN report_deliveries d"
                                + " ON d.run_id = first.run_id JOIN report_runs r ON r.id = d.run_id"
                                + " WHERE d.kind = :kind AND d.state = 'pending' AND d.next_try <= now()"
                                + " ORDER BY d.next_try, d.id LIMIT " + Mailer.MOST_RECIPIENTS)
                        .bind("kind", kind)
                        .bind("console", console)
                        .map((row, context) -> new Delivery(
                                row.getLong("delivery_id"),
                                row.getLong("id"),
                                row.getObject("file_key", UUID.class),
                                kind,
                                row.getString("address"),
                                ReportRows.subject(row),
                                row.getBoolean("period_open") && ReportRows.quiet(row) != null,
                                ReportRows.texts(row, "files")))
                        .list());
        if (next.isEmpty()) {
            return false;
        }
        ReportReason damaged = damage(next.getFirst());
        if (damaged != null) {
            failed(next, damaged, true);
        } else if (kind.equals("mail")) {
            mail(next);
        } else {
            copyEach(next);
        }
        return true;
    }

    /** Why a report's files cannot be sent as they were made; null where they can. Trying again would change nothing. */
    private @Nullable ReportReason damage(Delivery delivery) {
        for (String name : delivery.files()) {
            Path file = folder.file(name);
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                // Something else is in its place: whoever copies or mails it says what is wrong, and has a limit.
                continue;
            }
            try {
                switch (folder.state(delivery.report(), name)) {
                    case CHANGED -> {
                        return ReportReason.of(Code.FILE_CHANGED, name);
                    }
                    case MISSING -> {
                        return ReportReason.of(Code.FILE_MISSING, name);
                    }
                    case WHOLE, ELSEWHERE -> {
                        // Nothing is wrong with it.
                    }
                }
            } catch (IOException e) {
                // Whoever copies or mails it meets the same error, and says so.
                return null;
            }
        }
        return null;
    }

    private void copyEach(List<Delivery> deliveries) throws InterruptedException {
        for (Delivery delivery : deliveries) {
            try {
                copies.copy(delivery.address(), withChecksums(delivery.files()));
                done(List.of(delivery));
            } catch (IOException e) {
                failed(List.of(delivery), FileReasons.copying(delivery.address(), e), false);
            }
        }
    }

    /** One mail to all of them; whom the server refuses waits, or is given up, alone. */
    private void mail(List<Delivery> deliveries) {
        try {
            Map<String, Refusal> refused;
            try {
                refused = mail(deliveries, Mailer.MOST_BYTES);
            } catch (TooLargeException e) {
                LOG.info(
                        "The report {} is mailed without its files: {}",
                        deliveries.getFirst().report(),
                        e.getMessage());
                refused = mail(deliveries, 0);
            }
            List<Delivery> taken = new ArrayList<>();
            for (Delivery delivery : deliveries) {
                Refusal refusal = refused.get(delivery.address());
                if (refusal == null) {
                    taken.add(delivery);
                } else {
                    failed(List.of(delivery), refusal.reason(), refusal.forGood());
                }
            }
            if (!taken.isEmpty()) {
                done(taken);
            }
        } catch (MailException e) {
            failed(deliveries, e.reason(), false);
        }
    }

    /** The SHA-256 of each beside it. */
    private List<Path> withChecksums(List<String> names) {
        return names.stream()
                .flatMap(name -> Stream.of(folder.file(name), folder.file(name + ReportFolder.CHECKSUM)))
                .toList();
    }

    /** @param most bytes of files that it takes along; those beyond stay behind, and it says so */
    private Map<String, Refusal> mail(List<Delivery> deliveries, long most) throws MailException {
        if (mailer == null) {
            throw new MailException(ReportReason.of(Code.NO_MAIL_SERVER), null);
        }
        Delivery first = deliveries.getFirst();
        ReportSubject subject = first.subject();
        ReportWords words = new ReportWords(subject.language(), ZoneId.of(subject.timeZone()));
        List<Path> files = new ArrayList<>();
        List<String> omitted = new ArrayList<>();
        long bytes = 0;
        for (String name : first.files()) {
            Path file = folder.file(name);
            long size = size(file);
            if (bytes + size > most) {
                omitted.add(name);
            } else {
                bytes += size;
                files.add(file);
            }
        }
        String period = Titles.period(subject, words);
        StringBuilder text =
                new StringBuilder(words.get("mail.text", first.grows() ? words.get("period.grows", period) : period));
        if (!omitted.isEmpty()) {
            text.append("\n\n").append(words.get("mail.omitted", String.join(", ", omitted), first.report()));
        }
        return mailer.send(new Mail(
                "<report-" + first.report() + "-" + first.key() + "@gaveurs-console>",
                deliveries.stream().map(Delivery::address).toList(),
                Titles.title(subject, words),
                text.append('\n').toString(),
                files));
    }

    private static long size(Path file) throws MailException {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new MailException(ReportReason.of(Code.SOURCE, FileErrors.reason(e)), e);
        }
    }

    private void done(List<Delivery> deliveries) {
        database.changes()
                .useHandle(handle -> handle.createUpdate("UPDATE report_deliveries SET state = 'done', done_at = now(),"
                                + " attempts = attempts + 1, last_error = NULL, error_code = NULL, error_details = NULL"
                                + " WHERE id = ANY (:ids)")
                        .bindArray("ids", Long.class, ids(deliveries))
                        .execute());
        Delivery first = deliveries.getFirst();
        LOG.info("The report {} was delivered ({}, {})", first.report(), first.kind(), deliveries.size());
    }

    private static List<Long> ids(List<Delivery> deliveries) {
        return deliveries.stream().map(Delivery::id).toList();
    }

    /**
     * Tried again after one, two, four minutes and so on, and each hour in the end.
     *
     * @param forGood whether it is given up
     */
    private void failed(List<Delivery> deliveries, ReportReason why, boolean forGood) {
        LOG.warn(
                "The report {} could not be delivered{}: {}",
                deliveries.getFirst().report(),
                forGood ? "" : ", and is tried again",
                why.text());
        database.changes()
                .useHandle(handle -> handle.createUpdate("UPDATE report_deliveries SET attempts = attempts + 1,"
                                + " state = CASE WHEN :good OR attempts + 1 >= :most THEN 'failed' ELSE state END,"
                                + " next_try = now() + least(power(2, least(attempts, 6)), 60) * interval '1 minute',"
                                + " last_error = :error, error_code = :code, error_details = :details WHERE id = ANY (:ids)"
                                // What was given up meanwhile keeps its reason.
                                + " AND state = 'pending'")
                        .bind("most", MOST_ATTEMPTS)
                        .bind("good", forGood)
                        .bind("error", why.text())
                        .bind("code", why.code().key())
                        .bindArray("details", String.class, why.details())
                        .bindArray("ids", Long.class, ids(deliveries))
                        .execute());
    }
}
