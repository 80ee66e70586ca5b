package fr.gaveurs.console.desktop.screens.live;

import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.tiles.PlainTileSkin;
import java.util.function.Consumer;
import javafx.geometry.Side;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** Draws a station's tile on one canvas; where a station waits for a decision, two buttons stand on it. */
final class StationTileSkin extends PlainTileSkin {
    private final StationTile station;
    private final Canvas canvas = new Canvas();
    private final Messages messages;
    private final Consumer<TileData> approve;
    private final Consumer<TileData> block;
    private @Nullable Button approveButton;
    private @Nullable Button refuseButton;
    /** Whether it is asked once more if the station is to be refused. */
    private boolean asking;

    StationTileSkin(StationTile tile, Messages messages, Consumer<TileData> approve, Consumer<TileData> block) {
        super(tile);
        this.station = tile;
        this.messages = messages;
        this.approve = approve;
        this.block = block;
        canvas.setManaged(false);
        canvas.setMouseTransparent(true);
        getChildren().add(canvas);
    }

    /** The buttons that this data asks for. */
    void buttons(TileData now) {
        if (now.pending() && approveButton == null) {
            approveButton = button(this::right);
            refuseButton = button(this::left);
            getChildren().addAll(refuseButton, approveButton);
            ask(false);
        } else if (!now.pending() && approveButton != null) {
            getChildren().removeAll(approveButton, refuseButton);
            approveButton = null;
            refuseButton = null;
            asking = false;
        }
    }

    private static Button button(Runnable act) {
        Button made = new Button();
        made.getStyleClass().add("small");
        made.setMinWidth(Region.USE_PREF_SIZE);
        made.setOnAction(event -> act.run());
        return made;
    }

    /** Refusing is asked for once more; where one pressed for it, one then presses for not doing it. */
    private void ask(boolean now) {
        asking = now;
        if (approveButton != null && refuseButton != null) {
            refuseButton.setText(messages.get(now ? "live.block.cancel" : "live.block"));
            approveButton.setText(messages.get(now ? "live.block" : "live.approve"));
            approveButton.getStyleClass().removeAll("approve", "danger");
            approveButton.getStyleClass().add(now ? "danger" : "approve");
        }
        station.repaint();
        station.requestLayout();
    }

    private void left() {
        ask(!asking);
    }

    private void right() {
        TileData waiting = station.data();
        if (waiting != null) {
            if (asking) {
                decide(waiting, block);
            } else {
                choose(waiting);
            }
        }
    }

    private void decide(TileData waiting, Consumer<TileData> act) {
        undecided(true);
        act.accept(waiting);
    }

    /** Of several boards that say the id, a person says which one is meant. */
    private void choose(TileData waiting) {
        Button button = approveButton;
        if (waiting.boards().isEmpty() || button == null) {
            decide(waiting, approve);
            return;
        }
        ContextMenu menu = new ContextMenu();
        for (TileData.BoardChoice board : waiting.boards()) {
            MenuItem item = new MenuItem(board.text());
            item.setMnemonicParsing(false);
            item.setOnAction(event -> decide(waiting.choosing(board), approve));
            menu.getItems().add(item);
        }
        menu.show(button, Side.BOTTOM, 0, 0);
    }

    private void undecided(boolean underWay) {
        if (approveButton != null && refuseButton != null) {
            approveButton.setDisable(underWay);
            refuseButton.setDisable(underWay);
        }
    }

    void decisionFailed() {
        undecided(false);
        ask(false);
    }

    @Override
    protected void layoutChildren(double left, double top, double width, double height) {
        if (width <= 0 || height <= 0) {
            return;
        }
        double buttonsTop = height;
        if (approveButton != null && refuseButton != null) {
            double em = station.em();
            double pad = 0.5 * em;
            approveButton.autosize();
            refuseButton.autosize();
            double right = left + width - pad;
            double y = top + height - approveButton.getHeight() - pad;
            approveButton.relocate(right - approveButton.getWidth(), y);
            refuseButton.relocate(approveButton.getLayoutX() - refuseButton.getWidth() - 0.4 * em, y);
            buttonsTop = y - top;
        }
        canvas.relocate(left, top);
        boolean resized = canvas.getWidth() != width || canvas.getHeight() != height;
        if (resized) {
            canvas.setWidth(width);
            canvas.setHeight(height);
        }
        if (station.drawNow(resized)) {
            paint(width, height, buttonsTop);
        }
    }

    private void paint(double width, double height, double buttonsTop) {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, width, height);
        TileData data = station.data();
        Palette palette = station.palette();
        if (data == null || palette == null) {
            return;
        }
        if (data.pending()) {
            new PendingPainter(g, palette, data, width, height, buttonsTop, station.em())
                    .paint(asking ? messages.get("live.block.ask") : "");
            return;
        }
        TilePainter painter = new TilePainter(g, palette, data, width, height);
        if (station.compact()) {
            painter.compact(station.em());
        } else {
            painter.full(station.em());
        }
    }
}
