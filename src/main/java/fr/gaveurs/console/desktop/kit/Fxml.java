package fr.gaveurs.console.desktop.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;

/** Loads a screen's FXML with its texts and a controller that was built by hand, and its stylesheet. */
public final class Fxml {
    private Fxml() {}

    /**
     * @param name of the file in {@code /fxml}, without ending
     * @param controller a public class whose properties the FXML binds
     */
    public static Parent load(String name, Messages messages, Object controller) {
        URL url = Fxml.class.getResource("/fxml/" + name + ".fxml");
        if (url == null) {
            throw new IllegalStateException("the program was packed without fxml/" + name + ".fxml");
        }
        FXMLLoader loader = new FXMLLoader(url, messages.bundle());
        loader.setController(controller);
        try {
            return loader.load();
        } catch (IOException e) {
            throw new UncheckedIOException("fxml/" + name + ".fxml does not fit the program", e);
        }
    }

    /**
     * Adds a stylesheet of the program.
     *
     * @param path of the file, such as {@code /css/bugs.css}
     */
    public static void style(Parent root, String path) {
        String address = stylesheet(path);
        ParsedStylesheets.keep(address);
        root.getStylesheets().add(address);
    }

    /** The address of a stylesheet of the program. */
    public static String stylesheet(String path) {
        URL url = Fxml.class.getResource(path);
        if (url == null) {
            throw new IllegalStateException("the program was packed without " + path);
        }
        return url.toExternalForm();
    }
}
