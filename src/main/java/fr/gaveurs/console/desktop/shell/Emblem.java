package fr.gaveurs.console.desktop.shell;

import java.util.List;
import javafx.scene.image.Image;
import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;

/** The window's icon: a liver's lobe on a tray, drawn so that it needs no file. */
final class Emblem {
    private static final Color TRAY = Color.web("#22303c");
    private static final Color LOBE = Color.web("#f0c27a");

    private static final List<Image> IMAGES = List.of(draw(16), draw(32), draw(64), draw(128));

    private Emblem() {}

    static List<Image> images() {
        return IMAGES;
    }

    private static Image draw(int size) {
        WritableImage image = new WritableImage(size, size);
        PixelWriter pixels = image.getPixelWriter();
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                double u = (x + 0.5) / size * 2 - 1;
                double v = (y + 0.5) / size * 2 - 1;
                double tray = Math.pow(Math.abs(u), 6) + Math.pow(Math.abs(v), 6);
                double large = Math.hypot((u + 0.16) / 0.52, (v + 0.02) / 0.6);
                double small = Math.hypot((u - 0.38) / 0.32, (v - 0.16) / 0.42);
                boolean lobe = Math.min(large, small) < 1;
                pixels.setColor(x, y, tray > 0.92 ? Color.TRANSPARENT : lobe ? LOBE : TRAY);
            }
        }
        return image;
    }
}
