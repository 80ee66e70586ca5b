package fr.gaveurs.console.backend;

import fr.gaveurs.console.backend.features.bugs.AttachmentStore;
import fr.gaveurs.console.backend.features.bugs.BugFigureQueries;
import fr.gaveurs.console.backend.features.bugs.BugNews;
import fr.gaveurs.console.backend.features.bugs.BugQueries;
import fr.gaveurs.console.backend.features.bugs.BugRoutes;
import fr.gaveurs.console.backend.features.bugs.BugStore;
import fr.gaveurs.console.backend.features.bugs.ErrorCollector;
import fr.gaveurs.console.backend.platform.diagnostics.UnexpectedEnd;
import fr.gaveurs.console.backend.platform.diagnostics.Redaction;
import fr.gaveurs.console.backend.platform.http.Endpoint;
import fr.gaveurs.console.backend.platform.lifecycle.Lifecycle;
import fr.gaveurs.console.backend.platform.lifecycle.StartException;
import fr.gaveurs.console.backend.realtime.Hub;
import fr.gaveurs.console.backend.ingest.DeviceSocketContext;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.store.Database;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bug reports: what people send over the routes, what stations say, and what the backend's own log says. */
record BugParts(List<Endpoint> endpoints, BugNews news, ErrorCollector errors) {
    static BugParts start(
            Lifecycle lifecycle,
            Database database,
            Hub hub,
            DeviceSocketContext desk,
            Metrics metrics,
            String version,
            Clock clock,
            @Nullable UnexpectedEnd before)
            throws StartException {
        BugQueries queries = new BugQueries(database.jdbi());
        BugStore store = new BugStore(database.jdbi());
        BugFigureQueries figures = new BugFigureQueries(database.jdbi(), clock);
        BugNews news = lifecycle.start(new BugNews(queries, figures, hub::publish, metrics));
        ErrorCollector errors = lifecycle.start(
                new ErrorCollector(store, news, Database::isUnavailable, Redaction::of, version, clock));
        if (before != null) {
            errors.crashed(before);
        }
        desk.onError((station, words) -> errors.deviceError(station.deviceId(), station.firmware(), words));
        AttachmentStore attachments = new AttachmentStore(database.jdbi(), database.pieces());
        return new BugParts(
                new BugRoutes(store, queries, database.pieces(), attachments, figures, news, clock).endpoints(),
                news,
                errors);
    }
}
