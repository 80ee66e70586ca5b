package fr.gaveurs.console.desktop.screens.live;

import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Palette;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * One station's tile: a styled frame around one canvas that is drawn again only when its data, size or colours differ.
 * Placed and sized by {@link TileGrid}.
 */
final class StationTile extends Region {
    private static final PseudoClass ALERT = PseudoClass.getPseudoClass("alert");

    private static final PseudoClass COMPACT = PseudoClass.getPseudoClass("compact");

    private final Canvas canvas = new Canvas();
    private final Consumer<TileData> approve;
    private final Consumer<TileData> block;
    private final Messages messages;
    private @Nullable Button approveButton;
    private @Nullable Button blockButton;
    private @Nullable TileData data;
    private @Nullable Palette palette;
    private boolean compact;
    private double em = 14;
    private boolean dirty = true;
    private boolean inView = true;

    StationTile(Messages messages, Consumer<TileData> approve, Consumer<TileData> block) {
        this.messages = messages;
        this.approve = approve;
        this.block = block;
        getStyleClass().add("station-tile");
        setAccessibleRole(AccessibleRole.BUTTON);
        canvas.setManaged(false);
        canvas.setMouseTransparent(true);
        getChildren().add(canvas);
    }

    @Nullable
    TileData data() {
        return data;
    }

    void data(TileData now) {
        if (now.equals(data)) {
            return;
        }
        data = now;
        notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
        pseudoClassStateChanged(ALERT, now.severity() == Badge.Severity.DANGER);
        button(now);
        repaint();
    }

    void look(Palette colors, boolean compactLayout, double textSize) {
        if (colors != palette || compactLayout != compact || textSize != em) {
            palette = colors;
            compact = compactLayout;
            pseudoClassStateChanged(COMPACT, compactLayout);
            em = textSize;
            repaint();
        }
    }

    /** Out of view nothing is drawn: a canvas that is not rendered only piles its commands up. */
    void inView(boolean now) {
        if (now != inView) {
            inView = now;
            if (dirty) {
                setNeedsLayout(true);
            }
        }
    }

    private void button(TileData now) {
        if (now.pending() && approveButton == null) {
            approveButton = decision("live.approve", "approve", approve);
            blockButton = decision("live.block", "refuse", block);
            getChildren().addAll(blockButton, approveButton);
        } else if (!now.pending() && approveButton != null) {
            getChildren().removeAll(approveButton, blockButton);
            approveButton = null;
            blockButton = null;
        }
    }

    private Button decision(String key, String style, Consumer<TileData> act) {
        Button made = new Button(messages.get(key));
        made.getStyleClass().addAll(style, "small");
        made.setOnAction(event -> {
            TileData waiting = data;
            if (waiting != null) {
                undecided(true);
                act.accept(waiting);
            }
        });
        return made;
    }

    private void undecided(boolean underWay) {
        if (approveButton != null && blockButton != null) {
            approveButton.setDisable(underWay);
            blockButton.setDisable(underWay);
        }
    }

    /** The decision did not go through: it can be tried again. */
    void decisionFailed() {
        undecided(false);
    }

    /** Told when a screen reader asks: ten sentences a second that nobody hears would be for nothing. */
    @Override
    public @Nullable Object queryAccessibleAttribute(AccessibleAttribute attribute, Object... parameters) {
        return attribute == AccessibleAttribute.TEXT && data != null
                ? data.accessible(messages)
                : super.queryAccessibleAttribute(attribute, parameters);
    }

    private void repaint() {
        dirty = true;
        if (inView) {
            setNeedsLayout(true);
        }
    }

    @Override
    protected void layoutChildren() {
        double left = snappedLeftInset();
        double top = snappedTopInset();
        double width = getWidth() - left - snappedRightInset();
        double height = getHeight() - top - snappedBottomInset();
        if (width <= 0 || height <= 0) {
            return;
        }
        double reserved = 0;
        if (approveButton != null) {
            double pad = compact ? 0.5 * em : TilePainter.pad(width, height);
            approveButton.autosize();
            double below = compact ? (height - approveButton.getHeight()) / 2 : pad;
            approveButton.relocate(
                    left + width - approveButton.getWidth() - pad, top + height - approveButton.getHeight() - below);
            reserved = approveButton.getWidth() + 0.5 * em;
            if (blockButton != null) {
                blockButton.autosize();
                double room = width - reserved - 2 * pad - blockButton.getWidth();
                // Where there is no room for it the station's approval is what it is about; the command blocks, too.
                blockButton.setVisible(room >= 0);
                blockButton.relocate(
                        approveButton.getLayoutX() - blockButton.getWidth() - 0.25 * em, approveButton.getLayoutY());
                reserved += blockButton.isVisible() ? blockButton.getWidth() + 0.25 * em : 0;
            }
        }
        canvas.relocate(left, top);
        if (canvas.getWidth() != width || canvas.getHeight() != height) {
            canvas.setWidth(width);
            canvas.setHeight(height);
            dirty = true;
        }
        if (dirty && inView) {
            dirty = false;
            paint(width, height, reserved);
        }
    }

    private void paint(double width, double height, double reserved) {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, width, height);
        if (data == null || palette == null) {
            return;
        }
        TilePainter painter = new TilePainter(g, palette, data, width, height, reserved);
        if (compact) {
            painter.compact(em);
        } else {
            painter.full(em);
        }
    }
}
