package fr.gaveurs.console.backend;

import fr.gaveurs.console.api.admin.Admin.About;
import fr.gaveurs.console.backend.platform.admin.AdminRoutes;
import fr.gaveurs.console.backend.platform.audit.AuditLog;
import fr.gaveurs.console.backend.platform.resilience.Breakers;
import fr.gaveurs.console.backend.platform.security.TokenStore;
import fr.gaveurs.console.backend.platform.settings.Settings;
import fr.gaveurs.console.backend.platform.store.Database;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What administrates this process. */
final class AdminParts {
    private AdminParts() {}

    /**
     * @param window brings this process's window to the front; null while there is none
     * @param end has this process come to its end
     */
    static AdminRoutes routes(
            Settings settings,
            String version,
            Breakers breakers,
            TokenStore tokens,
            Database database,
            Supplier<@Nullable Runnable> window,
            Runnable end) {
        About about = new About(
                version, ProcessHandle.current().pid(), settings.dataDir().toString(), false);
        return new AdminRoutes(tokens, breakers, new AuditLog(database), about, window, end);
    }
}
