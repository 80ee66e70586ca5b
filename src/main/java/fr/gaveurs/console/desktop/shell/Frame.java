package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.api.health.Health;
import fr.gaveurs.console.desktop.kit.Actor;
import fr.gaveurs.console.desktop.kit.Fonts;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.kit.PopOvers;
import fr.gaveurs.console.desktop.kit.Scrolling;
import fr.gaveurs.console.desktop.kit.SkinOnFocus;
import fr.gaveurs.console.desktop.kit.SystemLanguage;
import fr.gaveurs.console.desktop.kit.pump.Pump;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The stage and what covers it: start, failure, the screens, help, the end. FX thread only. */
final class Frame implements Reporting.Window {
    private final Launch launch;
    private final Stage stage = new Stage();
    private final StackPane layers = new StackPane();
    private final Overlay help = new Overlay(layers);
    private final Overlay leaving = new Overlay(layers);
    private final Pump pump;
    private final Reporting reporting;
    private final WindowEnd end;
    private final WindowMemory memory;
    private final Preferences preferences;
    private final StartNews news;
    private final FrameScreens screens;

    private Messages messages;
    private StartPane start;
    private @Nullable ClosingPane closing;
    private @Nullable FailurePane failure;
    /**
     * @param pump not running yet
     * @param scene to be shown, with nothing in it
     * @param theme of that scene
     */
    Frame(Launch launch, Pump pump, Scene scene, ThemeControl theme) {
        this.launch = launch;
        this.pump = pump;
        this.news = new StartNews(Fonts.load(launch.settings().resolveSibling("fonts")));
        this.memory = new WindowMemory(launch.settings());
        this.messages = new Messages(language(), launch.zone()).by(this::serverTime);
        pump.assembling(true);
        layers.getStyleClass().add("layers");
        this.reporting = new Reporting(launch, this, layers, this::openBug);
        pump.onFault(fault -> reporting.controller().caught("window", fault));
        scene.setRoot(layers);
        this.end = new WindowEnd(launch, stage, theme, pump, memory, reporting);
        this.preferences = new Preferences(launch, memory, theme, this::language, this::askToLeave);
        this.screens = new FrameScreens(
                this, new FrameScreens.Parts(launch, scene, layers, pump, theme, memory, preferences, reporting, news));
        this.start = new StartPane(messages, launch.version());
        showStart();
        KeyOwner.watch(scene);
        SecondPress.guard(scene);
        LayerFocus focus = LayerFocus.watch(scene, layers, screens::focusContent);
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
        return screens.inView();
    }

    /** Whether it starts or has its screens: it neither says why it cannot, nor ends. */
    boolean isOpen() {
        return closing == null && failure == null;
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
        DrawingWarmUp.start(stage.getScene(), () -> isOpen() && !screens.isConnected());
        return new ScreenWarmUp(messages, stage.getScene().getStylesheets()).start();
    }

    /** The backend will answer there. */
    void prepare(BackendAddress endpoint) {
        screens.prepare(endpoint);
    }

    /** The backend answers. */
    void ready(BackendAddress endpoint) {
        screens.ready(endpoint);
    }

    /** The picture of the start goes; an error that was met meanwhile stays in view. */
    void uncover() {
        layers.getChildren().remove(start.node());
    }

    void failed(StartFailure why) {
        pump.assembling(false);
        reporting.leave();
        screens.withdraw();
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
        news.keptAside(kept);
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
        screens.end();
        end.begin(pane);
    }

    void language(Language chosen) {
        save(settings().withLanguage(chosen));
        messages = new Messages(chosen, launch.zone()).by(this::serverTime);
        title();
        if (screens.anew()) {
            return;
        }
        if (failure != null) {
            show(failure.in(messages));
        } else if (closing == null) {
            start = start.in(messages);
            showStart();
            screens.again();
        }
    }

    /** Null before the server said anything. */
    private @Nullable Instant serverTime() {
        return screens.serverTime();
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

    void showHelp() {
        if (!help.isOnTop() && workbench() != null) {
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
        screens.openBug(id);
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
