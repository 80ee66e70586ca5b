package fr.gaveurs.console.desktop.screens.live;

import fr.gaveurs.console.api.devices.Devices;
import fr.gaveurs.console.api.quality.Samples;
import fr.gaveurs.console.api.quality.Statistics;
import fr.gaveurs.console.desktop.kit.Fxml;
import fr.gaveurs.console.desktop.kit.Layers;
import fr.gaveurs.console.desktop.kit.ProblemText;
import fr.gaveurs.console.desktop.kit.ReportContext;
import fr.gaveurs.console.desktop.kit.Screen;
import fr.gaveurs.console.desktop.kit.Scrolling;
import fr.gaveurs.console.desktop.kit.StationView;
import fr.gaveurs.console.desktop.kit.pump.LiveFeed;
import fr.gaveurs.console.desktop.kit.pump.Poll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javafx.application.Platform;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** The live screen: puts the feed, the view model and the grid together. */
public final class LiveScreen implements Screen {
    private static final Duration BETWEEN_OVERVIEWS = Duration.ofSeconds(3);
    /** Blocked stations are seen in no message: whoever blocks one elsewhere is heard of so late. */
    private static final Duration BETWEEN_LISTS = Duration.ofSeconds(10);

    private final LiveContext context;
    private final LiveViewModel model;
    private final TileGrid grid;
    private final LiveController controller;
    private final Parent root;
    private final EventHandler<KeyEvent> keys = this::key;
    private final Poll<Statistics.Overview> overview;
    private final Poll<Devices.DeviceList> known;
    /** What had the keyboard when the tiles were asked to take it and were not there yet. */
    private @Nullable Node waiting;

    private boolean focusWanted;
    private Subscription feed = Subscription.EMPTY;
    private @Nullable Scene listening;

    public LiveScreen(LiveContext context) {
        this.context = context;
        this.model = new LiveViewModel(context.messages());
        model.order(context.sortByName() ? TileOrder.BY_NAME : TileOrder.WORST_FIRST, System.nanoTime());
        Decisions decisions = new Decisions(context.messages(), this::decided);
        this.grid = new TileGrid(
                context.messages(), context.open(), decisions::approve, decisions::refuse, model.presence());
        this.controller = new LiveController(context, model, grid, decisions::unblock, this::awaitTiles);
        this.root = Fxml.load("live", context.messages(), controller);
        model.shown().subscribe(grid::show);
        model.shown().subscribe(this::enter);
        // Lives as long as the window: on a change of language the shell lets the whole screen go, and this with it.
        context.appearance().palette().subscribe(grid::palette);
        this.overview = new Poll<>(
                context.pump(),
                BETWEEN_OVERVIEWS,
                context.api()::overview,
                answer -> model.figures().overview(answer, System.nanoTime()),
                failure -> model.figures().tick(context.feed().backend().silent(), System.nanoTime()));
        this.known = new Poll<>(
                context.pump(),
                BETWEEN_LISTS,
                context.api()::devices,
                listed -> model.known(listed.items()),
                failure -> {
                    // What was last known stays: the band says that nobody answers.
                });
    }

    @Override
    public Parent node() {
        return root;
    }

    @Override
    public void show() {
        changed(new LiveFeed.Changes(
                Set.copyOf(context.feed().stations().stream()
                        .map(StationView::deviceId)
                        .toList()),
                gone()));
        feed = context.feed().onChanges(this::changed);
        overview.start();
        known.start();
        listening = root.getScene();
        if (listening != null) {
            listening.addEventHandler(KeyEvent.KEY_PRESSED, keys);
        }
    }

    @Override
    public List<Runnable> inParts() {
        List<Runnable> parts = new ArrayList<>(controller.inParts());
        parts.addAll(grid.inParts());
        return parts;
    }

    /** Those that went while this screen was out of view. */
    private Set<String> gone() {
        Set<String> gone = new HashSet<>(model.ids());
        context.feed().stations().forEach(view -> gone.remove(view.deviceId()));
        return gone;
    }

