package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.client.ApiClient;
import fr.gaveurs.console.desktop.screens.bugs.BugDrafts;
import fr.gaveurs.console.desktop.screens.bugs.BugMemory;
import fr.gaveurs.console.desktop.screens.bugs.BugsContext;
import fr.gaveurs.console.desktop.screens.bugs.BugsScreen;
import fr.gaveurs.console.desktop.screens.health.HealthContext;
import fr.gaveurs.console.desktop.screens.health.HealthScreen;
import fr.gaveurs.console.desktop.screens.live.LiveContext;
import fr.gaveurs.console.desktop.screens.live.LiveScreen;
import fr.gaveurs.console.desktop.kit.pump.BackendState;
import fr.gaveurs.console.desktop.kit.pump.LiveFeed;
import fr.gaveurs.console.desktop.kit.pump.Pump;
import fr.gaveurs.console.desktop.kit.Appearance;
import fr.gaveurs.console.desktop.kit.DemoModel;
import fr.gaveurs.console.desktop.kit.Fxml;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ReportContext;
import fr.gaveurs.console.desktop.kit.Screen;
import fr.gaveurs.console.desktop.kit.StationContext;
import fr.gaveurs.console.desktop.screens.station.StationScreen;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.util.Duration;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;

/**
 * The screens over one connection, in one language. On a change of language the frame lets it go and builds another one
 * over the same connection.
 */
final class Workbench {
    static final int LIVE = 0;
    static final int BUGS = 2;
    private static final Duration BETWEEN_SCREENS = Duration.seconds(1);

    /** What all workbenches of a window share. */
    record Connection(BackendAddress endpoint, ApiClient api, LiveFeed feed, Pump pump, DemoModel demo, BugDrafts drafts) {}

    /**
     * What is in view.
     *
     * @param entry of the rail
     * @param station opened over it
     * @param bug opened in the tracker
     */
    record Place(
            int entry, @Nullable String station, @Nullable Long bug) {}

    private final Connection connection;
    private final ShellController shell;
    private final Parent root;
    private final List<LazyValue<? extends Screen>> screens;
    private final LiveScreen live;
    private final LazyValue<BugsScreen> bugs;
    private final LazyValue<StationScreen> station;
    private final PauseTransition idle = new PauseTransition(BETWEEN_SCREENS);
    private final Subscription status;
    private int chosen = -1;
    private @Nullable String openStation;

    /**
     * @param help shows the keyboard's shortcuts
     * @param report opens the form of a bug report
     * @param sortChosen told when the live screen's order is changed; {@code sortByName} is the one to begin with
     * @param memory what the tracker keeps over restarts
     */
    Workbench(
            Connection connection,
            Messages messages,
            Appearance appearance,
            Runnable help,
            Consumer<ReportContext> report,
            boolean sortByName,
            Consumer<Boolean> sortChosen,
            BugMemory memory) {
        this.connection = connection;
        StatusModel model = new StatusModel(messages);
        this.shell = new ShellController(model, connection.demo(), help, this::context, report);
        this.root = Fxml.load("shell", messages, shell);
        this.live = new LiveScreen(new LiveContext(
                connection.api(),
                connection.feed(),
                connection.pump(),
                messages,
                appearance,
                connection.demo(),
                connection.endpoint().sensors(),
                this::openStation,
                shell::notice,
                sortByName,
                sortChosen));
        // All at once they would hold the window up for a second: one at a time, when wanted or when nothing happens.
        this.bugs = new LazyValue<>(() -> new BugsScreen(new BugsContext(
                connection.api(),
                connection.feed(),
                connection.pump(),
                messages,
                appearance,
                shell::notice,
                () -> report.accept(context()),
                this::openStation,
                memory,
                connection.drafts())));
        this.screens = List.of(
                new LazyValue<>(() -> live),
                new LazyValue<>(() -> new HealthScreen(
                        new HealthContext(connection.api(), connection.pump(), messages, appearance, shell::notice))),
                bugs);
        this.station = new LazyValue<>(() -> new StationScreen(new StationContext(
                connection.api(),
                connection.feed(),
                messages,
                appearance.palette(),
                connection.endpoint().sensors(),
                this::back)));
        shell.entry(MaterialDesignV.VIEW_GRID_OUTLINE, messages.get("rail.live"), "Ctrl+1", () -> choose(LIVE));
        shell.entry(MaterialDesignH.HEART_PULSE, messages.get("rail.health"), "Ctrl+2", () -> choose(1));
        shell.entry(MaterialDesignB.BUG_OUTLINE, messages.get("rail.bugs"), "Ctrl+3", () -> choose(BUGS));
        this.status = connection.feed().onBackend(state -> status(model, state));
        idle.setOnFinished(event -> buildNext());
        idle.play();
    }

