package fr.gaveurs.console.backend.platform;

import fr.gaveurs.console.backend.platform.cache.Cache;
import fr.gaveurs.console.backend.platform.conditions.ConditionWatch;
import fr.gaveurs.console.backend.platform.lifecycle.Lifecycle;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.settings.Settings;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.tlog.ReadyRows;
import java.time.Clock;
import java.util.function.LongSupplier;

/**
 * What the platform gives to every feature.
 *
 * @param version of the program
 * @param clock what time it is; it may be set back and ahead
 * @param nanos the monotonic clock, by which everything is aged
 * @param lifecycle starts a feature's parts, and stops them in the opposite order
 * @param conditions where a feature says what is wrong
 * @param readyRows what entries of the log say that this console is about to make
 */
public record Services(
        Settings settings,
        String version,
        Clock clock,
        LongSupplier nanos,
        Lifecycle lifecycle,
        Database database,
        Cache cache,
        Metrics metrics,
        ConditionWatch conditions,
        ReadyRows readyRows) {}
