package fr.gaveurs.console.command;

import fr.gaveurs.console.backend.Backend;
import fr.gaveurs.console.backend.platform.diagnostics.UnexpectedEnd;
import fr.gaveurs.console.backend.platform.lifecycle.Lifecycle;
import fr.gaveurs.console.backend.platform.lifecycle.StartException;
import fr.gaveurs.console.backend.platform.settings.DataFolder;
import fr.gaveurs.console.backend.platform.settings.Settings;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The backend with no window: runs until SIGTERM or Ctrl-C, or until the API is asked to end it. */
final class HeadlessConsole {
    private static final Logger LOG = LoggerFactory.getLogger(HeadlessConsole.class);

    private final DataFolder folder;
    private final Settings settings;
    private final Backend backend;
    private boolean ended;

    private HeadlessConsole(DataFolder folder, Settings settings, @Nullable UnexpectedEnd before) {
        this.folder = folder;
        this.settings = settings;
        this.backend = new Backend(settings, Version.text(), Lifecycle.Listener.SILENT);
        backend.after(before);
    }

    /** @param before the run before this one, if it did not come to its end */
    static int run(DataFolder folder, Settings settings, @Nullable UnexpectedEnd before)
            throws InterruptedException, IOException {
        return new HeadlessConsole(folder, settings, before).run();
    }

    private int run() throws InterruptedException, IOException {
        CountDownLatch asked = new CountDownLatch(1);
        backend.whenAskedToEnd(asked::countDown);
        // A signal during the start is honoured too: stop() waits for the part that is starting.
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "shutdown"));
        try (FatalErrors fatal = FatalErrors.install(
                cause -> {
                    folder.fell(cause);
                    end();
                },
                settings.shutdownLimit().plus(FatalErrors.RESERVE))) {
            Thread.setDefaultUncaughtExceptionHandler(fatal::uncaught);
            return run(asked);
        }
    }

    private int run(CountDownLatch asked) throws InterruptedException, IOException {
        try {
            backend.start();
            LOG.info("Ready {} ms after Java began", Uptime.millis());
        } catch (StartException e) {
            int code = StartTrouble.report(LOG, e, settings);
            end();
            return code;
        }
        folder.announce(new DataFolder.Instance(ProcessHandle.current().pid(), backend.url()));
        asked.await();
        end();
        return Exit.OK;
    }

    /** Once; who comes second waits until it is done. */
    private synchronized void end() {
        if (ended) {
            return;
        }
        ended = true;
        backend.stop();
        try {
            folder.close();
        } catch (IOException e) {
            LOG.error("the data folder could not be released: {}", e.getMessage());
        }
    }
}
