package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.client.ApiClient;
import fr.gaveurs.console.desktop.kit.Actor;
import fr.gaveurs.console.desktop.kit.Appearance;
import fr.gaveurs.console.desktop.kit.BackgroundTasks;
import fr.gaveurs.console.desktop.kit.DemoModel;
import fr.gaveurs.console.desktop.kit.Fxml;
import fr.gaveurs.console.desktop.kit.Kept;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Navigator;
import fr.gaveurs.console.desktop.kit.Notifier;
import fr.gaveurs.console.desktop.kit.ReportContext;
import fr.gaveurs.console.desktop.kit.Screen;
import fr.gaveurs.console.desktop.kit.ScreenEntry;
import fr.gaveurs.console.desktop.kit.ScreenFocus;
import fr.gaveurs.console.desktop.kit.StationCount;
import fr.gaveurs.console.desktop.kit.pump.BackendState;
import fr.gaveurs.console.desktop.kit.pump.LiveFeed;
import fr.gaveurs.console.desktop.kit.pump.Pump;
import fr.gaveurs.console.desktop.screens.ScreenServices;
import fr.gaveurs.console.desktop.screens.Screens;
import fr.gaveurs.console.desktop.screens.bugs.BugDrafts;
import fr.gaveurs.console.desktop.screens.bugs.BugMemory;
import fr.gaveurs.console.desktop.screens.station.StationScreen;
import fr.gaveurs.console.desktop.shell.KeptScreens.Left;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
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
    /** What all workbenches of a window share. */
    record Connection(
            BackendAddress endpoint,
            ApiClient api,
            LiveFeed feed,
            Pump pump,
            DemoModel demo,
            BugDrafts drafts,
            BackgroundTasks tasks) {}

    /** Key of the page of a station, beside those of the rail. */
    private static final String STATION = "station";

    private final Connection connection;
    private final ShellController shell;
    private final Parent root;
    private final TaskList tasks;
    private final LazyScreens screens;
    private final StationsMark stationsMark;
    private final Subscription status;
    private final Subscription counts;
    private final Subscription conditions;
    private final Consumer<ReportContext> report;
    private final KeptScreens kept;
    /** Screens that were in view. */
    private final Set<String> seen = new HashSet<>();
    /** Where it will begin. */
    private Place first = Place.FIRST;

    private @Nullable String chosen;
    private @Nullable String openStation;

    /**
     * @param help shows the keyboard's shortcuts
     * @param report opens the form of a bug report
     * @param sortChosen told when the live screen's order is changed; {@code sortByName} is the one to begin with
     * @param memory what the tracker keeps over restarts
     * @param actor who sits in front of the window
     * @param ahead between two steps of building what nobody has asked for yet
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
            Actor actor,
            java.time.Duration ahead) {
        this.connection = connection;
        this.report = report;
        StatusModel model = new StatusModel(messages);
        this.shell = new ShellController(
                model, connection.demo(), help, this::context, report, id -> openStation(id, null, null), messages);
        this.root = Fxml.load("shell", messages, shell);
        this.kept = new KeptScreens(shell);
        connection.tasks().toldBy(shell);
        this.tasks = new TaskList(
                messages, connection.tasks(), shell.taskPlace(), this::focusContent, shell.settling(), shell.aim());
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
        List<ScreenEntry> rail = Screens.rail(services);
        this.screens = new LazyScreens(
                rail, () -> Screens.station(services), shell.place(), Duration.millis(ahead.toNanos() / 1e6));
        for (int i = 0; i < rail.size(); i++) {
            ScreenEntry entry = rail.get(i);
            shell.rail().entry(entry.icon(), messages.get("rail." + entry.key()), "Ctrl+" + (i + 1) % 10, () -> {
                choose(entry.key());
                focusContent();
            });
        }
        this.stationsMark = new StationsMark(messages);
        count(model);
        this.counts = connection.feed().onChanges(changes -> count(model));
        this.conditions = connection.feed().onConditions(model::conditions);
        this.status = connection.feed().onBackend(state -> status(model, state));
        screens.buildAhead();
    }

    Parent node() {
        return root;
    }

    /** What is live. */
    LiveFeed feed() {
        return connection.feed();
    }

    /** What runs in the background. */
    BackgroundTasks background() {
        return connection.tasks();
    }

    /** The demo, where it may be turned on or off now. */
    @Nullable
    DemoModel demo() {
        return Connections.demo(connection);
    }

    ShellController shell() {
        return shell;
    }

    /** Every screen and then its pages, one after the other, built where it is not yet. */
    Iterable<Node> screens() {
        return screens.all();
    }

    /** The keys of the rail's screens, in its order. */
    List<String> entries() {
        return screens.keys();
    }

    @Nullable
    String openStation() {
        return openStation;
    }

    /** What is in view, to be gone to in another workbench, and what was left everywhere. */
    Place place() {
        String key = chosen;
        if (key == null) {
            return first;
        }
        Map<String, Left> left = kept.waiting();
        for (String each : seen) {
            boolean inView = each.equals(openStation == null ? key : STATION);
            Left now = left(each, inView);
            Left rest = left.put(each, now);
            if (rest != null) {
                now.kept().takeOver(rest.kept());
            }
        }
        return new Place(
                key, openStation, openStation != null && screens.station().managing(), left);
    }

    private Left left(String key, boolean inView) {
        double scrolled = inView ? shell.scrolled() : 0;
        return key.equals(STATION)
                ? new Left(null, Kept.of(screens.station().node()), scrolled)
                : new Left(screen(key).opened(), Kept.of(screen(key).node()), scrolled);
    }

    /** Builds the screen of a place, which then is shown the sooner. */
    void build(Place place) {
        first = place;
        kept.takeOver(place.left());
        screen(place.screen());
    }

    /** Puts the screen of a place where it will be shown: it has its style and its size before {@link #begin}. */
    void lay(Place place) {
        shell.show(screen(place.screen()).node());
    }

    /** Hides what takes long to draw; what is returned shows a part of it each. */
    List<Runnable> inParts() {
        List<Runnable> parts = new ArrayList<>(shell.inParts());
        if (chosen != null) {
            parts.addAll(screen(chosen).inParts());
        }
        return parts;
    }

    /** Goes to a place, unless somebody has chosen one already. */
    void begin(Place place) {
        if (chosen == null) {
            go(place);
        }
    }

    /** Shows what another workbench had in view. */
    private void go(Place place) {
        choose(place.screen());
        if (place.station() != null) {
            openStation(place.station(), null, null);
            screens.station().manage(place.managed());
        }
    }

    private Screen screen(String key) {
        return screens.get(key);
    }

    /** Shows the screen of an entry of the rail. */
    void choose(String key) {
        if (key.equals(chosen) && openStation == null) {
            return;
        }
        leave();
        screens.rest();
        chosen = key;
        shell.rail().choose(entries().indexOf(key));
        seen.add(key);
        Screen screen = screen(key);
        Left left = kept.of(key);
        if (left != null && left.item() != null) {
            screen.open(left.item());
        }
        shell.show(screen.node());
        screen.show();
        kept.shown(key, screen.node());
    }

    /** Shows one thing in a screen, such as a bug in the tracker. */
    void open(String key, String item) {
        choose(key);
        kept.end();
        screen(key).open(item);
        focusContent();
    }

    /** The way back leads to the screen from which it was opened. */
    @Override
    public void openStation(String deviceId, @Nullable String sampleId, @Nullable Instant sampleTime) {
        leave();
        screens.rest();
        openStation = deviceId;
        if (chosen == null) {
            chosen = Screens.LIVE;
            shell.rail().choose(entries().indexOf(chosen));
        }
        seen.add(STATION);
        StationScreen screen = screens.station();
        shell.show(screen.node());
        screen.show(deviceId);
        kept.shown(STATION, screen.node());
        if (sampleId != null) {
            kept.end();
            screen.showSample(sampleId, sampleTime);
        }
        // The tile that had the keyboard is out of sight: what is pressed now is meant for this screen.
        screen.node().requestFocus();
    }

    @Override
    public void manageStation(String deviceId) {
        openStation(deviceId, null, null);
        screens.station().manage(true);
    }

    @Override
    public void openStations() {
        choose(Screens.STATIONS);
        focusContent();
    }

    @Override
    public void openFirmware(String deviceId) {
        open(Screens.FIRMWARE, deviceId);
    }

    @Override
    public void openBug(long id) {
        open(Screens.BUGS, Long.toString(id));
    }

    @Override
    public Notifier notices() {
        return shell.ofScreen();
    }

    @Override
    public void report() {
        report.accept(context());
    }

    /** Leads the keyboard into the screen in view, rather than to the rail before it. */
    void focusContent() {
        if (openStation != null) {
            StationScreen station = screens.station();
            ScreenFocus.lead(station.node(), station::focus);
        } else if (chosen != null) {
            Screen screen = screen(chosen);
            ScreenFocus.lead(screen.node(), screen::focus);
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

    /** Out of what is asked on the page of a station, or else out of the station. */
    void escape() {
        if (!screens.station().escape()) {
            back();
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
            return screens.station().context();
        }
        return chosen == null ? ReportContext.NOTHING : screen(chosen).context();
    }

    /** Nothing of it goes on. */
    void dispose() {
        screens.stop();
        shell.dispose();
        tasks.dispose();
        leave();
        status.unsubscribe();
        counts.unsubscribe();
        conditions.unsubscribe();
    }

    private void leave() {
        kept.left();
        if (openStation != null) {
            screens.station().hide();
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
