package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.Pieces;
import java.util.Collections;
import java.util.function.BooleanSupplier;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Border;
import javafx.scene.layout.BorderStroke;
import javafx.scene.layout.BorderStrokeStyle;
import javafx.scene.layout.BorderWidths;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.ArcType;
import javafx.scene.text.Text;

/**
 * Draws, small and for nobody, what screens are made of (rounded areas, borders, words, canvases) while the backend
 * starts. The first picture of a screen is the largest there is; where the processor draws it, code that has never run
 * makes the window's thread wait for it three times as long. FX thread only.
 */
final class DrawingWarmUp {
    /** After so many the compilers know what the first screen needs. */
    static final int PICTURES = 16;

    private static final int WIDTH = 240;
    private static final int HEIGHT = 120;
    private static final double ROUND = 9.5;
    private static final double LINE = 1.5;

    private final Node drawn = new VBox(area(), canvas());
    private final WritableImage picture = new WritableImage(WIDTH, 2 * HEIGHT);

    /** One picture after the other, each with a pulse of the scene between, as long as they are wanted. */
    static void start(Scene scene, BooleanSupplier wanted) {
        DrawingWarmUp warmUp = new DrawingWarmUp();
        Pieces.inTurn(
                scene,
                wanted,
                Collections.nCopies(PICTURES, (Runnable) warmUp::draw).toArray(Runnable[]::new));
    }

    private DrawingWarmUp() {}

    private void draw() {
        drawn.snapshot(null, picture);
    }

    private static Node area() {
        StackPane inner = new StackPane(new Text("Aa 0,123 é"));
        inner.setBackground(new Background(new BackgroundFill(Color.DARKGRAY, new CornerRadii(ROUND), Insets.EMPTY)));
        StackPane outer = new StackPane(inner);
        outer.setPadding(new Insets(ROUND));
        outer.setBackground(new Background(new BackgroundFill(Color.GRAY, new CornerRadii(ROUND), new Insets(1))));
        outer.setBorder(new Border(new BorderStroke(
                Color.BLACK, BorderStrokeStyle.SOLID, new CornerRadii(ROUND), new BorderWidths(LINE))));
        outer.setMinSize(WIDTH, HEIGHT);
        return outer;
    }

    private static Node canvas() {
        Canvas canvas = new Canvas(WIDTH, HEIGHT);
        GraphicsContext to = canvas.getGraphicsContext2D();
        to.setFill(Color.GRAY);
        to.fillRoundRect(0, 0, WIDTH, HEIGHT, ROUND, ROUND);
        to.setLineWidth(LINE);
        to.strokePolyline(
                new double[] {0, WIDTH / 3.0, WIDTH / 2.0, WIDTH}, new double[] {HEIGHT, 0, HEIGHT / 2.0, 0}, 4);
        to.strokeArc(ROUND, ROUND, HEIGHT / 2.0, HEIGHT / 2.0, 0, 270, ArcType.OPEN);
        to.setFill(Color.BLACK);
        to.fillText("A 0,1", ROUND, HEIGHT / 2.0);
        return canvas;
    }
}
