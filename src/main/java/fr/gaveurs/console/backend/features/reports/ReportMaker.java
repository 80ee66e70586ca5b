package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.api.Sha256;
import fr.gaveurs.console.api.ShortText;
import fr.gaveurs.console.api.reports.ReportInput.NewReport;
import fr.gaveurs.console.api.reports.ReportReason;
import fr.gaveurs.console.api.reports.ReportReason.Code;
import fr.gaveurs.console.api.reports.ReportTemplates.Template;
import fr.gaveurs.console.api.reports.Reports.ReportFormat;
import fr.gaveurs.console.api.reports.Reports.ReportKind;
import fr.gaveurs.console.api.reports.Reports.ReportSubject;
import fr.gaveurs.console.api.reports.Reports.TemplateRef;
import fr.gaveurs.console.backend.features.quality.PeriodQueries;
import fr.gaveurs.console.backend.features.quality.PeriodScope;
import fr.gaveurs.console.backend.features.reports.LotOccurrences.Whole;
import fr.gaveurs.console.backend.features.reports.ReportQueue.Made;
import fr.gaveurs.console.backend.features.reports.ReportQueue.Outcome;
import fr.gaveurs.console.backend.features.reports.ReportQueue.Task;
import fr.gaveurs.console.backend.features.reports.content.Content;
import fr.gaveurs.console.backend.features.reports.content.Contents;
import fr.gaveurs.console.backend.features.reports.content.Reading;
import fr.gaveurs.console.backend.features.reports.content.Reading.StationName;
import fr.gaveurs.console.backend.features.reports.content.Reading.WholeLot;
import fr.gaveurs.console.backend.features.reports.content.ReportWords;
import fr.gaveurs.console.backend.features.reports.format.FirstRows;
import fr.gaveurs.console.backend.features.reports.format.Logo;
import fr.gaveurs.console.backend.features.reports.format.Logo.LogoException;
import fr.gaveurs.console.backend.features.reports.format.Look;
import fr.gaveurs.console.backend.features.reports.format.ReportWriter;
import fr.gaveurs.console.backend.platform.files.DiskSpace;
import fr.gaveurs.console.backend.platform.files.FileErrors;
import fr.gaveurs.console.backend.platform.settings.ReportPlan;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.files.AtomicFile;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the files of one report. Everything is read in one transaction that sees the database as it was at its begin, so
 * that all tables and all formats tell the same figures, whatever samples come meanwhile.
 */
final class ReportMaker {
    /** What a name of a file has not on every system. */
    private static final Pattern OTHER = Pattern.compile("[^A-Za-z0-9]+");

    private static final int MOST_OF_LOT = 40;
    private static final Logger LOG = LoggerFactory.getLogger(ReportMaker.class);
    /** Bytes of a logo: a photograph would be in each file. */
    private static final long MOST_LOGO = 4 << 20;

    /** Rows of each table that a preview shows. */
    private static final int PREVIEW_ROWS = 25;

    /** Of whose last periods a preview looks for one with samples. */
    private static final Set<ReportKind> OF_SAMPLES = EnumSet.of(
            ReportKind.DAILY, ReportKind.WEEKLY, ReportKind.MONTHLY, ReportKind.CAPABILITY, ReportKind.HEALTH);

    private static final Duration PREVIEW_BACK = Duration.ofDays(31);
    private static final Duration PREVIEW_LIMIT = Duration.ofSeconds(8);
    private static final int GATHERED = 10;
    private static final int WRITTEN = 99;

    private final Database database;
    private final ReportFolder folder;
    private final ReportPlan plan;
    private final String version;
    private final Function<String, StationName> stations;
    private final Clock clock;

    ReportMaker(
            Database database,
            ReportFolder folder,
            ReportPlan plan,
            String version,
            Function<String, StationName> stations,
            Clock clock) {
        this.database = database;
        this.folder = folder;
        this.plan = plan;
        this.version = version;
        this.stations = stations;
        this.clock = clock;
    }

