package fr.gaveurs.console.desktop.screens.bugs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Set;
import javafx.scene.image.Image;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Images that came from elsewhere. A few kilobytes can hold a picture of gigabytes: its size is read before it is
 * decoded, and it is decoded no larger than it is shown.
 */
final class SafeImage {
    static final Set<String> TYPES = Set.of("image/png", "image/jpeg", "image/gif", "image/bmp");
    static final long MOST_PIXELS = 40_000_000;

    private static final double WIDTH = 480;
    private static final double HEIGHT = 320;

    private SafeImage() {}

    /** @param image null where it cannot be shown, for its size or because it is damaged */
    record Decoded(@Nullable Image image, boolean tooLarge) {}

    /** From any thread. */
    static Decoded decode(byte[] bytes) {
        long pixels = pixels(bytes);
        if (pixels <= 0 || pixels > MOST_PIXELS) {
            return new Decoded(null, pixels > MOST_PIXELS);
        }
        Image natural = new Image(new ByteArrayInputStream(bytes), WIDTH, HEIGHT, true, true);
        return new Decoded(natural.isError() ? null : natural, false);
    }

    /** As the file's head says; 0 where it is no image that is known here. */
    private static long pixels(byte[] bytes) {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return 0;
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return (long) reader.getWidth(0) * reader.getHeight(0);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            // Readers of damaged files fail in many ways; all of them mean the same here.
            return 0;
        }
    }
}
