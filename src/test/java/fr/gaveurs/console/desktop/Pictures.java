package fr.gaveurs.console.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.text.Text;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Takes pictures of a window into target/pictures, to be looked at. */
public final class Pictures {
    private static final Path FOLDER = Path.of("target", "pictures");

    private Pictures() {}

    /**
     * Draws what is in a window at a size that it need not have; returns the labels that are cut. Those of the style
     * {@code elides} may be: their whole text is found elsewhere.
     */
    public static List<String> take(Scene shown, int width, int height, String name) throws IOException {
        List<String> cut = new ArrayList<>();
        WritableImage image = Fx.call(() -> {
            AtomicReference<WritableImage> drawn = new AtomicReference<>();
            SceneSize.during(shown, width, height, () -> {
                drawn.set(shown.snapshot(null));
                cut.addAll(cut(shown.getRoot()));
            });
            return drawn.get();
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
        int[] pixels = ((DataBufferInt) copy.getRaster().getDataBuffer()).getData();
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        Files.createDirectories(FOLDER.resolve(name).getParent());
        png(copy, FOLDER.resolve(name + ".png"));
        assertThat(Arrays.stream(pixels).distinct().limit(21).count())
                .as("%s is not blank", name)
                .isGreaterThan(20);
    }

    /** Packed a little only: that takes a quarter of the time. */
    private static void png(BufferedImage image, Path file) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(0.9f);
        Files.deleteIfExists(file);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
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
