package fr.gaveurs.console.desktop.shell;

import atlantafx.base.theme.PrimerDark;
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
import javafx.util.Subscription;

/** Theme and text size: what was chosen, and through it stylesheets and palette. FX thread only. */
public final class ThemeControl {
    /** 1 em at 100 %. */
    public static final double TEXT_SIZE = 14;

    private static final String SHARED_CSS = "/css/console.css";

    private final ReadOnlyObjectWrapper<Palette> palette = new ReadOnlyObjectWrapper<>(Palette.load(false));
    private final ReadOnlyDoubleWrapper textSize = new ReadOnlyDoubleWrapper(TEXT_SIZE);
    private final Scene scene;
    private final Subscription system;
    private Theme theme = Theme.SYSTEM;

    public ThemeControl(Scene scene) {
        this.scene = scene;
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
        Application.setUserAgentStylesheet(
                dark ? new PrimerDark().getUserAgentStylesheet() : new PrimerLight().getUserAgentStylesheet());
        scene.getStylesheets()
                .setAll(Fxml.stylesheet(dark ? Palette.DARK_CSS : Palette.LIGHT_CSS), Fxml.stylesheet(SHARED_CSS));
        // What lies over the window looks its colours up through it, and may be styled before it: then there are none.
        scene.getRoot().applyCss();
        palette.set(Palette.load(dark));
    }
}
