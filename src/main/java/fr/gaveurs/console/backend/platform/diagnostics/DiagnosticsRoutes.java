package fr.gaveurs.console.backend.platform.diagnostics;

import fr.gaveurs.console.api.admin.Admin.LogQuery;
import fr.gaveurs.console.api.admin.AdminApi;
import fr.gaveurs.console.backend.platform.http.Endpoint;
import fr.gaveurs.console.backend.platform.http.Reply;
import java.util.List;

/** The routes of the log and of the diagnostics. */
public final class DiagnosticsRoutes {
    private final LogRing log;
    private final Diagnostics diagnostics;

    public DiagnosticsRoutes(LogRing log, Diagnostics diagnostics) {
        this.log = log;
        this.diagnostics = diagnostics;
    }

    public List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(AdminApi.READ_LOG, call -> log.read(call.query(LogQuery.class))),
                new Endpoint(
                        AdminApi.DIAGNOSTICS, call -> Reply.text("text/plain; charset=utf-8", diagnostics.text())));
    }
}
