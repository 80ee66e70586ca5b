package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.client.ApiClient;
import fr.gaveurs.console.desktop.kit.Actor;
import fr.gaveurs.console.desktop.kit.Appearance;
import fr.gaveurs.console.desktop.kit.BackgroundTasks;
import fr.gaveurs.console.desktop.kit.DemoModel;
import fr.gaveurs.console.desktop.kit.Fxml;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Navigator;
import fr.gaveurs.console.desktop.kit.Notifier;
import fr.gaveurs.console.desktop.kit.ReportContext;
import fr.gaveurs.console.desktop.kit.Screen;
import fr.gaveurs.console.desktop.kit.ScreenEntry;
import fr.gaveurs.console.desktop.kit.StationCount;
import fr.gaveurs.console.desktop.kit.pump.BackendState;
import fr.gaveurs.console.desktop.kit.pump.LiveFeed;
import fr.gaveurs.console.desktop.kit.pump.Pump;
import fr.gaveurs.console.desktop.screens.ScreenServices;
import fr.gaveurs.console.desktop.screens.Screens;
import fr.gaveurs.console.desktop.screens.bugs.BugDrafts;
import fr.gaveurs.console.desktop.screens.bugs.BugMemory;
import fr.gaveurs.console.desktop.screens.station.StationScreen;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.util.Duration;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * The screens over one connection, in one language. On a change of language the frame lets it go and builds another one
 * over the same connection.
 */
final class Workbench implements Navigator {
    private static final Duration BETWEEN_SCREENS = Duration.seconds(1);

    /** What all workbenches of a window share. */
    record Connection(
            BackendAddress endpoint,
            ApiClient api,
            LiveFeed feed,
            Pump pump,
            DemoModel demo,
            BugDrafts drafts,
            BackgroundTasks tasks) {}

    /**
     * What is in view.
     *
     * @param screen its key in the rail
     * @param item opened in it
     * @param station opened over it
     * @param managed whether that one is managed, and not looked at
     */
    record Place(
            String screen, @Nullable String item, @Nullable String station, boolean managed) {
        static final Place FIRST = new Place(Screens.LIVE, null, null, false);
    }

    private final Connection connection;
    private final ShellController shell;
    private final Parent root;
    private final TaskList tasks;
    /** In the rail's order. All at once they would hold the window up for a second: one at a time, when wanted or when nothing happens. */
    private final Map<String, LazyValue<Screen>> screens = new LinkedHashMap<>();

    private final LazyValue<StationScreen> station;
    private final PauseTransition idle = new PauseTransition(BETWEEN_SCREENS);
    private final StationsMark stationsMark;
    private final Subscription status;
    private final Subscription counts;
    private final Subscription conditions;
    private final Consumer<ReportContext> report;
    private @Nullable String chosen;
    private @Nullable String openStation;

    /**
     * @param help shows the keyboard's shortcuts
     * @param report opens the form of a bug report
     * @param sortChosen told when the live screen's order is changed; {@code sortByName} is the one to begin with
     * @param memory what the tracker keeps over restarts
     * @param actor who sits in front of the window
     */
    Workbench(
            Connection connection,
            Messages messages,
            Appearance appearance,
            Runnable help,
            Consumer<ReportContext> report,
            boolean sortByName,
            Consumer<Boolean> sortChosen,
            BugMemory memory,
            Actor actor) {
        this.connection = connection;
        this.report = report;
        StatusModel model = new StatusModel(messages);
        this.shell = new ShellController(
                model, connection.demo(), help, this::context, report, id -> openStation(id, null, null), messages);
        this.root = Fxml.load("shell", messages, shell);
        connection.tasks().toldBy(shell);
        this.tasks = new TaskList(messages, connection.tasks(), shell.taskPlace(), this::focusContent);
        ScreenServices services = new ScreenServices(
                connection.api(),
                connection.feed(),
                connection.pump(),
                messages,
                appearance,
                connection.demo(),
                connection.endpoint().sensors(),
                this,
                sortByName,
                sortChosen,
                memory,
                connection.drafts(),
                actor,
                connection.tasks());
        for (ScreenEntry entry : Screens.rail(services)) {
            screens.put(entry.key(), new LazyValue<>(entry.build()));
            shell.rail()
                    .entry(
                            entry.icon(),
                            messages.get("rail." + entry.key()),
                            "Ctrl+" + screens.size(),
                            () -> choose(entry.key()));
        }
        this.station = new LazyValue<>(() -> Screens.station(services));
        this.stationsMark = new StationsMark(messages);
        count(model);
        this.counts = connection.feed().onChanges(changes -> count(model));
        this.conditions = connection.feed().onConditions(model::conditions);
        this.status = connection.feed().onBackend(state -> status(model, state));
        idle.setOnFinished(event -> buildNext());
        idle.play();
    }

    Parent node() {
        return root;
    }

    /** What runs in the background. */
    BackgroundTasks background() {
        return connection.tasks();
    }

