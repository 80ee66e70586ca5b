package fr.gaveurs.console.backend;

import fr.gaveurs.console.backend.platform.backup.BackupException;
import fr.gaveurs.console.backend.platform.backup.BackupLedger;
import fr.gaveurs.console.backend.platform.backup.BackupLedger.Entry;
import fr.gaveurs.console.backend.platform.backup.DailyBackup;
import fr.gaveurs.console.backend.platform.health.HealthBoard;
import fr.gaveurs.console.backend.platform.health.HealthBoard.Weight;
import fr.gaveurs.console.backend.platform.health.HealthCheck;
import fr.gaveurs.console.backend.platform.health.HealthCheck.Result;
import fr.gaveurs.console.backend.platform.jobs.Job;
import fr.gaveurs.console.backend.platform.jobs.JobPostponedException;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.Lifecycle;
import fr.gaveurs.console.backend.platform.lifecycle.Part;
import fr.gaveurs.console.backend.platform.lifecycle.StartException;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.settings.BackupPlan;
import fr.gaveurs.console.backend.platform.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The daily backups: the job that makes them, how it went, and whom it is told. */
final class BackupParts {
    private static final Duration OVERDUE = Duration.ofDays(2);
    /** After a failure: the disk that was full is no emptier some minutes later. */
    private static final Duration AGAIN = Duration.ofHours(1);

    private final BackupPlan plan;
    private final Settings settings;
    private final BackupLedger ledger;
    private final DailyBackup backup;
    private final Clock clock;

    BackupParts(Settings settings, StoreParts store, String version, Clock clock) {
        this.settings = settings;
        this.plan = settings.backups();
        this.clock = clock;
        ledger = new BackupLedger(store.database());
        backup = new DailyBackup(store.where(), settings.dataDir(), version, plan.keep(), clock, ledger);
    }

    /** The job, where this console takes part in it. */
    List<Job> jobs() {
        if (!plan.daily()) {
            return List.of();
        }
        return List.of(Job.daily("daily-backup", plan.time(), settings.timeZone(), AGAIN, () -> {
            try {
                backup.run();
            } catch (BackupException e) {
                throw new JobPostponedException(String.valueOf(e.getMessage()), e);
            }
        }));
    }

    /** After the jobs, so that at the end a backup is given up before they are waited for. */
    void start(Lifecycle lifecycle, Metrics metrics, HealthBoard health) throws StartException {
        metrics.gauge(
                "backup.daily",
                "Whether this console takes its turn at making the daily backups (1 or 0)",
                () -> plan.daily() ? 1 : 0);
        metrics.gauge(
                "backup.last.success.timestamp.seconds",
                "When the newest daily backup of any console was made, as Unix time; NaN while there is none",
                () -> backup.newest().map(b -> b.time().getEpochSecond()).orElse(null));
        metrics.gauge(
                "backup.size.bytes",
                "Size of the newest daily backup; NaN while there is none",
                () -> backup.newest().map(Entry::bytes).orElse(null));
        metrics.total("backup.failures", "Daily backups that this console could not make", backup::failures);
        if (plan.daily()) {
            lifecycle.start(new BackupCanceller(backup));
            health.register("backups", Weight.AUXILIARY, check(clock.instant()));
        }
    }

    /** Degraded when the last good one is too old, or there is none although there should be. */
    private HealthCheck check(Instant started) {
        return () -> {
            ledger.refresh();
            Optional<Entry> newest = backup.newest();
            Map<String, Object> figures = new LinkedHashMap<>();
            newest.ifPresent(b -> {
                figures.put("last_backup", b.time().toString());
                figures.put("size_bytes", b.bytes());
                figures.put("on", b.host());
                figures.put("file", b.file());
            });
            figures.put("failures", backup.failures());
            String failure = backup.lastFailure();
            if (failure != null) {
                figures.put("last_failure", failure);
            }
            Instant limit = clock.instant().minus(OVERDUE);
            boolean late =
                    newest.map(Entry::time).orElse(started).isBefore(limit) || (newest.isEmpty() && failure != null);
            if (!late) {
                return Result.up(figures);
            }
            String since = newest.isPresent()
                    ? "there is no backup newer than " + newest.get().time()
                    : "there is no backup yet";
            return Result.degraded(failure == null ? since : since + " (" + failure + ")", figures);
        };
    }

    /** A backup that is under way at the end is not waited for. */
    private record BackupCanceller(DailyBackup backup) implements Part {
        @Override
        public String name() {
            return "backups";
        }

        @Override
        public void start() {
            // The job starts it.
        }

        @Override
        public void stop(Deadline deadline) {
            backup.end();
        }
    }
}
