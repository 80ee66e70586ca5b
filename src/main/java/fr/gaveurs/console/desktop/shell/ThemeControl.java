package fr.gaveurs.console.desktop.shell;

import atlantafx.base.theme.PrimerLight;
import fr.gaveurs.console.desktop.kit.Appearance;
import fr.gaveurs.console.desktop.kit.BoxWidths;
import fr.gaveurs.console.desktop.kit.Fxml;
import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Scene;
import javafx.stage.PopupWindow;
import javafx.stage.Window;
import javafx.util.Subscription;

/** Theme and text size: what was chosen, and through it the styles and the palette. FX thread only. */
public final class ThemeControl {
    /** 1 em at 100 %. */
    public static final double TEXT_SIZE = 14;

    private static final String SHARED_CSS = "/css/console.css";

    private final ReadOnlyObjectWrapper<Palette> palette = new ReadOnlyObjectWrapper<>(Palette.load(false));
    private final ReadOnlyDoubleWrapper textSize = new ReadOnlyDoubleWrapper(TEXT_SIZE);
    private final Scene scene;
    private final Subscription system;
    private Theme theme = Theme.SYSTEM;

    /** @param scene gets its stylesheets here, once and for all: to exchange them costs as much as to show all anew */
    public ThemeControl(Scene scene) {
        this.scene = scene;
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        scene.getStylesheets()
                .setAll(
                        Fxml.stylesheet(Palette.LIGHT_CSS),
                        Fxml.stylesheet(Palette.DARK_CSS),
                        Fxml.stylesheet(SHARED_CSS));
        scene.rootProperty().subscribe(root -> Palette.dress(root, palette.get().dark()));
        this.system = Platform.getPreferences().colorSchemeProperty().subscribe(scheme -> apply());
    }

    public Appearance appearance() {
        return new Appearance(palette.getReadOnlyProperty(), textSize.getReadOnlyProperty());
    }

    public void theme(Theme wanted) {
        theme = wanted;
        apply();
    }

    /** @param percent 100–200 */
    public void textPercent(int percent) {
        textSize.set(TEXT_SIZE * Math.clamp(percent, 100, 200) / 100);
        scene.getRoot().setStyle("-fx-font-size: " + textSize.get() + "px;");
        BoxWidths.renew(scene.getRoot());
    }

    /** Follows the operating system no more. */
    public void close() {
        system.unsubscribe();
    }

    private void apply() {
        boolean dark =
                switch (theme) {
                    case LIGHT -> false;
                    case DARK -> true;
                    case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
                };
        Palette.dress(scene.getRoot(), dark);
        renewPopups();
        palette.set(Palette.load(dark));
    }

    /**
     * What lies over the window looks its colours up through it, but JavaFX keeps those that it found for as long as its
     * own stylesheets stay.
     */
    private void renewPopups() {
        for (Window window : Window.getWindows()) {
            if (window instanceof PopupWindow popup && isOver(popup)) {
                popup.getScene().getStylesheets().setAll(scene.getStylesheets());
            }
        }
    }

    private boolean isOver(PopupWindow popup) {
        Window owner = popup.getOwnerWindow();
        while (owner instanceof PopupWindow between) {
            owner = between.getOwnerWindow();
        }
        return owner != null && owner.equals(scene.getWindow());
    }
}
