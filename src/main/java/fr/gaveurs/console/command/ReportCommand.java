package fr.gaveurs.console.command;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.Problem;
import fr.gaveurs.console.api.reports.ReportInput.NewReport;
import fr.gaveurs.console.api.reports.ReportInput.ReportQuery;
import fr.gaveurs.console.api.reports.ReportSchedules.Schedule;
import fr.gaveurs.console.api.reports.Reports.CapabilityFigure;
import fr.gaveurs.console.api.reports.Reports.CapabilityLimits;
import fr.gaveurs.console.api.reports.Reports.Report;
import fr.gaveurs.console.api.reports.Reports.ReportFile;
import fr.gaveurs.console.api.reports.Reports.ReportFormat;
import fr.gaveurs.console.api.reports.Reports.ReportKind;
import fr.gaveurs.console.api.reports.Reports.ReportLanguage;
import fr.gaveurs.console.api.reports.Reports.ReportState;
import fr.gaveurs.console.backend.platform.files.FileErrors;
import fr.gaveurs.console.client.ApiException;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.SystemLanguage;
import fr.gaveurs.console.files.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code report make}, {@code list}, {@code scheduled}: through the console that runs on the data folder. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "Reports as PDF, Excel and CSV, made by the console that runs.")
public final class ReportCommand {
    private static final long LOOK_MILLIS = 200;
    private static final Set<ReportKind> MEASURED = EnumSet.of(
            ReportKind.DAILY,
            ReportKind.SHIFT,
            ReportKind.WEEKLY,
            ReportKind.MONTHLY,
            ReportKind.STATION,
            ReportKind.LOT,
            ReportKind.CAPABILITY);

    /** How the fields of a request are called here. */
    private static final Map<String, String> OPTIONS = Map.ofEntries(
            Map.entry("kind", "KIND"),
            Map.entry("formats", "--format"),
            Map.entry("language", "--language"),
            Map.entry("day", "--day"),
            Map.entry("device_ids", "--station"),
            Map.entry("lot", "--lot"),
            Map.entry("lines", "--line"),
            Map.entry("shift_start", "the begin of --shift"),
            Map.entry("shift_end", "the end of --shift"),
            Map.entry("from", "--from"),
            Map.entry("to", "--to"),
            Map.entry("template", "--template"),
            Map.entry("limits", "--figure, --lower, --upper"),
            Map.entry("limits.figure", "--figure"),
            Map.entry("limits.lower", "--lower"),
            Map.entry("limits.upper", "--upper"));

    /** Fields of which a message speaks: those whose names are no usual words, and the others where nothing else is meant. */
    private static final Pattern NAMED = Pattern.compile(
            "\\b(device_ids|shift_start|shift_end|limits\\.lower|limits\\.upper|(?<=after )from|(?<=give )from|(?<=from and )to)\\b");
    /** Which one of several. */
    private static final Pattern INDEX = Pattern.compile("\\[\\d+]");

