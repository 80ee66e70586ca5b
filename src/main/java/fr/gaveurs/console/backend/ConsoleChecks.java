package fr.gaveurs.console.backend;

import fr.gaveurs.console.backend.ingest.IngestFeature;
import fr.gaveurs.console.backend.platform.conditions.ConditionBoard;
import fr.gaveurs.console.backend.platform.files.DiskWatch;
import fr.gaveurs.console.backend.platform.health.HealthBoard;
import fr.gaveurs.console.backend.platform.health.HealthBoard.Weight;
import fr.gaveurs.console.backend.platform.http.HttpServer;
import fr.gaveurs.console.backend.platform.lifecycle.Lifecycle;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.store.retention.Retention;
import fr.gaveurs.console.backend.realtime.Hub;
import java.time.Clock;

/** Names the components of the health document that a sample's way needs. */
final class ConsoleChecks {
    private ConsoleChecks() {}

    static void register(
            HealthBoard health,
            Lifecycle lifecycle,
            Metrics metrics,
            StoreParts store,
            Retention retention,
            IngestFeature ingest,
            HttpServer http,
            Hub hub,
            ConditionBoard conditions,
            DiskWatch disk,
            Clock clock) {
        SystemChecks checks = new SystemChecks(disk);
        ClockCheck clocks =
                new ClockCheck(store.database(), retention, ingest.sockets().clocks(), clock, conditions);
        ingest.sockets().databaseTime(clocks::databaseTime);
        retention.stations(ingest.sockets().clocks()::consensus);
        health.register("clocks", Weight.AUXILIARY, clocks);
        health.register("server threads", Weight.LIVENESS, checks.serverThreads(http));
        // Without it samples go to the spool: whether they are kept is the writer's to say.
        health.register("database", Weight.AUXILIARY, checks.database(store.database(), store.embedded()));
        health.register("sample writer", Weight.READINESS, checks.writer(ingest.ingest(), conditions));
        health.register("disk", Weight.READINESS, checks.disk());
        health.register("memory", Weight.AUXILIARY, checks.memory());
        health.register("background threads", Weight.LIVENESS, SystemChecks.backgroundThreads(lifecycle::supervised));
        health.register("rate limits", Weight.AUXILIARY, SystemChecks.rateLimits(metrics));
        health.register("sockets", Weight.AUXILIARY, SystemChecks.sockets(ingest.sockets(), hub));
    }
}
