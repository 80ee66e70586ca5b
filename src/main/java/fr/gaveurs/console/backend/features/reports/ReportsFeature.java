package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.backend.features.reports.content.Reading.StationName;
import fr.gaveurs.console.backend.platform.Feature;
import fr.gaveurs.console.backend.platform.Services;
import fr.gaveurs.console.backend.platform.backup.AfterRestore;
import fr.gaveurs.console.backend.platform.conditions.ConditionKind;
import fr.gaveurs.console.backend.platform.conditions.ConsoleId;
import fr.gaveurs.console.backend.platform.diagnostics.MachineName;
import fr.gaveurs.console.backend.platform.health.HealthCheck;
import fr.gaveurs.console.backend.platform.http.Endpoint;
import fr.gaveurs.console.backend.platform.jobs.Job;
import fr.gaveurs.console.backend.platform.jobs.JobPostponedException;
import fr.gaveurs.console.backend.platform.lifecycle.StartException;
import fr.gaveurs.console.backend.platform.resilience.Breakers;
import fr.gaveurs.console.backend.platform.settings.ReportPlan;
import fr.gaveurs.console.backend.platform.store.retention.RetainedTable;
import fr.gaveurs.console.backend.platform.tlog.LogSource;
import fr.gaveurs.console.backend.platform.tlog.LoggedFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes reports, and keeps their files. */
public final class ReportsFeature implements Feature {
    /** What has entries of the log. */
    public static final LogSource LOGGED = ReportLog.SOURCE;

    /** Files of which the backup knows nothing are kept elsewhere. */
    public static final AfterRestore AFTER_RESTORE =
            (created, dataDir, connection) -> LeftFiles.afterRestore(dataDir, connection);

    private static final Logger LOG = LoggerFactory.getLogger(ReportsFeature.class);
    private static final Duration LOOK = Duration.ofMinutes(1);
    /** Longer than lots are looked for. */
    private static final Duration LOTS_KEPT = LotOccurrences.BACK.plusDays(45);
    /** What was delivered is told for so long; one that waits stays. */
    private static final Duration DELIVERIES_KEPT = Duration.ofDays(90);
    /** As long as anybody may ask what a report was. */
    private static final Duration DIGESTS_KEPT = Duration.ofDays(3_653);

    private final ReportPlan plan;
    private final List<Endpoint> endpoints;
    private final ReportLedger ledger;
    private final ReportCheck check;
    private final ReportWorker worker;

    /**
     * @param stations a station's record; null of one that is not known
     * @param samplesWait whether a sample waits for its acknowledgement: reports make way for it
     * @param stationsSend whether samples came in the last seconds: reports are made slowly then
     */
    public ReportsFeature(
            Services services,
            Breakers breakers,
            Function<String, @Nullable Device> stations,
            BooleanSupplier samplesWait,
            BooleanSupplier stationsSend)
            throws StartException {
        plan = services.settings().reports();
        Path dataDir = services.settings().dataDir();
        String console = console(dataDir);
        ReportFolder folder = new ReportFolder(dataDir, services.database(), console, (long) plan.limitMib() << 20);
        ReportMaker maker = new ReportMaker(
                services.database(),
                folder,
                plan,
                services.version(),
                id -> name(id, stations.apply(id)),
                services.clock());
        ReportOutbox outbox = new ReportOutbox(
                services.database(),
                folder,
                console,
                plan.mail() == null ? null : new Mailer(plan.mail(), breakers),
                new FolderCopies(FolderCopies.PATIENCE));
        ledger = new ReportLedger(services.database(), services.clock());
        check = new ReportCheck(services.database());
        Deliveries mails = services.lifecycle().start(new Deliveries(outbox, "mail"));
        Deliveries folders = services.lifecycle().start(new Deliveries(outbox, "folder"));
        Runnable delivering = () -> {
            mails.hurry();
            folders.hurry();
        };
        worker = services.lifecycle()
                .start(new ReportWorker(
                        new ReportQueue(services.database(), console),
                        maker,
                        folder,
                        delivering,
                        this::look,
                        new RoomCondition(services.conditions().board()),
                        new LeftCondition(folder, services.conditions().board()),
                        new Pace(samplesWait, stationsSend),
                        services.version(),
                        MachineName.get(),
                        services.metrics()));
        ReportStore reports = new ReportStore(services.database());
        List<Endpoint> all = new ArrayList<>(new ReportRoutes(
                        reports,
                        new ScheduleStore(
                                services.database(), services.settings().timeZone(), services.clock()),
                        folder,
                        worker,
                        services.settings().timeZone(),
                        services.clock(),
                        mails::hurry)
                .endpoints());
        all.addAll(new TemplateRoutes(
                        new TemplateStore(services.database()),
                        new ProfileStore(services.database()),
                        services.database(),
                        reports,
                        folder,
                        maker,
                        services.settings().timeZone())
                .endpoints());
        endpoints = List.copyOf(all);
    }

    /** Files of a data folder as the log has them. */
    public static LoggedFiles loggedFiles(Path dataDir) {
        return new ReportFilesCheck(dataDir);
    }

    private static StationName name(String deviceId, @Nullable Device known) {
        return known == null
                ? new StationName(deviceId, null)
                : new StationName(known.name() == null ? deviceId : known.name(), known.line());
    }

    private static String console(Path dataDir) throws StartException {
        try {
            return ConsoleId.of(dataDir);
        } catch (IOException e) {
            throw new StartException("reports", "the folder " + dataDir + " cannot be written", e);
        }
    }

    /** After a start; where it does not work the next look will. */
    private void look() {
        try {
            ledger.look();
        } catch (SQLException | JobPostponedException e) {
            LOG.debug("schedules are looked at later: {}", e.getMessage());
        }
    }

    @Override
    public List<ConditionKind> conditions() {
        return List.of(RoomCondition.KIND, LeftCondition.KIND);
    }

    @Override
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    @Override
    public List<Job> jobs() {
        return List.of(Job.every("report schedules", LOOK, () -> {
            if (ledger.look() > 0) {
                worker.hurry();
            }
        }));
    }

    @Override
    public Map<String, HealthCheck> checks() {
        return Map.of("reports", check);
    }

    @Override
    public List<RetainedTable> retained() {
        return List.of(
                RetainedTable.byRow("report_runs", "requested_at", plan.kept()),
                RetainedTable.byRow("report_deliveries", "done_at", DELIVERIES_KEPT),
                RetainedTable.byRow("report_schedule_lots", "noted_at", LOTS_KEPT),
                RetainedTable.byRow("report_digests", "made_at", DIGESTS_KEPT).withEntries());
    }
}
