package fr.gaveurs.console.command;

import fr.gaveurs.console.api.Health.StartedPart;
import fr.gaveurs.console.backend.Backend;
import fr.gaveurs.console.backend.lifecycle.Lifecycle;
import fr.gaveurs.console.backend.lifecycle.StartException;
import fr.gaveurs.console.backend.settings.DataFolder;
import fr.gaveurs.console.backend.settings.Settings;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** The backend with no window: runs until SIGTERM or Ctrl-C. */
final class HeadlessConsole {
    private HeadlessConsole() {}

    static int run(DataFolder folder, Settings settings) throws InterruptedException, IOException {
        Backend backend = new Backend(settings, Version.text(), new Lifecycle.Listener() {
            @Override
            public void starting(String part) {}

            @Override
            public void started(StartedPart part) {}

            @Override
            public void stopping(String part) {}
        });
        CountDownLatch stopped = new CountDownLatch(1);
        // A signal during the start is honoured too: stop() waits for the part that is starting.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            backend.stop();
                            close(folder);
                            stopped.countDown();
                        },
                        "shutdown"));
        try {
            backend.start();
        } catch (StartException e) {
            System.err.println(e.part() + " could not start: " + e.getMessage());
            return Exit.START_FAILED;
        }
        folder.announce(new DataFolder.Instance(ProcessHandle.current().pid(), backend.url()));
        stopped.await();
        return Exit.OK;
    }

    private static void close(DataFolder folder) {
        try {
            folder.close();
        } catch (IOException e) {
            System.err.println("the data folder could not be released: " + e.getMessage());
        }
    }
}
