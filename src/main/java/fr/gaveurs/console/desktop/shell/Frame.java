package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.api.health.Health;
import fr.gaveurs.console.desktop.kit.Actor;
import fr.gaveurs.console.desktop.kit.Fonts;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.kit.Pieces;
import fr.gaveurs.console.desktop.kit.PopOvers;
import fr.gaveurs.console.desktop.kit.ProblemText;
import fr.gaveurs.console.desktop.kit.Scrolling;
import fr.gaveurs.console.desktop.kit.SkinOnFocus;
import fr.gaveurs.console.desktop.kit.SystemLanguage;
import fr.gaveurs.console.desktop.kit.pump.Pump;
import fr.gaveurs.console.desktop.screens.Screens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stage and what covers it: start, failure, the screens, help, the end. FX thread only. */
final class Frame implements Reporting.Window {
    private static final Logger LOG = LoggerFactory.getLogger(Frame.class);

    /** After the first screen is there the others are built. */
    private static final Duration SETTLING = Duration.ofSeconds(10);

    private final Launch launch;
    private final Stage stage = new Stage();
    private final StackPane layers = new StackPane();
    private final Overlay help = new Overlay(layers);
    private final Overlay leaving = new Overlay(layers);
    private final ThemeControl theme;
    private final Pump pump;
    private final Reporting reporting;
    private final WindowEnd end;
    private final WindowMemory memory;
    private final Preferences preferences;
    private final FirstScreens first;

    private Messages messages;
    private StartPane start;
    private Workbench.@Nullable Connection connection;
    /** In view. */
    private @Nullable Workbench workbench;
    /** Whether the backend was told to answer. */
    private boolean answered;
    /** Whether it has told what went otherwise than usual at the start. */
    private boolean told;

    private @Nullable ClosingPane closing;
    private @Nullable FailurePane failure;
    /** Where a restore has just put what was there before. */
    private @Nullable String keptAside;
    /** Whether the window has its own typeface. */
    private final boolean typeface;

    /**
     * @param pump not running yet
     * @param scene to be shown, with nothing in it
     * @param theme of that scene
     */
    Frame(Launch launch, Pump pump, Scene scene, ThemeControl theme) {
        this.launch = launch;
        this.pump = pump;
        this.theme = theme;
        this.typeface = Fonts.load(launch.settings().resolveSibling("fonts"));
        this.memory = new WindowMemory(launch.settings());
        this.messages = new Messages(language(), launch.zone()).by(this::serverTime);
        this.first = new FirstScreens(scene, layers);
        pump.assembling(true);
        layers.getStyleClass().add("layers");
        this.reporting = new Reporting(launch, this, layers, this::openBug);
        pump.onFault(fault -> reporting.controller().caught("window", fault));
        scene.setRoot(layers);
        this.end = new WindowEnd(launch, stage, theme, pump, memory, reporting);
        this.preferences = new Preferences(launch, memory, theme, this::language, this::askToLeave);
        this.start = new StartPane(messages, launch.version());
        showStart();
        KeyOwner.watch(scene);
        SecondPress.guard(scene);
        LayerFocus focus = LayerFocus.watch(scene, layers, this::focusContent);
        SkinOnFocus.watch(scene);
        Scrolling.watch(
                scene,
                () -> layers.getChildren().isEmpty()
                        ? null
                        : layers.getChildren().getLast());
        FrameKeys keys = new FrameKeys(this, launch.kiosk() != null, help, leaving, reporting, focus);
        scene.addEventFilter(KeyEvent.KEY_PRESSED, keys::pressed);
        scene.addEventFilter(KeyEvent.KEY_TYPED, reporting::letter);
        stage.setScene(scene);
        Stages.prepare(stage, this::askToLeave);
        title();
        Kiosk kiosk = launch.kiosk();
        if (kiosk == null) {
            memory.place(stage);
        } else {
            kiosk.cover(stage);
        }
        stage.showingProperty().subscribe(showing -> pumping());
        stage.iconifiedProperty().subscribe(iconified -> pumping());
        stage.show();
    }

    CompletableFuture<Void> closed() {
        return end.closed();
    }

    Stage stage() {
        return stage;
    }

    @Override
    public @Nullable Workbench workbench() {
        return workbench;
    }

