package fr.gaveurs.console.desktop.screens.live;

import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Palette;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Side;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
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
    private @Nullable Button refuseButton;
    /** Whether it is asked once more if the station is to be refused. */
    private boolean asking;

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
        made.setMinWidth(USE_PREF_SIZE);
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
        repaint();
        requestLayout();
    }

    private void left() {
        ask(!asking);
    }

    private void right() {
        TileData waiting = data;
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

    /** The decision did not go through: it can be tried again. */
    void decisionFailed() {
        undecided(false);
        ask(false);
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
        double buttonsTop = height;
        if (approveButton != null && refuseButton != null) {
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
        if (canvas.getWidth() != width || canvas.getHeight() != height) {
            canvas.setWidth(width);
            canvas.setHeight(height);
            dirty = true;
        }
        if (dirty && inView) {
            dirty = false;
            paint(width, height, buttonsTop);
        }
    }

    private void paint(double width, double height, double buttonsTop) {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, width, height);
        if (data == null || palette == null) {
            return;
        }
        if (data.pending()) {
            new PendingPainter(g, palette, data, width, height, buttonsTop, em)
                    .paint(asking ? messages.get("live.block.ask") : "");
            return;
        }
        TilePainter painter = new TilePainter(g, palette, data, width, height);
        if (compact) {
            painter.compact(em);
        } else {
            painter.full(em);
        }
    }
}
