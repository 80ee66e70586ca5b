package fr.gaveurs.console.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.text.Text;

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
        int[] pixels = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        Path file = FOLDER.resolve(name + ".png");
        Files.createDirectories(file.getParent());
        Files.write(file, png(pixels, width, height));
        assertThat(colours(pixels)).as("%s is not blank", name).isGreaterThan(20);
    }

    /** How many there are; of many, some. */
    private static int colours(int[] pixels) {
        Set<Integer> found = new HashSet<>();
        int last = ~pixels[0];
        for (int i = 0; i < pixels.length && found.size() <= 20; i++) {
            if (pixels[i] != last) {
                last = pixels[i];
                found.add(last);
            }
        }
        return found.size();
    }

    /** Packed a little only, and without filters: few pictures are looked at. */
    private static byte[] png(int[] pixels, int width, int height) throws IOException {
        byte[] rows = new byte[height * (1 + 3 * width)];
        int at = 0;
        for (int y = 0; y < height; y++) {
            at++; // no filter
            for (int x = 0; x < width; x++) {
                int pixel = pixels[y * width + x];
                rows[at++] = (byte) (pixel >> 16);
                rows[at++] = (byte) (pixel >> 8);
                rows[at++] = (byte) pixel;
            }
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater, 1 << 16)) {
            out.write(rows);
        } finally {
            deflater.end();
        }
        ByteBuffer head = ByteBuffer.allocate(13).putInt(width).putInt(height);
        head.put(new byte[] {8, 2, 0, 0, 0}); // bits of a colour, three of them, and nothing else
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        chunk(file, "IHDR", head.array());
        chunk(file, "IDAT", packed.toByteArray());
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(content);
        file.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        file.writeBytes(name);
        file.writeBytes(content);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
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
