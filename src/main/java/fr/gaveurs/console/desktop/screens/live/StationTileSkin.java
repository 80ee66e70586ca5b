package fr.gaveurs.console.desktop.screens.live;

import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.tiles.PlainTileSkin;
import java.util.function.BiConsumer;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** Draws a station's tile on one canvas; where a station waits for a decision, two buttons stand on it. */
final class StationTileSkin extends PlainTileSkin {
    private final StationTile station;
    private final Canvas canvas = new Canvas();
    private final Messages messages;
    private final BiConsumer<TileData, Node> approve;
    private final BiConsumer<TileData, Node> refuse;
    private @Nullable Button approveButton;
    private @Nullable Button refuseButton;

    StationTileSkin(
            StationTile tile,
            Messages messages,
            BiConsumer<TileData, Node> approve,
            BiConsumer<TileData, Node> refuse) {
        super(tile);
        this.station = tile;
        this.messages = messages;
        this.approve = approve;
        this.refuse = refuse;
        canvas.setManaged(false);
        canvas.setMouseTransparent(true);
        getChildren().add(canvas);
    }

    /** The buttons that this data asks for. */
    void buttons(TileData now) {
        if (now.pending() && approveButton == null) {
            approveButton = button("live.approve", () -> decide(approve, approveButton));
            approveButton.getStyleClass().add("approve");
            refuseButton = button("live.block", () -> decide(refuse, refuseButton));
            getChildren().addAll(refuseButton, approveButton);
            station.requestLayout();
        } else if (!now.pending() && approveButton != null) {
            getChildren().removeAll(approveButton, refuseButton);
            approveButton = null;
            refuseButton = null;
        }
    }

    private Button button(String words, Runnable act) {
        Button made = new Button(messages.get(words));
        made.getStyleClass().add("small");
        made.setMinWidth(Region.USE_PREF_SIZE);
        made.setOnAction(event -> act.run());
        return made;
    }

    private void decide(BiConsumer<TileData, Node> act, @Nullable Button pressed) {
        TileData waiting = station.data();
        if (waiting != null && pressed != null) {
            act.accept(waiting, pressed);
        }
    }

    /** While the backend is asked, nothing else can be decided. */
    void deciding(boolean underWay) {
        if (approveButton != null && refuseButton != null) {
            approveButton.setDisable(underWay);
            refuseButton.setDisable(underWay);
        }
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
            new PendingPainter(g, palette, data, width, height, buttonsTop, station.em()).paint();
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
