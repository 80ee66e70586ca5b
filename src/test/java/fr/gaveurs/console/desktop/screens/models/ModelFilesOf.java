package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.desktop.screens.models.chart.PictureCard;
import java.nio.file.Path;
import javafx.scene.Node;

/** What is chosen in the dialogs of the operating system, which no test can open. FX thread only. */
public final class ModelFilesOf {
    private ModelFilesOf() {}

    private static <T> T around(Node inside, Class<T> type) {
        Node node = inside;
        while (!type.isInstance(node)) {
            node = node.getParent();
        }
        return type.cast(node);
    }

    /** Saves the file of the version in view. */
    public static void save(Node inside, Path target) {
        around(inside, VersionDetail.class).save(target.toFile());
    }

    /** Saves the rows of the data set in view. */
    public static void rows(Node inside, Path target) {
        around(inside, TrainingForm.class).save(target.toFile());
    }

    /** Saves a picture by its button. */
    public static void picture(Node button, Path target) {
        around(button, PictureCard.class).save(target);
    }

    /** Takes labels in. */
    public static void labels(Node inside, Route route, Path file) {
        around(inside, LabelsPane.class).take(route, file);
    }
}
