package fr.gaveurs.console.desktop.screens.models.chart;

import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Notifier;
import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.pump.Pump;
import fr.gaveurs.console.desktop.kit.pump.SystemDialogs;
import fr.gaveurs.console.files.AtomicFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javax.imageio.ImageIO;

/**
 * Saves pictures as PNG, larger than they are on the screen and drawn anew for it, so that they are sharp on paper. FX
 * thread only.
 */
public final class PictureFiles {
    /** Of a saved picture, pixels. */
    static final int WIDTH = 1_280;

    static final int HEIGHT = 800;
    private static final int TEXT = 22;

    private final Messages messages;
    private final Notifier notices;
    private final Pump pump;

    public PictureFiles(Messages messages, Notifier notices, Pump pump) {
        this.messages = messages;
        this.notices = notices;
        this.pump = pump;
    }

    /** What the buttons say. */
    String words() {
        return messages.get("models.picture.save");
    }

    /** Asks where, and saves. */
    void choose(PictureCard card) {
        if (card.picture().isEmpty()) {
            notices.good(messages.get("models.picture.empty"));
            return;
        }
        FileChooser dialog = new FileChooser();
        dialog.setTitle(words());
        dialog.setInitialFileName(Plot.fileName(card.title()));
        dialog.getExtensionFilters().add(new FileChooser.ExtensionFilter("PNG", "*.png"));
        File target = SystemDialogs.save(dialog, card.getScene().getWindow());
        if (target != null) {
            save(card, target.toPath());
        }
    }

    /** Saves a picture, and says so; the file is written on another thread. */
    public void save(PictureCard card, Path target) {
        WritableImage image = drawn(card);
        Thread.ofVirtual().name("picture-save").start(() -> {
            String name = String.valueOf(target.getFileName());
            try {
                AtomicFile.write(target, png(image));
                pump.post(() -> notices.good(messages.get("models.picture.saved", name)));
            } catch (IOException e) {
                pump.post(() -> notices.warn(messages.get("models.picture.not_saved", name, e.getMessage())));
            }
        });
    }

    private static WritableImage drawn(PictureCard card) {
        Picture copy = card.picture().copy();
        Label title = Labels.wrapping(card.title(), "picture-title");
        VBox page = new VBox(title, copy);
        page.getStyleClass().addAll("picture-card", "picture-page");
        page.setStyle("-fx-font-size: " + TEXT + "px;");
        VBox.setVgrow(copy, Priority.ALWAYS);
        // Colours are looked up at the root.
        VBox root = new VBox(page);
        root.getStyleClass().add("root");
        Palette.dress(root, card.picture().palette().get().dark());
        VBox.setVgrow(page, Priority.ALWAYS);
        Scene scene = new Scene(root, WIDTH, HEIGHT);
        scene.getStylesheets().setAll(card.getScene().getStylesheets());
        root.getStylesheets().setAll(sheets(card));
        root.applyCss();
        root.layout();
        return scene.snapshot(null);
    }

    /** Those of the screen that it stands on. */
    private static List<String> sheets(PictureCard card) {
        for (var parent = card.getParent(); parent != null; parent = parent.getParent()) {
            if (!parent.getStylesheets().isEmpty()) {
                return parent.getStylesheets();
            }
        }
        return List.of();
    }

    private static byte[] png(WritableImage image) throws IOException {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        copy.setRGB(0, 0, width, height, pixels, 0, width);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!ImageIO.write(copy, "png", out)) {
            throw new IOException("no writer of PNG is there");
        }
        return out.toByteArray();
    }
}
