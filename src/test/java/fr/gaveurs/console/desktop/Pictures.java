package fr.gaveurs.console.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Pane;
import javafx.scene.text.Text;
import javax.imageio.ImageIO;

/** Takes pictures of a window into target/pictures, to be looked at. */
public final class Pictures {
    private static final Path FOLDER = Path.of("target", "pictures");

    private Pictures() {}

    /**
     * Draws a scene's content at a size that the headless screen, which ends at 1000 × 1000 px, need not have; returns
     * the labels that are cut. Those of the style {@code elides} may be: their whole text is found elsewhere.
     */
    public static List<String> take(Scene shown, int width, int height, String name) throws IOException {
        List<String> cut = new ArrayList<>();
        WritableImage image = Fx.call(() -> {
            Parent root = shown.getRoot();
            Node focused = shown.getFocusOwner();
            shown.setRoot(new Pane());
            Scene large = new Scene(root, width, height);
            large.getStylesheets().setAll(shown.getStylesheets());
            // Scroll panes learn their viewport in one pass and lay their content out in the next.
            for (int pass = 0; pass < 3; pass++) {
                root.applyCss();
                root.layout();
            }
            WritableImage drawn = large.snapshot(null);
            cut.addAll(cut(root));
            large.setRoot(new Pane());
            shown.setRoot(root);
            if (focused != null) {
                focused.requestFocus();
            }
            return drawn;
        });
        write(image, name);
        return cut;
    }

    /** Draws a part of a window, such as a panel over it, as it is; returns the labels that are cut. */
    public static List<String> part(Parent part, String name) throws IOException {
        write(Fx.call(() -> part.snapshot(null, null)), name);
        return Fx.call(() -> cut(part));
    }

    private static void write(WritableImage image, String name) throws IOException {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        PixelReader pixels = image.getPixelReader();
        Set<Integer> colors = new HashSet<>();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int argb = pixels.getArgb(x, y);
                copy.setRGB(x, y, argb);
                colors.add(argb);
            }
        }
        Files.createDirectories(FOLDER.resolve(name).getParent());
        ImageIO.write(copy, "png", FOLDER.resolve(name + ".png").toFile());
        assertThat(colors).as("%s is not blank", name).hasSizeGreaterThan(20);
    }

    private static List<String> cut(Node node) {
        List<String> found = new ArrayList<>();
        if (!node.isVisible() || node.getStyleClass().contains("elides")) {
            return found;
        }
        if (node instanceof Labeled labeled
                && labeled.getText() != null
                && labeled.lookup(".text") instanceof Text text
                && text.getText().contains(labeled.getEllipsisString())
                && !labeled.getText().contains(labeled.getEllipsisString())) {
            found.add(labeled.getText());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> found.addAll(cut(child)));
        }
        return found;
    }
}