    ShellController shell() {
        return shell;
    }

    /** Every screen and then its pages, one after the other, built where it is not yet. */
    Iterable<Node> screens() {
        return () -> Stream.concat(
                        screens.values().stream()
                                .map(LazyValue::get)
                                .flatMap(screen -> Stream.concat(Stream.of(screen.node()), screen.pages().stream())),
                        Stream.of(station).map(screen -> screen.get().node()))
                .iterator();
    }

    /** The keys of the rail's screens, in its order. */
    List<String> entries() {
        return List.copyOf(screens.keySet());
    }

    /** The key of the screen that is chosen now; null before the first. */
    @Nullable
    String chosen() {
        return chosen;
    }

    @Nullable
    String openStation() {
        return openStation;
    }

    /** What is in view, to be gone to in another workbench. */
    Place place() {
        String key = chosen;
        if (key == null) {
            return Place.FIRST;
        }
        return new Place(
                key,
                screen(key).opened(),
                openStation,
                openStation != null && station.get().managing());
    }

    /** Builds the screen of a place, which then is shown the sooner. */
    void build(Place place) {
        screen(place.screen());
    }

    /** Goes to a place, unless somebody has chosen one already. */
    void begin(Place place) {
        if (chosen == null) {
            go(place);
        }
    }

    /** Shows what another workbench had in view. */
    void go(Place place) {
        if (place.item() != null) {
            screen(place.screen()).open(place.item());
        }
        choose(place.screen());
        if (place.station() != null) {
            openStation(place.station(), null, null);
            station.get().manage(place.managed());
        }
    }

    private Screen screen(String key) {
        return Objects.requireNonNull(screens.get(key), key).get();
    }

    /** Shows the screen of an entry of the rail. */
    void choose(String key) {
        if (key.equals(chosen) && openStation == null) {
            return;
        }
        leave();
        chosen = key;
        shell.rail().choose(entries().indexOf(key));
        Screen screen = screen(key);
        shell.show(screen.node());
        screen.show();
    }

    /** Shows one thing in a screen, such as a bug in the tracker. */
    void open(String key, String item) {
        choose(key);
        screen(key).open(item);
    }

    /** The way back leads to the screen from which it was opened. */
    @Override
    public void openStation(String deviceId, @Nullable String sampleId, @Nullable Instant sampleTime) {
        leave();
        openStation = deviceId;
        if (chosen == null) {
            chosen = Screens.LIVE;
            shell.rail().choose(entries().indexOf(chosen));
        }
        StationScreen screen = station.get();
        shell.show(screen.node());
        screen.show(deviceId);
        if (sampleId != null) {
            screen.showSample(sampleId, sampleTime);
        }
        // The tile that had the keyboard is out of sight: what is pressed now is meant for this screen.
        screen.node().requestFocus();
    }

    @Override
    public void manageStation(String deviceId) {
        openStation(deviceId, null, null);
        station.get().manage(true);
    }

    @Override
    public void openBug(long id) {
        open(Screens.BUGS, Long.toString(id));
    }

    @Override
    public Notifier notices() {
        return shell;
    }

    @Override
    public void report() {
        report.accept(context());
    }

    /** Leads the keyboard into the screen in view, rather than to the rail before it. */
    void focusContent() {
        if (openStation != null) {
            station.get().focus();
        } else if (chosen != null) {
            screen(chosen).focus();
        }
    }

    /** Leads the keyboard from the rail into the screen, and from anywhere else to the rail. */
    void skip() {
        if (shell.rail().hasKeyboard()) {
            focusContent();
        } else {
            shell.rail().focus(chosen == null ? 0 : entries().indexOf(chosen));
        }
    }

    @Override
    public void back() {
        String from = openStation;
        String to = chosen;
        if (from != null && to != null) {
            choose(to);
            screen(to).back(from);
        }
    }

    /** What is in front of the person, for a bug report. */
    ReportContext context() {
        if (openStation != null) {
            return station.get().context();
        }
        return chosen == null ? ReportContext.NOTHING : screen(chosen).context();
    }

    /** Nothing of it goes on. */
    void dispose() {
        idle.stop();
        shell.dispose();
        tasks.dispose();
        leave();
        status.unsubscribe();
        counts.unsubscribe();
        conditions.unsubscribe();
    }

    /** Builds one screen that is not there yet, and later the next: whoever goes there need not wait for it. */
    private void buildNext() {
        Stream.concat(screens.values().stream(), Stream.of(station))
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
        } else if (chosen != null) {
            screen(chosen).hide();
        }
    }

    private void count(StatusModel model) {
        stationsMark.show(
                shell.rail(),
                entries().indexOf(Screens.STATIONS),
                connection.feed().stations());
        model.stations(
                connection.feed().complete() ? StationCount.of(connection.feed().stations()) : StationCount.UNKNOWN);
    }

    private void status(StatusModel model, BackendState state) {
        model.update(state, connection.feed().clock().now(), connection.pump().lagSeconds());
    }
}
