package fr.gaveurs.console.desktop.kit.pump;

import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.client.ApiException;
import fr.gaveurs.console.desktop.kit.PageReceiver;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a list that comes page by page while its screen is shown: for the newest again and again, and for older ones
 * when somebody reads that far. FX thread only.
 */
public final class PagedPoll<T> {
    private final Pump pump;
    private final PageReceiver<T> rows;
    private final Supplier<@Nullable CompletableFuture<Page<T>>> older;
    private final Poll<Page<T>> newest;
    private boolean shown;

    /**
     * @param older asks for what comes before the last row; answers null where there is nothing to ask for
     */
    public PagedPoll(
            Pump pump,
            Duration pause,
            PageReceiver<T> rows,
            Supplier<CompletableFuture<Page<T>>> newest,
            Supplier<@Nullable CompletableFuture<Page<T>>> older) {
        this.pump = pump;
        this.rows = rows;
        this.older = older;
        this.newest = new Poll<>(pump, pause, newest, rows::first, this::failed);
    }

    private void failed(ApiException failure) {
        rows.failed(failure);
    }

    public void show() {
        shown = true;
        newest.start();
    }

    /** Nothing is asked and nothing told after this. */
    public void hide() {
        shown = false;
        newest.stop();
    }

    /** What is asked for has changed: asks now, where it is shown. */
    public void ask() {
        if (shown) {
            newest.start();
        }
    }

    /** The end of the list is near. */
    public void askOlder() {
        CompletableFuture<Page<T>> asked = shown ? older.get() : null;
        if (asked == null) {
            return;
        }
        int round = rows.round();
        var unused = asked.handle((page, failure) -> {
            pump.post(() -> {
                if (round != rows.round()) {
                    return; // of filters that are no longer those
                }
                if (failure == null) {
                    rows.more(page);
                } else {
                    failed(ApiException.of(failure));
                }
            });
            return null;
        });
    }
}