    Parent node() {
        return root;
    }

    ShellController shell() {
        return shell;
    }

    /** Every screen, one after the other, built where it is not yet. */
    Iterable<Node> screens() {
        return () -> Stream.<Supplier<Node>>of(
                        () -> screens.get(LIVE).get().node(),
                        () -> screens.get(1).get().node(),
                        () -> screens.get(BUGS).get().node(),
                        () -> station.get().node())
                .map(Supplier::get)
                .iterator();
    }

    /** Number of entries in the rail. */
    int entries() {
        return screens.size();
    }

    /** The entry chosen now. */
    int chosen() {
        return chosen;
    }

    @Nullable
    String openStation() {
        return openStation;
    }

    Place place() {
        BugsScreen built = bugs.ifBuilt();
        return new Place(chosen, openStation, built == null ? null : built.opened());
    }

    /** Shows what another workbench had in view. */
    void go(Place place) {
        if (place.bug() != null) {
            bugs.get().open(place.bug());
        }
        choose(place.entry());
        if (place.station() != null) {
            openStation(place.station());
        }
    }

    /** Shows the screen of an entry of the rail. */
    void choose(int entry) {
        if (entry == chosen && openStation == null) {
            return;
        }
        leave();
        chosen = entry;
        shell.choose(entry);
        Screen screen = screens.get(entry).get();
        shell.show(screen.node());
        screen.show();
    }

    /** Shows one station. */
    void openStation(String deviceId) {
        openStation(deviceId, null, null);
    }

    /** Shows one station, on one of its samples if one is given. From the tracker the way back leads there. */
    private void openStation(String deviceId, @Nullable String sampleId, @Nullable Instant sampleTime) {
        leave();
        openStation = deviceId;
        chosen = chosen == BUGS ? BUGS : LIVE;
        shell.choose(chosen);
        StationScreen screen = station.get();
        shell.show(screen.node());
        screen.show(deviceId);
        if (sampleId != null) {
            screen.showSample(sampleId, sampleTime);
        }
        // The tile that had the keyboard is out of sight: what is pressed now is meant for this screen.
        screen.node().requestFocus();
    }

    /** Shows one bug. */
    void openBug(long id) {
        choose(BUGS);
        bugs.get().open(id);
    }

    /** Leads the keyboard into the screen in view, rather than to the rail before it. */
    void focusContent() {
        if (openStation != null) {
            station.get().node().requestFocus();
        } else if (chosen >= 0) {
            screens.get(chosen).get().focus();
        }
    }

    /** Leads the keyboard from the rail into the screen, and from anywhere else to the rail. */
    void skip() {
        if (shell.railHasKeyboard()) {
            focusContent();
        } else {
            shell.focusRail(Math.max(0, chosen));
        }
    }

    /** From a station to where it was opened. */
    void back() {
        String from = openStation;
        if (from != null && chosen == BUGS) {
            choose(BUGS);
            bugs.get().node().requestFocus();
        } else if (from != null) {
            choose(LIVE);
            live.focus(from);
        }
    }

    /** What is in front of the person, for a bug report. */
    ReportContext context() {
        if (openStation != null) {
            return station.get().context();
        }
        return chosen < 0 ? ReportContext.NOTHING : screens.get(chosen).get().context();
    }

    /** Nothing of it goes on. */
    void dispose() {
        idle.stop();
        leave();
        status.unsubscribe();
    }

    /** Builds one screen that is not there yet, and later the next: whoever goes there need not wait for it. */
    private void buildNext() {
        Stream.concat(screens.stream(), Stream.of(station))
                .filter(screen -> screen.ifBuilt() == null)
                .findFirst()
                .ifPresent(screen -> {
                    screen.get();
                    idle.playFromStart();
                });
    }

    private void leave() {
        if (openStation != null) {
            station.get().hide();
            openStation = null;
        } else if (chosen >= 0) {
            screens.get(chosen).get().hide();
        }
    }

    private void status(StatusModel model, BackendState state) {
        model.update(state, connection.feed().clock().now(), connection.pump().lagSeconds());
    }
}
