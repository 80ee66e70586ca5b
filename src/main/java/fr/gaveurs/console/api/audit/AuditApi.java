package fr.gaveurs.console.api.audit;

import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.Role;
import fr.gaveurs.console.api.Route;
import java.util.List;

/** Who changed what. */
public final class AuditApi {
    /** Bundle of what is said of acts and of what they are done to, in each language. */
    public static final String WORDS = "fr.gaveurs.console.api.acts";

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
