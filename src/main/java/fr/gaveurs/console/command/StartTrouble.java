package fr.gaveurs.console.command;

import fr.gaveurs.console.backend.platform.lifecycle.StartException;
import fr.gaveurs.console.backend.platform.settings.Settings;
import org.slf4j.Logger;

/** Says, once, why the console did not start: the log goes to standard error too. */
final class StartTrouble {
    private StartTrouble() {}

    /** Logs it and returns the exit code. */
    static int report(Logger log, StartException e, Settings settings) {
        if (e.ended()) {
            log.info("the start was ended before it was done");
            return Exit.OK;
        }
        log.error("{} could not start: {}", e.part(), e.getMessage());
        DamagedStart damaged = DamagedStart.of(e, settings);
        if (damaged != null) {
            log.error("{}", damaged.advice());
        }
        return Exit.START_FAILED;
    }
}
