package fr.gaveurs.console.command;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/**
 * SIGTERM and Ctrl-C for a program with a window. A shutdown hook would come too late: by then JavaFX's own hook takes
 * its toolkit down, and no progress could be shown.
 */
final class Signals {
    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

    private Signals() {}

    /** Runs {@code end} instead of ending the process; returns at once. */
    static void onEnd(Runnable end) {
        for (String name : new String[] {"TERM", "INT"}) {
            try {
                Signal.handle(new Signal(name), signal -> {
                    LOG.info("asked to end by SIG{}", signal.getName());
                    end.run();
                });
            } catch (IllegalArgumentException e) {
                LOG.debug("SIG{} is not to be had here", name, e);
            }
        }
    }
}
