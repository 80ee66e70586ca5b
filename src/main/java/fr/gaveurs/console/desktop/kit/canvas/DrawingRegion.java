package fr.gaveurs.console.desktop.kit.canvas;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.stage.Window;

/**
 * A node that draws itself on a canvas of its size: once after {@link #invalidate()}, a change of its size, of its font
 * or of the screen's scale, however often those come between two frames.
 *
 * <p>Its font comes from the stylesheets, so that everything drawn grows with the text of the window.
 */
public abstract class DrawingRegion extends Region {
    private final Canvas canvas = new Canvas();
    /** Carries the font that CSS gives to text at this place; never drawn. */
    private final Label font = new Label();

    private boolean stale = true;

    protected DrawingRegion() {
        getStyleClass().add("drawing");
        canvas.setManaged(false);
        canvas.setMouseTransparent(true);
        font.setManaged(false);
        font.setVisible(false);
        getChildren().addAll(canvas, font);
        font.fontProperty().subscribe(this::invalidate);
        sceneProperty()
                .flatMap(scene -> scene.windowProperty())
                .flatMap(Window::renderScaleXProperty)
                .subscribe(scale -> invalidate());
    }

    /**
     * What a drawing needs to know of its place.
     *
     * @param width in logical pixels
     * @param height in logical pixels
     * @param em font size, the measure of everything
     */
    public record Frame(GraphicsContext g, double width, double height, double em, Font font, Crisp crisp) {
        /** The font at {@code factor} times its size. */
        public Font font(double factor) {
            return Font.font(font.getFamily(), em * factor);
        }

        /** How wide a line of text is at {@code factor} times the font size. */
        public double textWidth(String text, double factor) {
            Text measure = new Text(text);
            measure.setFont(font(factor));
            return measure.getLayoutBounds().getWidth();
        }
    }

    /** Draws everything on an empty canvas; called on the FX thread with positive width and height. */
    protected abstract void draw(Frame frame);

    /** Has {@link #draw} called before the next frame. */
    public final void invalidate() {
        stale = true;
        requestLayout();
    }

    /** Font size here, logical pixels. */
    protected final double em() {
        return font.getFont().getSize();
    }

    @Override
    protected void layoutChildren() {
        double width = snapSizeX(getWidth());
        double height = snapSizeY(getHeight());
        if (width != canvas.getWidth() || height != canvas.getHeight()) {
            canvas.setWidth(width);
            canvas.setHeight(height);
            stale = true;
        }
        if (!stale || width <= 0 || height <= 0) {
            return;
        }
        stale = false;
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, width, height);
        g.save();
        g.setFont(font.getFont());
        draw(new Frame(g, width, height, em(), font.getFont(), new Crisp(scale())));
        g.restore();
    }

    private double scale() {
        Window window = getScene() == null ? null : getScene().getWindow();
        return window == null ? 1 : Math.max(1, window.getRenderScaleX());
    }
}
