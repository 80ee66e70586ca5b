package fr.gaveurs.console.backend.features.audit;

import fr.gaveurs.console.api.audit.Audit.AuditQuery;
import fr.gaveurs.console.api.audit.AuditApi;
import fr.gaveurs.console.backend.platform.Feature;
import fr.gaveurs.console.backend.platform.Services;
import fr.gaveurs.console.backend.platform.audit.AuditLog;
import fr.gaveurs.console.backend.platform.audit.AuditQueries;
import fr.gaveurs.console.backend.platform.http.Endpoint;
import fr.gaveurs.console.backend.platform.jobs.Job;
import fr.gaveurs.console.backend.platform.store.retention.RetainedTable;
import java.time.Duration;
import java.util.List;

/** Shows the journal; whoever changes something writes it. */
public final class AuditFeature implements Feature {
    private final AuditQueries queries;

    public AuditFeature(Services services) {
        this.queries = new AuditQueries(services.database());
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(new Endpoint(AuditApi.LIST_AUDIT, call -> queries.page(call.query(AuditQuery.class))));
    }

    @Override
    public List<RetainedTable> retained() {
        return List.of(AuditLog.RETAINED);
    }

    @Override
    public List<Job> jobs() {
        return List.of(Job.every("audit log bound", Duration.ofHours(1), queries::bound));
    }
}
