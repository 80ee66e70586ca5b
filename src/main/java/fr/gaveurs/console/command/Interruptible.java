package fr.gaveurs.console.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import fr.gaveurs.console.backend.platform.backup.BackupException;
import fr.gaveurs.console.backend.platform.backup.BackupProgress;
import fr.gaveurs.console.backend.platform.files.FileErrors;
import fr.gaveurs.console.backend.platform.settings.SettingsException;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.LoggerFactory;

/**
 * Long work of a command: shows how far it is where somebody looks, and leaves nothing half done when it is ended by
 * Ctrl-C or SIGTERM.
 */
final class Interruptible {
    private static final long PATIENCE_SECONDS = 30;
    private static final int WIDTH = 78;

    private volatile boolean ended;
    private boolean lineOpen;

    private Interruptible() {}

    /** The work; its text goes to standard output when it is done. */
    interface Work {
        String run(BackupProgress progress, BooleanSupplier cancelled)
                throws BackupException, SettingsException, IOException;
    }

    // Null where nobody sits in front, such as in cron or a container, whatever the checker says of newer JDKs.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean terminal() {
        return System.console() != null && System.console().isTerminal();
    }

    /** Does it and returns the exit code. */
    static int run(Work work) {
        return new Interruptible().go(work);
    }

    private int go(Work work) {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        root.setLevel(Level.WARN); // who saves a database wants to hear of the backup
        CountDownLatch done = new CountDownLatch(1);
        Thread hook = new Thread(() -> awaitEnd(done), "ended");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            String said = work.run(terminal() ? this::show : BackupProgress.NONE, () -> ended);
            closeLine();
            System.out.println(said);
            return Exit.OK;
        } catch (BackupException e) {
            closeLine();
            System.err.println(e.getMessage());
            return Exit.REFUSED;
        } catch (SettingsException e) {
            closeLine();
            System.err.println(e.getMessage());
            return Exit.USAGE;
        } catch (IOException e) {
            closeLine();
            System.err.println("that did not work: " + FileErrors.reason(e));
            return Exit.REFUSED;
        } finally {
            done.countDown();
            root.setLevel(before);
            if (!ended) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        }
    }

    private void awaitEnd(CountDownLatch done) {
        ended = true;
        try {
            done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void show(BackupProgress.Step step) {
        String text = String.format(
                Locale.ROOT,
                "%3d %%  %-30s %,d rows, %,d MiB",
                step.percent(),
                step.what(),
                step.rows(),
                step.bytes() >> 20);
        System.err.print("\r" + String.format(Locale.ROOT, "%-" + WIDTH + "s", text));
        System.err.flush();
        lineOpen = true;
    }

    private void closeLine() {
        if (lineOpen) {
            System.err.print("\r" + " ".repeat(WIDTH) + "\r");
            System.err.flush();
        }
    }
}
