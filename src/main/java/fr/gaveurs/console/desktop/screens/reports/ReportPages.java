package fr.gaveurs.console.desktop.screens.reports;

import fr.gaveurs.console.client.ApiClient;
import fr.gaveurs.console.client.Picture;
import fr.gaveurs.console.desktop.kit.pump.Pump;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.scene.image.Image;
import org.jspecify.annotations.Nullable;

/**
 * Pages of reports as pictures, drawn by the console and decoded in the background. Some are remembered, some are asked for at
 * a time, and of those that wait the last one asked for comes first, since it is what is in view. FX thread only.
 */
final class ReportPages {
    private static final int REMEMBERED = 120;
    private static final int AT_ONCE = 2;
    private static final int MOST_WAITING = 40;

    private final ApiClient api;
    private final Pump pump;
    private final Map<Key, Page> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Page> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final Set<Key> asked = new HashSet<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    ReportPages(ApiClient api, Pump pump) {
        this.api = api;
        this.pump = pump;
    }

    /**
     * Which picture.
     *
     * @param page from 1 on
     * @param width in pixels
     */
    record Key(long report, int page, int width) {}

    /**
     * A page.
     *
     * @param image null where it could not be had
     * @param pages how many the report has
     */
    record Page(@Nullable Image image, int pages) {}

    private record Waiting(Key key, Consumer<Page> then) {}

    /** The picture if it is known. */
    @Nullable
    Page known(Key key) {
        return known.get(key);
    }

    /** Asks for a picture; one that is asked for already is not asked for again. */
    void ask(Key key, Consumer<Page> then) {
        Page there = known.get(key);
        if (there != null) {
            then.accept(there);
            return;
        }
        if (asked.contains(key)) {
            return;
        }
        asked.add(key);
        waiting.addFirst(new Waiting(key, then));
        if (waiting.size() > MOST_WAITING) {
            asked.remove(waiting.removeLast().key());
        }
        next();
    }

    private void next() {
        while (asked.size() - waiting.size() < AT_ONCE && !waiting.isEmpty()) {
            Waiting first = waiting.removeFirst();
            var unused = api.reports()
                    .page(first.key().report(), first.key().page(), first.key().width())
                    .thenApply(ReportPages::decoded)
                    .handle((page, failure) -> {
                        pump.post(() -> came(first, failure == null ? page : new Page(null, 0)));
                        return null;
                    });
        }
    }

    /** Not on the FX thread. */
    static Page decoded(Picture picture) {
        Image image = new Image(new ByteArrayInputStream(picture.png()));
        return new Page(image.isError() ? null : image, picture.pages());
    }

    private void came(Waiting of, Page page) {
        asked.remove(of.key());
        if (page.image() != null) {
            known.put(of.key(), page);
        }
        of.then().accept(page);
        next();
    }
}
