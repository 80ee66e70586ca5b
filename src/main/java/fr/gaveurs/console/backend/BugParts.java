package fr.gaveurs.console.backend;

import fr.gaveurs.console.backend.bugs.AttachmentStore;
import fr.gaveurs.console.backend.bugs.BugFigureQueries;
import fr.gaveurs.console.backend.bugs.BugNews;
import fr.gaveurs.console.backend.bugs.BugQueries;
import fr.gaveurs.console.backend.bugs.BugRoutes;
import fr.gaveurs.console.backend.bugs.BugStore;
import fr.gaveurs.console.backend.bugs.ErrorCollector;
import fr.gaveurs.console.backend.diagnostics.Crash;
import fr.gaveurs.console.backend.diagnostics.Redaction;
import fr.gaveurs.console.backend.http.Endpoint;
import fr.gaveurs.console.backend.lifecycle.Lifecycle;
import fr.gaveurs.console.backend.lifecycle.StartException;
import fr.gaveurs.console.backend.live.Hub;
import fr.gaveurs.console.backend.live.SensorDesk;
import fr.gaveurs.console.backend.metrics.Metrics;
import fr.gaveurs.console.backend.store.Database;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bug reports: what people send over the routes, what stations say, and what the backend's own log says. */
record BugParts(List<Endpoint> endpoints, BugNews news, ErrorCollector errors) {
    static BugParts start(
            Lifecycle lifecycle,
            Database database,
            Hub hub,
            SensorDesk desk,
            Metrics metrics,
            String version,
            Clock clock,
            @Nullable Crash before)
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
