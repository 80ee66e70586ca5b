package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.client.ApiClient;
import fr.gaveurs.console.desktop.kit.BackgroundTasks;
import fr.gaveurs.console.desktop.kit.DemoModel;
import fr.gaveurs.console.desktop.kit.StationCount;
import fr.gaveurs.console.desktop.kit.pump.LiveFeed;
import fr.gaveurs.console.desktop.kit.pump.Pump;
import fr.gaveurs.console.desktop.screens.bugs.BugDrafts;
import fr.gaveurs.console.desktop.shell.Workbench.Connection;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens and closes what the window asks the backend by. */
final class Connections {
    private Connections() {}

    /**
     * Opens one; nothing is asked before somebody wants to know something.
     *
     * @param demo null where this window can run none
     * @param actor who sits in front of the window, asked for each call
     * @param demoFailed told why the demo could not be started or stopped
     */
    static Connection open(
            BackendAddress endpoint,
            Pump pump,
            @Nullable Demo demo,
            Supplier<@Nullable String> actor,
            Consumer<Throwable> demoFailed) {
        LiveFeed feed = new LiveFeed(pump);
        DemoModel model = new DemoModel(
                demo != null,
                () -> demo == null ? CompletableFuture.completedFuture(null) : demo.start(),
                () -> demo == null ? CompletableFuture.completedFuture(null) : demo.stop(),
                pump::post,
                demoFailed);
        ApiClient api = new ApiClient(endpoint.base(), endpoint.token());
        api.actor(actor);
        return new Connection(endpoint, api, feed, pump, model, new BugDrafts(), new BackgroundTasks());
    }

    /** The demo, where it runs, or where no station is live that its own would be taken for; null elsewhere. */
    static @Nullable DemoModel demo(Connection open) {
        DemoModel demo = open.demo();
        boolean fits =
                switch (demo.state().get()) {
                    case NOT_HERE -> false;
                    case OFF ->
                        open.feed().complete()
                                && StationCount.of(open.feed().stations()).live() == 0;
                    case STARTING, ON, STOPPING -> true;
                };
        return fits ? demo : null;
    }

    /** Begins to hear what happens live, where it does not yet. */
    static void listen(Connection open) {
        open.feed().connect(open.endpoint().base(), open.endpoint().token());
    }

    /** Saying goodbye waits for the network, which the FX thread must not. What runs in the background ends at once. */
    static void close(Connection open) {
        open.tasks().cancelAll();
        Thread.ofVirtual().name("window-goodbye").start(() -> {
            open.feed().close();
            open.api().close();
        });
    }
}