    @Override
    public void hide() {
        feed.unsubscribe();
        overview.stop();
        known.stop();
        grid.left();
        if (listening != null) {
            listening.removeEventHandler(KeyEvent.KEY_PRESSED, keys);
            listening = null;
        }
    }

    @Override
    public ReportContext context() {
        String focused = grid.focused();
        StationView view = focused == null ? null : context.feed().station(focused);
        if (view == null) {
            return ReportContext.NOTHING;
        }
        Samples.Sample latest = view.latest();
        return new ReportContext(
                focused,
                view.device().firmwareVersion(),
                latest == null ? null : latest.sampleId(),
                latest == null ? null : latest.timestamp(),
                null,
                null);
    }

    /** One key changes the order, wherever the keyboard is on this screen; not in what lies over it. */
    private void key(KeyEvent event) {
        boolean plain = !event.isShortcutDown() && !event.isAltDown() && !event.isMetaDown();
        if (plain && event.getCode() == KeyCode.O && !Layers.covered(root, event)) {
            controller.toggleOrder();
            event.consume();
        }
    }

    /** To the first tile; to what is there until tiles come. */
    @Override
    public void focus() {
        if (model.shown().get().isEmpty()) {
            Screen.super.focus();
            focusWanted = true;
            waiting = root.getScene() == null ? null : root.getScene().getFocusOwner();
        } else {
            lead();
        }
    }

    /** To the first tile, where the screen's beginning shows it; else the beginning would be scrolled away for it. */
    private void lead() {
        String first = model.shown().get().getFirst().deviceId();
        StationTile tile = grid.shown(first);
        if (tile == null || Scrolling.seenFromTop(tile)) {
            grid.focus(first);
        } else {
            Screen.super.focus();
        }
    }

    /** The button that was pressed is about to go: the keyboard stays on this screen until its tiles are there. */
    private void awaitTiles() {
        root.requestFocus();
        focusWanted = true;
        waiting = root;
    }

    private void enter(List<TileData> tiles) {
        if (focusWanted && !tiles.isEmpty()) {
            if (model.empty().get()) {
                // The tiles come into view in this same run, a little later: only then can they take the keyboard.
                Platform.runLater(() ->
                        enter(model.empty().get() ? List.of() : model.shown().get()));
                return;
            }
            focusWanted = false;
            Scene scene = root.getScene();
            Node from = waiting;
            waiting = null;
            if (scene != null) {
                Scrolling.afterLayout(scene, () -> {
                    // Whoever has moved on meanwhile is not called back.
                    if (Objects.equals(from, scene.getFocusOwner())
                            && !model.shown().get().isEmpty()) {
                        lead();
                    }
                });
            }
        }
    }

    /** Gives the keyboard to a station's tile, as when coming back from it. */
    @Override
    public void back(String deviceId) {
        grid.focus(deviceId);
    }

    private void changed(LiveFeed.Changes changes) {
        List<StationView> views = new ArrayList<>(changes.changed().size());
        for (String id : changes.changed()) {
            StationView view = context.feed().station(id);
            if (view != null) {
                views.add(view);
            }
        }
        long now = System.nanoTime();
        model.stations(views, changes.gone(), now);
        grid.settle();
        if (context.feed().complete()) {
            model.answered();
        }
        model.figures().tick(context.feed().backend().silent(), now);
    }

    private void decided(
            String deviceId, Decisions.Call call, @Nullable String why, String failed, @Nullable String done) {
        deciding(deviceId, true);
        String subject = "approve " + deviceId;
        var unused = call.on(context.api().because(why)).handle((device, failure) -> {
            context.pump().post(() -> {
                if (failure != null) {
                    deciding(deviceId, false);
                    String reason = ProblemText.of(failure, context.messages());
                    context.notice().warn(subject, context.messages().get(failed, deviceId, reason));
                    return;
                }
                context.notice().over(subject);
                if (done != null) {
                    context.notice().good(context.messages().get(done, deviceId));
                    if (listening != null) {
                        known.start();
                    }
                }
            });
            return null;
        });
    }

    private void deciding(String deviceId, boolean underWay) {
        StationTile tile = grid.shown(deviceId);
        if (tile != null) {
            tile.deciding(underWay);
        }
    }
}
