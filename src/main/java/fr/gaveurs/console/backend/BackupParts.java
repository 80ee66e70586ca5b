package fr.gaveurs.console.backend;

import fr.gaveurs.console.backend.backup.BackupJob;
import fr.gaveurs.console.backend.backup.BackupShelf.Shelved;
import fr.gaveurs.console.backend.health.HealthBoard;
import fr.gaveurs.console.backend.health.HealthBoard.Weight;
import fr.gaveurs.console.backend.health.HealthCheck;
import fr.gaveurs.console.backend.health.HealthCheck.Result;
import fr.gaveurs.console.backend.lifecycle.Deadline;
import fr.gaveurs.console.backend.lifecycle.Lifecycle;
import fr.gaveurs.console.backend.lifecycle.Part;
import fr.gaveurs.console.backend.lifecycle.StartException;
import fr.gaveurs.console.backend.metrics.Metrics;
import fr.gaveurs.console.backend.settings.BackupPlan;
import fr.gaveurs.console.backend.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The daily backups: when, how it went, and whom it is told. */
final class BackupParts {
    static final Duration OVERDUE = Duration.ofDays(2);

    private BackupParts() {}

    /** Starts them where they are wanted; their metrics are there in any case. */
    static void start(
            Lifecycle lifecycle, Settings settings, BackupJob job, Clock clock, Metrics metrics, HealthBoard health)
            throws StartException {
        metrics.gauge(
                "backup.last.success.timestamp.seconds",
                "When the newest daily backup was made, as Unix time; NaN while there is none",
                () -> job.newest().map(b -> b.time().getEpochSecond()).orElse(null));
        metrics.gauge(
                "backup.size.bytes",
                "Size of the newest daily backup; NaN while there is none",
                () -> job.newest().map(Shelved::bytes).orElse(null));
        metrics.total("backup.failures", "Daily backups that could not be made", job::failures);
        if (settings.backups().daily()) {
            lifecycle.start(new Daily(job, settings.backups(), settings.timeZone()));
            health.register("backups", Weight.AUXILIARY, check(job, clock));
        }
    }

    /** Degraded when the last good one is too old, or there is none and one failed. */
    static HealthCheck check(BackupJob job, Clock clock) {
        return () -> {
            Optional<Shelved> newest = job.newest();
            Map<String, Object> figures = new LinkedHashMap<>();
            newest.ifPresent(b -> {
                figures.put("last_backup", b.time().toString());
                figures.put("size_mib", b.bytes() >> 20);
            });
            figures.put("failures", job.failures());
            String failure = job.lastFailure();
            if (failure != null) {
                figures.put("last_failure", failure);
            }
            Instant limit = clock.instant().minus(OVERDUE);
            boolean late = newest.isPresent() ? newest.get().time().isBefore(limit) : failure != null;
            if (!late) {
                return Result.up(figures);
            }
            String since = newest.isPresent()
                    ? "there is no backup newer than " + newest.get().time()
                    : "there is no backup yet";
            return Result.degraded(failure == null ? since : since + " (" + failure + ")", figures);
        };
    }

    /** Looks each minute whether it is time: so neither a night switched off nor a clock set back costs a day's. */
    private static final class Daily implements Part {
        private static final Duration SETTLE = Duration.ofMinutes(5);
        private static final Duration AGAIN = Duration.ofHours(1);

        private final BackupJob job;
        private final BackupPlan plan;
        private final ZoneId zone;
        private final CountDownLatch ended = new CountDownLatch(1);
        private final Thread thread =
                Thread.ofPlatform().daemon().name("daily-backup").unstarted(this::watch);

        Daily(BackupJob job, BackupPlan plan, ZoneId zone) {
            this.job = job;
            this.plan = plan;
            this.zone = zone;
        }

        @Override
        public String name() {
            return "backups";
        }

        @Override
        public void start() {
            thread.start();
        }

        private void watch() {
            Duration pause = SETTLE; // a start has better things to do
            try {
                while (!ended.await(pause.toSeconds(), TimeUnit.SECONDS)) {
                    pause = Duration.ofMinutes(1);
                    if (job.due(plan.time(), zone)) {
                        long before = job.failures();
                        job.run();
                        pause = job.failures() == before ? pause : AGAIN;
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void stop(Deadline deadline) throws InterruptedException {
            ended.countDown();
            job.end();
            thread.join(deadline.leftAtMost(Duration.ofSeconds(5)).plusMillis(1));
        }
    }
}