    /** Null until the end has begun. */
    @Nullable
    ClosingPane closing() {
        return closing;
    }

    @Override
    public Messages messages() {
        return messages;
    }

    WindowSettings settings() {
        return memory.settings();
    }

    @Override
    public Actor actor() {
        return preferences.actor();
    }

    @Override
    public void awaits(boolean form) {
        start.awaits(form);
    }

    void uncaught(Thread thread, Throwable error) {
        reporting.controller().uncaught(thread, error);
    }

    void starting(String part) {
        start.part(part, null);
    }

    void started(Health.StartedPart part) {
        start.part(part.name(), part.milliseconds());
    }

    /** What the screens' first building costs, paid beforehand; completes when it is over. */
    CompletableFuture<Void> rehearse() {
        DrawingWarmUp.start(stage.getScene(), () -> connection == null && closing == null && failure == null);
        return new ScreenWarmUp(messages, stage.getScene().getStylesheets()).start();
    }

    /** The backend will answer there: the screens are built beneath the picture of the start. */
    void prepare(BackendAddress endpoint) {
        if (closing != null || failure != null || connection != null) {
            return;
        }
        var opened = Connections.open(endpoint, pump, launch.demo(), memory::actor, this::demoFailed);
        connection = opened;
        lay(opened);
    }

    private void lay(Workbench.Connection over) {
        first.lay(
                () -> make(over),
                this::offer,
                () -> closing == null && failure == null && workbench == null && over.equals(connection));
    }

    void ready(BackendAddress endpoint) {
        if (closing != null || answered) {
            return;
        }
        answered = true;
        if (connection != null && !connection.endpoint().equals(endpoint)) {
            withdraw();
        }
        boolean prepared = connection != null;
        prepare(endpoint);
        first.show(prepared, this::listen, this::reveal);
    }

    private void listen() {
        if (connection != null) {
            Connections.listen(connection);
        }
    }

    /** The picture of the start goes from what lies beneath it, which is drawn in pieces. */
    private void reveal(Workbench next) {
        workbench = next;
        List<Runnable> pieces = new ArrayList<>(next.inParts());
        pieces.add(this::tellOfTheStart);
        layers.getChildren().remove(start.node()); // an error that was met meanwhile stays in view
        next.focusContent();
        show(next, pieces);
    }

    /** What was built for a backend that will not answer, or elsewhere. */
    private void withdraw() {
        first.drop();
        if (connection != null) {
            Connections.close(connection);
            connection = null;
        }
    }

    /** What went otherwise than usual. */
    private void tellOfTheStart() {
        if (told) {
            return;
        }
        told = true;
        if (connection != null) {
            reporting.controller().connect(connection.api()); // it tells at once of reports that were kept
        }
        if (!typeface && workbench != null) {
            workbench.shell().warn(messages.get("window.no_typeface", System.getProperty("java.io.tmpdir", "")));
        }
        if (keptAside != null && workbench != null) {
            workbench.shell().warn(messages.get("failure.restore.done", keptAside));
            keptAside = null;
        }
    }

    void failed(StartFailure why) {
        pump.assembling(false);
        reporting.leave();
        withdraw();
        show(new FailurePane(messages, why, this::askToLeave, end::gone));
        toFront();
    }

    private void show(FailurePane pane) {
        failure = pane;
        if (settings().language() == null) {
            pane.offer(this::language);
        }
        layers.getChildren().setAll(pane.node());
        pane.focus();
    }

    void restored(String kept) {
        if (closing != null || end.closed().isDone()) {
            return;
        }
        boolean leaving = failure != null && failure.isLeaving();
        failure = null;
        reporting.again();
        keptAside = kept;
        start = new StartPane(messages, launch.version());
        showStart();
        if (leaving) {
            close(); // it was done before it could be given up
        }
    }

    void toFront() {
        Stages.toFront(stage);
    }

    /** The person wants to close the window: a kiosk asks for its code first. */
    private void askToLeave() {
        Kiosk kiosk = launch.kiosk();
        if (kiosk == null || closing != null) {
            close();
        } else if (!leaving.isShown()) {
            help.hide();
            LeavePane pane = new LeavePane(messages, kiosk, this::close, leaving::hide);
            leaving.show(pane.node());
            pane.focus();
        }
    }

