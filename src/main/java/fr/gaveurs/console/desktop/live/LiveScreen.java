package fr.gaveurs.console.desktop.live;

import fr.gaveurs.console.api.Samples;
import fr.gaveurs.console.api.Statistics;
import fr.gaveurs.console.client.ApiException;
import fr.gaveurs.console.desktop.pump.LiveFeed;
import fr.gaveurs.console.desktop.pump.Poll;
import fr.gaveurs.console.desktop.screen.Fxml;
import fr.gaveurs.console.desktop.screen.ReportContext;
import fr.gaveurs.console.desktop.screen.Screen;
import fr.gaveurs.console.desktop.screen.StationView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javafx.scene.Parent;
import javafx.util.Subscription;

/** The live screen: puts the feed, the view model and the grid together. */
public final class LiveScreen implements Screen {
    private static final Duration BETWEEN_OVERVIEWS = Duration.ofSeconds(3);

    private final LiveContext context;
    private final LiveViewModel model;
    private final TileGrid grid;
    private final Parent root;
    private final Poll<Statistics.Overview> overview;
    private Subscription feed = Subscription.EMPTY;

    public LiveScreen(LiveContext context) {
        this.context = context;
        this.model = new LiveViewModel(context.messages());
        model.order(context.sortByName() ? TileOrder.BY_NAME : TileOrder.WORST_FIRST, System.nanoTime());
        this.grid =
                new TileGrid(context.messages(), context.open(), this::approve, () -> model.touched(System.nanoTime()));
        this.root = Fxml.load("live", context.messages(), new LiveController(context, model, grid));
        model.shown().subscribe(grid::show);
        // Lives as long as the window: on a change of language the shell lets the whole screen go, and this with it.
        context.appearance().palette().subscribe(grid::palette);
        this.overview = new Poll<>(
                context.pump(),
                BETWEEN_OVERVIEWS,
                context.api()::overview,
                answer -> model.overview(answer, System.nanoTime()),
                failure -> model.tick(context.feed().backend().silent(), System.nanoTime()));
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
                Set.of()));
        feed = context.feed().onChanges(this::changed);
        overview.start();
    }

    @Override
    public void hide() {
        feed.unsubscribe();
        overview.stop();
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

    /** Gives the keyboard to a station's tile, as when coming back from it. */
    public void focus(String deviceId) {
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
        model.stations(views, changes.gone(), context.feed().clock().now(), now);
        if (context.feed().complete()) {
            model.answered();
        }
        model.tick(context.feed().backend().silent(), now);
    }

    private void approve(String deviceId) {
        var unused = context.api().approve(deviceId).handle((device, failure) -> {
            if (failure != null) {
                context.pump().post(() -> {
                    StationTile tile = grid.shown(deviceId);
                    if (tile != null) {
                        tile.approvalFailed();
                    }
                    context.notice()
                            .accept(context.messages()
                                    .get(
                                            "live.approve.failed",
                                            deviceId,
                                            ApiException.of(failure).getMessage()));
                });
            }
            return null;
        });
    }
}
