package fr.gaveurs.console.desktop.screens.live;

import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.Pieces;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * Tiles of one size in rows that fill the width; as large as lets all of them be seen at once. Arrows move among them,
 * Enter or a click opens one.
 */
final class TileGrid extends Region {
    /** New ones come so many a frame: a hall at once would keep the window from answering until all are drawn. */
    private static final int AT_ONCE = 4;

    private final Map<String, StationTile> tiles = new HashMap<>();
    private final Messages messages;
    private final BiConsumer<TileData, Node> approve;
    private final BiConsumer<TileData, Node> refuse;
    private final Consumer<String> open;
    private final Presence presence;
    /** Whether a key is down: what moves the focus then is a person. */
    private boolean keyDown;

    private final EventHandler<KeyEvent> keys = event -> keyDown = event.getEventType() == KeyEvent.KEY_PRESSED;
    private final TileMotion motion = new TileMotion();
    /** Those that are there, in the order of what is wanted. */
    private List<StationTile> order = List.of();

    private List<TileData> wanted = List.of();
    /** Whether some of them are still to come. */
    private boolean coming;

    private @Nullable StationTile entrance;
    private @Nullable Palette palette;
    private double viewTop;
    private double visibleHeight;
    private double em = 14;
    private GridFit fit = new GridFit(1, 0, 0, false);
    /** What the last fit was made for. */
    private @Nullable Area area;

    /** Where the tiles lie; {@code base} is about what there would be at the smallest size of text. */
    private record Area(double width, double height, double baseWidth, double baseHeight, double em) {}

