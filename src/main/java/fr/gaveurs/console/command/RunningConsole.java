package fr.gaveurs.console.command;

import fr.gaveurs.console.backend.StoreSession;
import fr.gaveurs.console.backend.platform.files.FileErrors;
import fr.gaveurs.console.backend.platform.lifecycle.StartException;
import fr.gaveurs.console.backend.platform.settings.DataFolder;
import fr.gaveurs.console.backend.platform.settings.SettingsException;
import fr.gaveurs.console.backend.platform.settings.SettingsLoader;
import fr.gaveurs.console.client.ApiClient;
import fr.gaveurs.console.client.ApiException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Does something on a data folder: through the console that runs on it, or, if none does, on its database. */
final class RunningConsole {
    private RunningConsole() {}

    /** Both ways to do the same; each prints what came of it and returns the exit code. */
    interface Task {
        int through(ApiClient client);

        int on(StoreSession store) throws Exception;

        /** The path of the route that shows whether it was done. */
        String shownBy();
    }

    /** What only a console that runs can do; prints what came of it and returns the exit code. */
    interface Question {
        int ask(ApiClient client) throws Exception;
    }

    /** @param said what is to be printed of a refusal */
    static int ask(Path dataDir, ReasonOption reason, Function<ApiException, String> said, Question question)
            throws Exception {
        DataFolder.Instance instance = DataFolder.announced(dataDir);
        if (instance == null) {
            System.err.println("no console runs on " + dataDir + ": start it, with or without a window");
            return Exit.REFUSED;
        }
        try (ApiClient client = new ApiClient(URI.create(instance.url()), null)) {
            client.reason(reason.text);
            return question.ask(client);
        } catch (CompletionException e) {
            // What is no answer of the console, nor the want of one, is a file here.
            System.err.println(
                    e.getCause() instanceof IOException file
                            ? FileErrors.reason(file)
                            : said.apply(ApiException.of(e)));
            return Exit.REFUSED;
        } catch (IOException e) {
            System.err.println(FileErrors.reason(e));
            return Exit.REFUSED;
        }
    }

    static int run(Path dataDir, ReasonOption reason, Task task) {
        try (DataFolder folder = DataFolder.open(dataDir)) {
            if (folder == null) {
                return throughRunning(dataDir, reason, task);
            }
            try (StoreSession store =
                    StoreSession.open(SettingsLoader.load(dataDir, System.getenv(), Map.of()), Version.text())) {
                return task.on(store);
            }
        } catch (SettingsException e) {
            System.err.println(e.getMessage());
            return Exit.USAGE;
        } catch (StartException e) {
            System.err.println(e.part() + " could not start: " + e.getMessage());
            return Exit.START_FAILED;
        } catch (IOException e) {
            System.err.println("the data folder " + dataDir + " could not be released: " + FileErrors.reason(e));
            return Exit.START_FAILED;
        } catch (Exception e) {
            System.err.println("that did not work: " + e.getMessage());
            return Exit.REFUSED;
        }
    }

    private static int throughRunning(Path dataDir, ReasonOption reason, Task task) {
        DataFolder.Instance instance = DataFolder.announced(dataDir);
        if (instance == null) {
            System.err.println("a console holds " + dataDir + " but does not answer yet: try again in some seconds");
            return Exit.ALREADY_RUNNING;
        }
        try (ApiClient client = new ApiClient(URI.create(instance.url()), null)) {
            client.reason(reason.text);
            return task.through(client);
        } catch (CompletionException e) {
            ApiException refusal = ApiException.of(e);
            if (refusal.outcomeUnknown()) {
                System.err.println("the console at " + instance.url()
                        + " did not answer in time: it is not known whether"
                        + " this was done, and it may still be done; before you repeat it, look at " + instance.url()
                        + task.shownBy() + ", in the window, or in the console's log");
                return Exit.OUTCOME_UNKNOWN;
            }
            System.err.println(refusal.getMessage());
            return Exit.REFUSED;
        }
    }
}
