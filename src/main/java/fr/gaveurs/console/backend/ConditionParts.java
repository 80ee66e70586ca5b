package fr.gaveurs.console.backend;

import fr.gaveurs.console.backend.platform.conditions.ConditionWatch;
import fr.gaveurs.console.backend.platform.lifecycle.Lifecycle;
import fr.gaveurs.console.backend.platform.lifecycle.StartException;
import fr.gaveurs.console.backend.platform.settings.Settings;
import fr.gaveurs.console.backend.platform.store.Database;
import java.io.IOException;
import java.time.Clock;
import java.util.function.LongSupplier;

/** What raises and clears what is wrong. */
final class ConditionParts {
    private ConditionParts() {}

    /** @param nanos the monotonic clock */
    static ConditionWatch start(
            Lifecycle lifecycle, Settings settings, Clock clock, LongSupplier nanos, Database database)
            throws StartException {
        try {
            return lifecycle.start(ConditionWatch.of(settings, clock, nanos, database));
        } catch (IOException e) {
            throw new StartException("conditions", "the folder " + settings.dataDir() + " cannot be written", e);
        }
    }
}
