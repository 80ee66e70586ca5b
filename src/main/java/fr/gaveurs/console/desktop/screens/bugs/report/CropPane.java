package fr.gaveurs.console.desktop.screens.bugs.report;

import fr.gaveurs.console.desktop.kit.Messages;
import javafx.geometry.Rectangle2D;
import javafx.scene.AccessibleRole;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/**
 * A picture with a frame around the part that is kept. A drag draws the frame, arrows move it, Shift and arrows make it
 * larger or smaller, Home makes it whole again.
 */
final class CropPane extends Region {
    private static final int STEP = 16;

    private final ImageView view = new ImageView();
    /** What is left out is dimmed: above, below, left and right of the frame. */
    private final Rectangle[] dimmed = {new Rectangle(), new Rectangle(), new Rectangle(), new Rectangle()};

    private final Rectangle frame = new Rectangle();
    private final Image image;
    private Crop crop;
    private double startX;
    private double startY;

    /** @param crop the part to begin with */
    CropPane(Messages messages, Image image, Crop crop) {
        this.image = image;
        this.crop = crop;
        getStyleClass().add("crop-pane");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(messages.get("report.crop.title"));
        setAccessibleHelp(messages.get("report.crop.help"));
        view.setPreserveRatio(true);
        view.setImage(image);
        getChildren().add(view);
        for (Rectangle part : dimmed) {
            part.getStyleClass().add("crop-dimmed");
            part.setManaged(false);
            getChildren().add(part);
        }
        frame.getStyleClass().add("crop-frame");
        frame.setManaged(false);
        getChildren().add(frame);
        addEventHandler(MouseEvent.MOUSE_PRESSED, event -> {
            requestFocus();
            startX = pictureX(event.getX());
            startY = pictureY(event.getY());
        });
        addEventHandler(MouseEvent.MOUSE_DRAGGED, event -> {
            double x = pictureX(event.getX());
            double y = pictureY(event.getY());
            set(Crop.between(startX, startY, x, y, width(), height()));
        });
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    Crop crop() {
        return crop;
    }

    /** All of the picture again. */
    void reset() {
        set(Crop.all(width(), height()));
    }

    private void set(Crop wanted) {
        crop = wanted;
        requestLayout();
    }

    private void key(KeyEvent event) {
        int x =
                switch (event.getCode()) {
                    case LEFT -> -STEP;
                    case RIGHT -> STEP;
                    default -> 0;
                };
        int y =
                switch (event.getCode()) {
                    case UP -> -STEP;
                    case DOWN -> STEP;
                    default -> 0;
                };
        switch (event.getCode()) {
            case LEFT, RIGHT, UP, DOWN ->
                set(event.isShiftDown() ? crop.resized(x, y, width(), height()) : crop.moved(x, y, width(), height()));
            case HOME -> reset();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private int width() {
        return (int) image.getWidth();
    }

    private int height() {
        return (int) image.getHeight();
    }

    /** Pixels on the screen for one of the picture. */
    private double scale() {
        return Math.min(getWidth() / width(), getHeight() / height());
    }

    private double left() {
        return Math.rint((getWidth() - width() * scale()) / 2);
    }

    private double top() {
        return Math.rint((getHeight() - height() * scale()) / 2);
    }

    private double pictureX(double x) {
        return (x - left()) / scale();
    }

    private double pictureY(double y) {
        return (y - top()) / scale();
    }

    @Override
    protected double computePrefWidth(double height) {
        return width();
    }

    @Override
    protected double computePrefHeight(double width) {
        return height();
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computeMinHeight(double width) {
        return 0;
    }

    @Override
    protected void layoutChildren() {
        double scale = scale();
        if (!(scale > 0)) {
            return;
        }
        Rectangle2D whole = new Rectangle2D(left(), top(), width() * scale, height() * scale);
        view.setFitWidth(whole.getWidth());
        view.setFitHeight(whole.getHeight());
        view.relocate(whole.getMinX(), whole.getMinY());
        double x = whole.getMinX() + crop.x() * scale;
        double y = whole.getMinY() + crop.y() * scale;
        double w = crop.width() * scale;
        double h = crop.height() * scale;
        place(frame, x, y, x + w, y + h);
        place(dimmed[0], whole.getMinX(), whole.getMinY(), whole.getMaxX(), y);
        place(dimmed[1], whole.getMinX(), y + h, whole.getMaxX(), whole.getMaxY());
        place(dimmed[2], whole.getMinX(), y, x, y + h);
        place(dimmed[3], x + w, y, whole.getMaxX(), y + h);
    }

    private static void place(Rectangle shape, double x1, double y1, double x2, double y2) {
        shape.setX(x1);
        shape.setY(y1);
        shape.setWidth(Math.max(0, x2 - x1));
        shape.setHeight(Math.max(0, y2 - y1));
    }
}