    /**
     * @param open what opens a station by its id
     * @param approve what approves a pending one, told the button too
     * @param refuse what refuses a pending one, told the button too
     * @param presence told when pointer or keyboard are at the tiles
     */
    TileGrid(
            Messages messages,
            Consumer<String> open,
            BiConsumer<TileData, Node> approve,
            BiConsumer<TileData, Node> refuse,
            Presence presence) {
        this.messages = messages;
        this.open = open;
        this.approve = approve;
        this.refuse = refuse;
        this.presence = presence;
        getStyleClass().add("tile-grid");
        addEventFilter(MouseEvent.MOUSE_MOVED, event -> presence.pointer(true, System.nanoTime()));
        addEventHandler(MouseEvent.MOUSE_EXITED, event -> presence.pointer(false, System.nanoTime()));
        focusWithinProperty().subscribe((was, inside) -> presence.focus(inside, keyDown, System.nanoTime()));
        sceneProperty().subscribe((was, is) -> {
            if (was != null) {
                was.removeEventFilter(KeyEvent.ANY, keys);
            }
            if (is != null) {
                is.addEventFilter(KeyEvent.ANY, keys);
            }
        });
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    /** The tiles and their places. */
    void show(List<TileData> now) {
        boolean resized = now.size() != wanted.size();
        wanted = now;
        fill(resized, coming ? 0 : AT_ONCE);
    }

    /**
     * Shows what is wanted in the tiles that there are, and makes more.
     *
     * @param resized whether there are more or fewer to show than before
     * @param atOnce how many are made at most where somebody looks
     */
    private void fill(boolean resized, int atOnce) {
        Scene scene = getScene();
        int room = scene != null && scene.getWindow() != null ? atOnce : Integer.MAX_VALUE;
        List<StationTile> next = new ArrayList<>(wanted.size());
        for (TileData data : wanted) {
            StationTile tile = tiles.get(data.deviceId());
            if (tile == null && room > 0) {
                room--;
                tile = tile(data.deviceId());
                tiles.put(data.deviceId(), tile);
            }
            if (tile != null) {
                tile.data(data);
                next.add(tile);
            }
        }
        if (resized || !next.equals(order)) {
            boolean sameTiles = next.size() == order.size() && tiles.size() == order.size();
            order = next;
            tiles.values().retainAll(next);
            // Keeps the nodes, and so the focus, of tiles that stay.
            getChildren().retainAll(next);
            getChildren()
                    .addAll(next.stream()
                            .filter(tile -> tile.getParent() == null)
                            .toList());
            enterAt(order.contains(entrance) || order.isEmpty() ? entrance : order.getFirst());
            // A few that change places are followed by the eye; where another size or order is asked for, all stand
            // anew.
            motion.expect(sameTiles);
            requestLayout();
        }
        if (order.size() == wanted.size()) {
            coming = false;
        } else if (scene != null && (atOnce > 0 || !coming)) {
            coming = true;
            Pieces.inTurn(scene, () -> true, () -> fill(false, AT_ONCE));
        }
    }

    /** Hides all tiles but the first few; what is returned shows some more of them each. */
    List<Runnable> inParts() {
        List<Runnable> parts = new ArrayList<>();
        for (int from = AT_ONCE; from < order.size(); from += AT_ONCE) {
            List<StationTile> part = List.copyOf(order.subList(from, Math.min(order.size(), from + AT_ONCE)));
            part.forEach(tile -> tile.setVisible(false));
            parts.add(() -> part.forEach(tile -> tile.setVisible(true)));
        }
        return parts;
    }

    /** Nobody may be at the tiles any more: what waited for that is done. */
    void settle() {
        if (area != null && !order.isEmpty() && !presence.holds(System.nanoTime()) && !fit.equals(fitted(area))) {
            requestLayout();
        }
    }

    /** Out of view nobody is at the tiles. */
    void left() {
        presence.pointer(false, System.nanoTime());
        motion.stop();
    }

    /** Tab leads to one tile, from where the arrows go on, and then out again: not through 120 of them. */
    private void enterAt(@Nullable StationTile tile) {
        if (entrance != null) {
            entrance.setFocusTraversable(false);
        }
        entrance = tile;
        if (tile != null) {
            tile.setFocusTraversable(true);
        }
    }

    void palette(Palette colors) {
        palette = colors;
        requestLayout();
    }

    /** The part of the grid that is seen begins at this height of it, px. */
    void scrolled(double top) {
        viewTop = top;
        culling();
    }

    private void culling() {
        for (StationTile tile : order) {
            double from = tile.getLayoutY();
            tile.inView(from < viewTop + visibleHeight && from + tile.getHeight() > viewTop);
        }
    }

    /** Height of the part of the screen that the grid is seen through, and size of the text there, px. */
    void view(double height, double textSize) {
        if (height != visibleHeight || textSize != em) {
            visibleHeight = height;
            em = textSize;
            requestLayout();
        }
    }

    /** Gives the keyboard to a station's tile, if it is shown. */
    void focus(String deviceId) {
        if (!tiles.containsKey(deviceId)
                && wanted.stream().anyMatch(data -> data.deviceId().equals(deviceId))) {
            fill(false, Integer.MAX_VALUE); // one of those that are still to come
        }
        StationTile tile = tiles.get(deviceId);
        if (tile != null) {
            tile.requestFocus();
        }
    }

    /** The station whose tile has the keyboard; null if none has. */
    @Nullable
    String focused() {
        return tiles.entrySet().stream()
                .filter(tile -> tile.getValue().isFocused())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /** The tile of a station, if it is shown. */
    @Nullable
    StationTile shown(String deviceId) {
        return tiles.get(deviceId);
    }

    private StationTile tile(String deviceId) {
        StationTile tile = new StationTile(messages, approve, refuse);
        tile.focusedProperty().subscribe(focused -> {
            if (focused) {
                enterAt(tile);
            }
        });
        tile.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY) {
                tile.requestFocus();
                open.accept(deviceId);
            }
        });
        return tile;
    }

    private void key(KeyEvent event) {
        Node target = (Node) event.getTarget();
        int at = target instanceof StationTile tile ? order.indexOf(tile) : -1;
        if (at < 0) {
            return;
        }
        presence.key(System.nanoTime());
        int to =
                switch (event.getCode()) {
                    case LEFT -> at - 1;
                    case RIGHT -> at + 1;
                    case UP -> at - fit.columns();
                    case DOWN -> at + fit.columns();
                    case HOME -> 0;
                    case END -> order.size() - 1;
                    default -> at;
                };
        switch (event.getCode()) {
            case ENTER, SPACE -> {
                TileData data = order.get(at).data();
                if (data != null) {
                    open.accept(data.deviceId());
                }
                event.consume();
            }
            case LEFT, RIGHT, UP, DOWN, HOME, END -> {
                if (to >= 0 && to < order.size()) {
                    order.get(to).requestFocus();
                }
                event.consume();
            }
            default -> {}
        }
    }

    @Override
    protected double computePrefHeight(double width) {
        if (order.isEmpty()) {
            return 0;
        }
        GridFit form = fitFor(width < 0 ? getWidth() : width);
        double gap = GridFit.GAP * em;
        double height = snappedTopInset() + snappedBottomInset() - gap;
        for (int first = 0; first < wanted.size(); first += form.columns()) {
            height += rowHeight(first, form) + gap;
        }
        return height;
    }

    /** Of the row that begins with this tile: one that waits for a decision shows what that is about. */
    private double rowHeight(int first, GridFit form) {
        for (TileData data : wanted.subList(first, Math.min(wanted.size(), first + form.columns()))) {
            if (data.pending()) {
                return Math.max(form.height(), Math.rint(PendingPainter.leastHeight(data, em)));
            }
        }
        return form.height();
    }

    @Override
    protected void layoutChildren() {
        if (order.isEmpty() || getWidth() <= 0) {
            return;
        }
        fit = fitFor(getWidth());
        double gap = GridFit.GAP * em;
        double left = snappedLeftInset();
        double top = snappedTopInset();
        double height = 0;
        for (int i = 0; i < order.size(); i++) {
            StationTile tile = order.get(i);
            if (palette != null) {
                tile.look(palette, fit.compact(), em);
            }
            int column = i % fit.columns();
            if (column == 0) {
                top += i == 0 ? 0 : height + gap;
                height = rowHeight(i, fit);
            }
            double x = Math.rint(left + column * (fit.width() + gap));
            motion.place(tile, x, Math.rint(top), fit.width(), height);
        }
        motion.start();
        culling();
    }

    private GridFit fitFor(double width) {
        double inside = width - snappedLeftInset() - snappedRightInset();
        double high = Math.max(1, visibleHeight - snappedTopInset() - snappedBottomInset());
        Scene scene = getScene();
        double growth = em / GridFit.SMALLEST_TEXT;
        // What stands around the tiles grows with the text.
        double across = scene == null ? 0 : Math.max(0, scene.getWidth() - inside);
        double down = scene == null ? 0 : Math.max(0, scene.getHeight() - high);
        Area now = new Area(inside, high, inside + across - across / growth, high + down - down / growth, em);
        boolean same = now.equals(area);
        area = now;
        // One that comes makes no other slide away under the pointer.
        return same && fit.width() > 0 && presence.holds(System.nanoTime()) ? fit : fitted(now);
    }

    private GridFit fitted(Area within) {
        return GridFit.of(
                wanted.size(), within.width(), within.height(), within.baseWidth(), within.baseHeight(), within.em());
    }
}