    /**
     * Writes all files; those that are whole when it fails are replaced when it is made again.
     *
     * @param progress told the percentage with each row; what it throws ends it
     * @param pause called often: it may wait
     * @throws IOException when the disk does not take a file
     */
    Outcome make(Task task, IntConsumer progress, Runnable pause) throws IOException {
        folder.make();
        long free = Files.getFileStore(folder.folder()).getUsableSpace();
        if (free < DiskSpace.BACKUP_RESERVE_BYTES) {
            throw new ReasonException(ReportReason.of(
                    Code.LITTLE_SPACE, Long.toString(free >> 20), Long.toString(DiskSpace.BACKUP_RESERVE_BYTES >> 20)));
        }
        return database.jdbi().inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
            oneProcess(handle);
            return make(handle, task, progress, pause);
        });
    }

    /** The database would take all processors for a large query, and some more time to compile it. */
    private static void oneProcess(Handle handle) {
        handle.execute("SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL jit = off");
    }

    private Outcome make(Handle handle, Task task, IntConsumer progress, Runnable pause) throws IOException {
        Instant now = clock.instant();
        Integer quiet = task.quietHours();
        WholeLot lot = quiet == null ? null : wholeLot(handle, task.subject().lot(), Duration.ofHours(quiet), now);
        ReportSubject subject = Subjects.withLines(handle, during(task.subject(), lot));
        TemplateRef by = subject.template();
        Template template = by == null
                ? null
                : TemplateStore.find(handle, by.id(), by.version()).orElse(null);
        Drawn logo = template != null && template.logo()
                ? new Drawn(TemplateStore.logo(handle, template.id(), template.version()), null)
                : hallLogo();
        ReportWords words = words(subject);
        Look look = new Look(plan.hall(), logo.bytes(), version, now, task.late(), false);
        Content.Document document = Contents.of(
                new Reading(handle, subject, words, stations, now, pause, lot),
                template == null ? List.of() : template.sections());
        progress.accept(GATHERED);
        List<Made> files = new ArrayList<>();
        long rows = 0;
        int formats = task.formats().size();
        for (int i = 0; i < formats; i++) {
            Share share = new Share(progress, pause, i, formats);
            ReportFormat format = task.formats().get(i);
            String name = name(task, format);
            Path target = folder.file(name);
            MessageDigest digest = Sha256.digest();
            try (AtomicFile file = AtomicFile.exclusive(target)) {
                OutputStream out = new BufferedOutputStream(new DigestOutputStream(file.stream(), digest), 1 << 16);
                rows = ReportWriter.of(format).write(document, words, look, out, share);
                out.flush();
                long bytes = file.size();
                pause.run();
                file.finishOneOfSeveral();
                String hash = Sha256.hex(digest);
                checksum(name, hash);
                files.add(new Made(format, name, bytes, hash));
            }
        }
        AtomicFile.sync(folder.folder());
        return new Outcome(subject, rows, document.newestSample(), document.open(), logo.trouble(), files);
    }

    /** What there is of a lot now: more may have come since somebody asked for its report. */
    private static @Nullable WholeLot wholeLot(Handle handle, @Nullable String lot, Duration quiet, Instant now) {
        Whole whole = lot == null ? null : LotOccurrences.whole(handle, lot, now);
        return whole == null
                ? null
                : new WholeLot(whole.period().from(), whole.period().to(), whole.newest(), quiet);
    }

    private static ReportSubject during(ReportSubject subject, @Nullable WholeLot lot) {
        return lot == null ? subject : subject.during(lot.from(), lot.to());
    }

    private void checksum(String name, String hash) throws IOException {
        byte[] line = (hash + "  " + name + "\n").getBytes(StandardCharsets.UTF_8);
        try (AtomicFile file = new AtomicFile(folder.file(name + ReportFolder.CHECKSUM))) {
            file.append(line, line.length);
            file.finishOneOfSeveral();
        }
    }

    private static ReportWords words(ReportSubject subject) {
        return new ReportWords(subject.language(), ZoneId.of(subject.timeZone()));
    }

    /**
     * What a report would look like, as a PDF: with some rows of each table, and without a file.
     *
     * @param wanted as it would be asked for
     * @param draft a template that is being edited; null: the one that was asked for, or none
     * @param logo of the draft; null: its saved version's, or the hall's
     */
    byte[] preview(NewReport wanted, @Nullable Template draft, byte @Nullable [] logo, ZoneId zone) throws IOException {
        return database.jdbi().inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
            oneProcess(handle);
            handle.execute("SET LOCAL statement_timeout = '" + PREVIEW_LIMIT.toMillis() + "ms'");
            Instant now = clock.instant();
            WholeLot lot =
                    Subjects.isWholeLot(wanted) ? wholeLot(handle, wanted.lot(), LotOccurrences.QUIET, now) : null;
            ReportSubject subject = Subjects.withLines(
                    handle, Subjects.of(handle, withSamples(handle, wanted, zone), draft, zone, now));
            Template template = draft;
            if (template == null && subject.template() != null) {
                template = TemplateStore.find(
                                handle,
                                subject.template().id(),
                                subject.template().version())
                        .orElse(null);
            }
            byte[] drawn = logo;
            if (drawn == null && template != null && template.logo() && template.id() > 0) {
                drawn = TemplateStore.logo(handle, template.id(), template.version());
            }
            ReportWords words = words(subject);
            Look look = new Look(plan.hall(), drawn == null ? hallLogo().bytes() : drawn, version, now, false, true);
            Content.Document document = Contents.of(
                    new Reading(handle, subject, words, stations, now, () -> {}, lot),
                    template == null ? List.of() : template.sections());
            ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
            ReportWriter.of(ReportFormat.PDF).write(FirstRows.of(document, PREVIEW_ROWS), words, look, out, () -> {});
            return out.toByteArray();
        });
    }

    /** Of a period that nobody chose the last one with samples: of an empty one nobody sees what a report looks like. */
    private NewReport withSamples(Handle handle, NewReport wanted, ZoneId zone) {
        if (wanted.day() != null
                || wanted.from() != null
                || wanted.to() != null
                || !OF_SAMPLES.contains(wanted.kind())) {
            return wanted;
        }
        Instant now = clock.instant();
        ReportSubject usual = ReportPeriods.subject(wanted, zone, now);
        PeriodScope scope = new PeriodScope(usual.from(), usual.to(), List.of(), null);
        if (PeriodQueries.newest(handle, scope) != null) {
            return wanted;
        }
        Instant newest = PeriodQueries.newest(handle, scope.during(usual.from().minus(PREVIEW_BACK), now));
        return newest == null ? wanted : wanted.of(LocalDate.ofInstant(newest, zone));
    }

    /** How far the writing of one file of several is: how many rows come is not known, so it nears its end and waits there. */
    private static final class Share implements ReportWriter.Steps {
        private static final double HALF_WAY = 2_000;

        private final IntConsumer progress;
        private final Runnable pause;
        private final double from;
        private final double room;
        private long rows;

        Share(IntConsumer progress, Runnable pause, int file, int files) {
            this.progress = progress;
            this.pause = pause;
            room = (WRITTEN - GATHERED) / (double) files;
            from = GATHERED + room * file;
        }

        @Override
        public void row() {
            rows++;
            progress.accept((int) (from + room * rows / (rows + HALF_WAY)));
            pause.run();
        }

        @Override
        public void pause() {
            pause.run();
        }
    }

    /**
     * Such as {@code daily-2026-11-26-fr-17-3f9a12bc.pdf}, by its first day, or of a lot by its letters and digits: the same
     * one each time that it is begun.
     */
    static String name(Task task, ReportFormat format) {
        ReportSubject subject = task.subject();
        String lot = subject.lot() == null ? "" : OTHER.matcher(subject.lot()).replaceAll("-");
        String about = lot.isEmpty() || lot.equals("-")
                ? LocalDate.ofInstant(subject.from(), ZoneId.of(subject.timeZone()))
                        .toString()
                : ShortText.beginning(lot, MOST_OF_LOT);
        return String.format(
                Locale.ROOT,
                "%s-%s-%s-%d-%s.%s",
                subject.kind().key(),
                about,
                subject.language().key(),
                task.id(),
                task.fileKey().toString().substring(0, 8),
                format.ending());
    }

    /**
     * A logo to be drawn.
     *
     * @param trouble why it is left out; null: it is not
     */
    private record Drawn(byte @Nullable [] bytes, @Nullable ReportReason trouble) {}

    private Drawn hallLogo() {
        Path file = plan.logo();
        if (file == null) {
            return new Drawn(null, null);
        }
        String name = file.toString();
        ReportReason why;
        try {
            if (!Files.isRegularFile(file)) {
                why = ReportReason.of(Code.LOGO_MISSING, name);
            } else if (Files.size(file) > MOST_LOGO) {
                why = ReportReason.of(Code.LOGO_LARGE, name, Long.toString(MOST_LOGO >> 20));
            } else {
                byte[] bytes = Files.readAllBytes(file);
                Logo.check(bytes);
                return new Drawn(bytes, null);
            }
        } catch (LogoException e) {
            why = e.reason(name);
        } catch (IOException e) {
            why = ReportReason.of(Code.LOGO_UNREADABLE, name, FileErrors.reason(e));
        }
        LOG.warn("reports have no logo: {}", why.text());
        return new Drawn(null, why);
    }
}