    /** Begins the end; a second time, asks whether to stop waiting for it. */
    void close() {
        if (closing != null) {
            closing.ask();
            return;
        }
        memory.remember(stage);
        if (failure != null) {
            failure.leave();
            return;
        }
        ClosingPane pane = new ClosingPane(messages, end::force);
        closing = pane;
        leaving.hide();
        help.hide();
        PopOvers.hideAll(stage);
        reporting.leave();
        layers.getChildren().forEach(layer -> layer.setDisable(true));
        layers.getChildren().add(pane.node());
        disconnect();
        end.begin(pane);
    }

    private void disconnect() {
        if (workbench != null) {
            workbench.dispose();
        }
        withdraw();
    }

    private Workbench make(Workbench.Connection over) {
        Workbench made = new Workbench(
                over,
                messages,
                theme.appearance(),
                this::showHelp,
                reporting.controller()::open,
                !Boolean.FALSE.equals(settings().sortByName()),
                byName -> save(settings().withSortByName(byName)),
                memory,
                preferences.actor(),
                launch.ahead());
        return made;
    }

    private void offer(Workbench made) {
        preferences.offer(made, messages);
    }

    /** In place of another one, which stays in view until this is built. */
    private void build(Workbench.Connection over, Place place) {
        reporting.notReady();
        Workbench next = make(over);
        offer(next);
        workbench = next;
        List<Runnable> pieces = new ArrayList<>();
        pieces.add(() -> next.build(place));
        // What lies over it stays.
        pieces.add(() -> layers.getChildren().set(0, next.node()));
        pieces.addAll(next.shell().inParts());
        pieces.add(() -> next.begin(place));
        pieces.add(this::tellOfTheStart); // where another language came before it could be told
        show(next, pieces);
    }

    /** Does the pieces, and then leads the keyboard into the screen. */
    private void show(Workbench next, List<Runnable> pieces) {
        pieces.add(() -> {
            next.focusContent();
            preferences.shown();
            reporting.ready();
            pump.later(SETTLING, () -> pump.assembling(false));
        });
        Pieces.inTurn(stage.getScene(), () -> workbench == next && closing == null, pieces.toArray(Runnable[]::new));
    }

    void language(Language chosen) {
        save(settings().withLanguage(chosen));
        messages = new Messages(chosen, launch.zone()).by(this::serverTime);
        title();
        Workbench old = workbench;
        if (old != null && connection != null) {
            Place place = old.place();
            old.dispose();
            // It stays in view for a moment, where nothing is to be pressed any more.
            old.node().setMouseTransparent(true);
            layers.requestFocus();
            build(connection, place);
        } else if (failure != null) {
            show(failure.in(messages));
        } else if (closing == null) {
            first.drop();
            start = start.in(messages);
            showStart();
            if (connection != null) {
                lay(connection);
            }
        }
    }

    /** Null before the server said anything. */
    private @Nullable Instant serverTime() {
        Workbench.Connection over = connection;
        return over == null ? null : over.feed().clock().now();
    }

    private void showStart() {
        if (settings().language() == null) {
            start.offer(this::language);
        }
        layers.getChildren().setAll(start.node());
    }

    private Language language() {
        return settings().language() == null ? SystemLanguage.get() : settings().language();
    }

    private void demoFailed(Throwable failure) {
        LOG.warn("the demo could not be started or stopped", failure);
        if (workbench != null) {
            workbench
                    .notices()
                    .warn(ShellController.DEMO, messages.get("demo.failed", ProblemText.of(failure, messages)));
        }
    }

    private void showHelp() {
        if (!help.isOnTop() && workbench != null) {
            ShortcutsPane pane = new ShortcutsPane(messages, launch.version(), help::hide);
            help.show(pane.node());
            pane.focus();
        }
    }

    void toggleHelp() {
        if (help.isOnTop()) {
            help.hide();
        } else {
            showHelp();
        }
    }

    private void openBug(long id) {
        if (workbench != null) {
            workbench.open(Screens.BUGS, Long.toString(id));
        }
    }

    private void focusContent() {
        if (workbench != null) {
            workbench.focusContent();
        }
    }

    private void title() {
        stage.setTitle(messages.get("app.name"));
    }

    private void pumping() {
        pump.running(stage.isShowing() && !stage.isIconified());
    }

    void save(WindowSettings changed) {
        memory.save(changed);
    }
}
