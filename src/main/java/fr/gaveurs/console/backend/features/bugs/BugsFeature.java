package fr.gaveurs.console.backend.features.bugs;

import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import fr.gaveurs.console.backend.platform.Feature;
import fr.gaveurs.console.backend.platform.Services;
import fr.gaveurs.console.backend.platform.diagnostics.Redaction;
import fr.gaveurs.console.backend.platform.diagnostics.UnexpectedEnd;
import fr.gaveurs.console.backend.platform.http.Endpoint;
import fr.gaveurs.console.backend.platform.lifecycle.StartException;
import fr.gaveurs.console.backend.platform.relay.ChangeReader;
import fr.gaveurs.console.backend.platform.relay.Relay;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.errors.DatabaseErrors;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Bug reports: what people send over the routes, what stations say, and what the backend's own log says. */
public final class BugsFeature implements Feature {
    private final BugNews news;
    private final BugFigureQueries figures;
    private final ErrorCollector errors;
    private final List<Endpoint> endpoints;

    /**
     * @param dashboards told the newest state of a bug
     * @param before the run before this one, if it did not come to its end in order
     */
    public BugsFeature(Services services, Consumer<BugSummary> dashboards, @Nullable UnexpectedEnd before)
            throws StartException {
        Database database = services.database();
        Jdbi jdbi = database.jdbi();
        BugQueries queries = new BugQueries(jdbi);
        BugStore store = new BugStore(database.changes());
        figures = new BugFigureQueries(jdbi, services.clock());
        news = services.lifecycle().start(new BugNews(queries, figures, dashboards, services.metrics()));
        errors = services.lifecycle()
                .start(new ErrorCollector(
                        store,
                        news,
                        DatabaseErrors::isUnavailable,
                        Redaction::of,
                        services.version(),
                        services.clock()));
        if (before != null) {
            errors.crashed(before);
        }
        AttachmentStore attachments = new AttachmentStore(jdbi, database.changes(), database.pieces());
        endpoints = new BugRoutes(store, queries, database.pieces(), attachments, figures, news, services.clock())
                .endpoints();
    }

    /** How many bugs about a station are not resolved. */
    public long openBugs(String deviceId) {
        return figures.openOf(deviceId);
    }

    /** What makes bugs of errors. */
    public ErrorCollector errors() {
        return errors;
    }

    @Override
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    @Override
    public void tell(Relay relay) {
        news.onChange(id -> relay.tell(BugNews.CHANGES, Long.toString(id), true));
    }

    @Override
    public List<ChangeReader<?>> changes() {
        return List.of(new ChangeReader<>(
                BugNews.CHANGES, changed -> news.changedElsewhere(changed.keySet()), news::lookForOthers));
    }
}
