package fr.gaveurs.console.desktop.screens.firmware;

import java.nio.file.Path;
import javafx.scene.Node;

/** What a person chooses in the system's own dialog, which the headless platform does not have. */
public final class ChosenFile {
    private ChosenFile() {}

    /** An image, with the signature beside it. FX thread only. */
    public static void image(Node page, Path file) {
        ((ImagesPane) page).upload(file);
    }

    /** A public key. FX thread only. */
    public static void key(Node page, Path file) {
        ((KeysPane) page).add(file);
    }
}