    @Command(
            name = "make",
            mixinStandardHelpOptions = true,
            description = "Makes a report, waits until it is made, and writes its files into a folder.")
    int make(
            @Mixin DataDirOption dataDir,
            @Mixin ReasonOption reason,
            @Parameters(
                            paramLabel = "KIND",
                            description =
                                    "daily, shift, weekly, monthly, station, lot, conditions, capability, journal,"
                                            + " satisfaction or health.")
                    ReportKind kind,
            @Option(names = "--format", paramLabel = "F", description = "pdf, xlsx or csv; may be repeated (pdf).")
                    @Nullable
                    List<ReportFormat> formats,
            @Option(names = "--language", paramLabel = "L", description = "fr or en (that of this machine).") @Nullable
                    ReportLanguage language,
            @Option(
                            names = "--day",
                            paramLabel = "D",
                            description = "A day such as 2026-11-26; the last period that is over where left out.")
                    @Nullable
                    LocalDate day,
            @Option(names = "--from", paramLabel = "T", description = "A time such as 2026-11-26T05:00:00Z.") @Nullable
                    Instant from,
            @Option(names = "--to", paramLabel = "T", description = "Until before this time.") @Nullable Instant to,
            @Option(
                            names = "--shift",
                            arity = "2",
                            paramLabel = "T",
                            description = "When it begins and ends: 06:00 14:00.")
                    LocalTime @Nullable [] shift,
            @Option(names = "--station", paramLabel = "ID", description = "A station; may be repeated.") @Nullable
                    List<String> stations,
            @Option(names = "--line", paramLabel = "LINE", description = "The stations of a line; may be repeated.")
                    @Nullable
                    List<String> lines,
            @Option(names = "--lot", paramLabel = "LOT", description = "The lot.") @Nullable String lot,
            @Option(
                            names = "--figure",
                            paramLabel = "F",
                            description = "Of capability: weight (so too where left out) or volume.")
                    @Nullable
                    CapabilityFigure figure,
            @Option(names = "--lower", paramLabel = "X", description = "Of capability: its lower limit, in g or cm³.")
                    @Nullable
                    Double lower,
            @Option(names = "--upper", paramLabel = "X", description = "Of capability: its upper limit, in g or cm³.")
                    @Nullable
                    Double upper,
            @Option(names = "--template", paramLabel = "N", description = "Number of a template.") @Nullable
                    Long template,
            @Option(names = "--folder", paramLabel = "DIR", description = "Where the files go (this folder).") @Nullable
                    Path folder)
            throws Exception {
        if (day != null && (from != null || to != null)) {
            System.err.println("give --day, or --from and --to: both name a period");
            return Exit.USAGE;
        }
        Path target = folder == null ? Path.of("").toAbsolutePath() : folder;
        try {
            Files.createDirectories(target);
        } catch (IOException e) {
            System.err.println("the folder " + target + " cannot be made or written: " + FileErrors.reason(e));
            return Exit.REFUSED;
        }
        return on(dataDir, reason, client -> {
            Report report = client.reports()
                    .make(new NewReport(
                            kind,
                            formats,
                            language == null ? ofMachine() : language,
                            from,
                            to,
                            day,
                            shift == null ? null : shift[0],
                            shift == null ? null : shift[1],
                            stations,
                            lot,
                            limits(figure, lower, upper),
                            lines,
                            null,
                            template,
                            null))
                    .join();
            long id = report.id();
            try {
                while (!report.state().isFinal()) {
                    if (report.state() == ReportState.QUEUED && report.error() != null) {
                        System.err.println("the report " + id + " waits: " + report.error()
                                + "; it is made as soon as there is room: gaveurs-console report list");
                        return Exit.REFUSED;
                    }
                    Thread.sleep(LOOK_MILLIS);
                    report = client.reports().report(id).join();
                }
            } catch (CompletionException e) {
                if (ApiException.of(e).problem().status() > 0) {
                    throw e;
                }
                System.err.println(said(ApiException.of(e).problem()));
                System.err.println(
                        "the report " + id
                                + " is asked for all the same, and made when the console runs again: gaveurs-console report list");
                return Exit.REFUSED;
            }
            if (report.state() != ReportState.DONE) {
                System.err.println("the report " + report.id() + " was not made: "
                        + (report.error() == null ? report.state().key() : report.error()));
                return Exit.REFUSED;
            }
            if (report.note() != null) {
                System.err.println("the report " + report.id() + " was made without the logo: " + report.note());
            }
            if (report.newestSample() == null && MEASURED.contains(kind)) {
                System.err.println("nothing was measured that the report " + report.id()
                        + " is about: look whether its period, stations and lot are written right");
            }
            for (ReportFile file : report.files()) {
                Path written = target.resolve(file.fileName());
                client.reports()
                        .file(report.id(), file.format(), written, bytes -> {})
                        .done()
                        .join();
                AtomicFile.write(
                        target.resolve(file.fileName() + ".sha256"),
                        (file.sha256() + "  " + file.fileName() + "\n").getBytes(StandardCharsets.UTF_8));
                System.out.println(file.sha256() + "  " + written);
            }
            return Exit.OK;
        });
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "The newest reports.")
    int list(@Mixin DataDirOption dataDir) throws Exception {
        return on(dataDir, new ReasonOption(), client -> {
            for (Report report : client.reports().list(ReportQuery.ALL).join().items()) {
                System.out.printf(
                        Locale.ROOT,
                        "%6d  %-10s  %s to %s  %s%s%s%s%n",
                        report.id(),
                        report.subject().kind().key(),
                        report.subject().from(),
                        report.subject().to(),
                        report.state().key(),
                        report.late() ? ", late: the PC was off" : "",
                        report.open() && report.wholeLot() ? ", the lot may still grow" : "",
                        report.error() == null ? "" : "  " + report.error());
            }
            return Exit.OK;
        });
    }

    @Command(
            name = "scheduled",
            mixinStandardHelpOptions = true,
            description = "Reports that come by themselves: when the next one is due, and what came of the last one.")
    int scheduled(@Mixin DataDirOption dataDir) throws Exception {
        return on(dataDir, new ReasonOption(), client -> {
            for (Schedule each : client.reports().schedules().join()) {
                System.out.printf(
                        Locale.ROOT,
                        "%4d  %-8s  %s  next %s  last %s%s%n",
                        each.id(),
                        each.cadence().key(),
                        each.name(),
                        each.next() != null ? each.next() : each.enabled() ? "lot that is over" : "never: it is off",
                        each.last() == null
                                ? "none"
                                : each.last().occurrence() + " "
                                        + each.last().state().key(),
                        each.troubles().stream()
                                .map(trouble -> "  " + trouble.error())
                                .collect(Collectors.joining(";")));
            }
            return Exit.OK;
        });
    }

    /** Reports are made by a console: without one there is nobody to make them. */
    private static int on(DataDirOption dataDir, ReasonOption reason, RunningConsole.Question question)
            throws Exception {
        return RunningConsole.ask(dataDir.path(), reason, refusal -> said(refusal.problem()), question);
    }

    /** Typed in the unit in which they are told. */
    private static @Nullable CapabilityLimits limits(
            @Nullable CapabilityFigure figure, @Nullable Double lower, @Nullable Double upper) {
        if (figure == null && lower == null && upper == null) {
            return null;
        }
        CapabilityFigure of = figure == null ? CapabilityFigure.WEIGHT : figure;
        return new CapabilityLimits(
                of,
                lower == null ? null : (Double) (lower * of.unit()),
                upper == null ? null : (Double) (upper * of.unit()));
    }

    private static ReportLanguage ofMachine() {
        return SystemLanguage.get() == Messages.Language.FR ? ReportLanguage.FR : ReportLanguage.EN;
    }

    private static String option(String field) {
        return OPTIONS.getOrDefault(INDEX.matcher(field).replaceAll(""), field);
    }

    /** With the names of options in place of those of fields. */
    static String said(Problem problem) {
        String detail = problem.detail() == null ? problem.title() : problem.detail();
        List<FieldError> errors = problem.errors() == null ? List.of() : problem.errors();
        String fields = errors.stream()
                .map(error -> option(error.field()) + " "
                        + NAMED.matcher(error.message()).replaceAll(named -> option(named.group())))
                .collect(Collectors.joining("; "));
        return fields.isEmpty() || detail.contains(fields) ? detail : detail + ": " + fields;
    }
}
