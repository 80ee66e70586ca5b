package fr.gaveurs.console.backend;

import fr.gaveurs.console.backend.platform.Feature;
import fr.gaveurs.console.backend.platform.health.HealthBoard;
import fr.gaveurs.console.backend.platform.health.HealthBoard.Weight;
import fr.gaveurs.console.backend.platform.jobs.Job;
import fr.gaveurs.console.backend.platform.jobs.Jobs;
import fr.gaveurs.console.backend.platform.lifecycle.Lifecycle;
import fr.gaveurs.console.backend.platform.lifecycle.StartException;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.retention.Retention;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The jobs: every one that the program has stands here. */
final class JobParts {
    private JobParts() {}

    static void start(
            Lifecycle lifecycle,
            Database database,
            Retention retention,
            String console,
            BackupParts backups,
            List<Feature> features,
            Jobs.Pace pace,
            HealthBoard health)
            throws StartException {
        List<Job> jobs = new ArrayList<>(backups.jobs());
        features.forEach(feature -> jobs.addAll(feature.jobs()));
        jobs.add(Job.every("retention", Duration.ofHours(1), retention::dropOld));
        Jobs running = lifecycle.start(new Jobs(database, console, jobs, pace));
        health.register("jobs", Weight.AUXILIARY, running.check());
    }
}
