package fr.gaveurs.console.backend.platform.store.migrations;

import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import fr.gaveurs.console.backend.platform.store.errors.StoreException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.jspecify.annotations.Nullable;

/** Runs the hook before the first pending script, while Flyway's lock keeps other programs from migrating. */
final class BeforeMigration implements Callback {
    private final ConnectionInfo info;
    private final Migrations.PreMigrationHook preMigrationHook;
    private boolean done;
    private @Nullable StoreException failure;

    BeforeMigration(ConnectionInfo info, Migrations.PreMigrationHook preMigrationHook) {
        this.info = info;
        this.preMigrationHook = preMigrationHook;
    }

    /** Why it prevented the migration; Flyway only says that a callback failed. Null if it did not. */
    @Nullable
    StoreException failure() {
        return failure;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE && !done;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        try {
            preMigrationHook.before(
                    info, String.valueOf(context.getMigrationInfo().getVersion()));
            done = true;
        } catch (StoreException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public String getCallbackName() {
        return "before migration";
    }
}
