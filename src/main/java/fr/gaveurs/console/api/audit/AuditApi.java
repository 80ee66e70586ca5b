package fr.gaveurs.console.api.audit;

import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.api.Route;
import java.util.List;

/** Who changed what. */
public final class AuditApi {
    public static final Route LIST_AUDIT = Route.get(
            "listAudit",
            "/api/admin/audit",
            "administration",
            "Who changed what, newest first, a page at a time",
            Role.ADMIN,
            Audit.AuditQuery.class,
            Route.generic(Page.class, Audit.AuditEntry.class));

    /** In the order of the documentation. */
    public static final List<Route> ALL = List.of(LIST_AUDIT);

    private AuditApi() {}
}
