package fr.gaveurs.console.desktop.shell;

import atlantafx.base.theme.PrimerLight;
import fr.gaveurs.console.desktop.kit.Appearance;
import fr.gaveurs.console.desktop.kit.BoxWidths;
import fr.gaveurs.console.desktop.kit.Fxml;
import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.Tone;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.util.List;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
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
    private final boolean seeThrough;
    private final ListChangeListener<Window> opened = change -> popups().forEach(this::ground);
    private Theme theme = Theme.SYSTEM;

    /** @param scene gets its stylesheets here, once and for all: to exchange them costs as much as to show all anew */
    public ThemeControl(Scene scene) {
        this(scene, Platform.isSupported(ConditionalFeature.TRANSPARENT_WINDOW));
    }

    /** @param seeThrough whether what lies below a window is seen where it draws nothing */
    ThemeControl(Scene scene, boolean seeThrough) {
        this.scene = scene;
        this.seeThrough = seeThrough;
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        scene.getStylesheets()
                .setAll(
                        Fxml.stylesheet(Palette.LIGHT_CSS),
                        Fxml.stylesheet(Palette.DARK_CSS),
                        Fxml.stylesheet(SHARED_CSS));
        scene.rootProperty().subscribe(root -> Palette.dress(root, palette.get().dark()));
        Window.getWindows().addListener(opened);
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
        Window.getWindows().removeListener(opened);
    }

    private void apply() {
        boolean dark =
                switch (theme) {
                    case LIGHT -> false;
                    case DARK -> true;
                    case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
                };
        Palette next = Palette.load(dark);
        Palette.dress(scene.getRoot(), dark);
        scene.setFill(next.get(Tone.GROUND)); // what is there of the window before its first picture
        palette.set(next);
        popups().forEach(popup -> {
            ground(popup);
            popup.getScene().getStylesheets().setAll(scene.getStylesheets());
        });
    }

    /**
     * What lies over the window looks its colours up through it, but JavaFX keeps those that it found for as long as its
     * own stylesheets stay.
     */
    private List<PopupWindow> popups() {
        return Window.getWindows().stream()
                .filter(PopupWindow.class::isInstance)
                .map(PopupWindow.class::cast)
                .filter(this::isOver)
                .toList();
    }

    /** Where nothing is seen through a window, as without a compositor, shadows and arrows lie on white else. */
    private void ground(PopupWindow popup) {
        if (!seeThrough) {
            popup.getScene().setFill(palette.get().get(Tone.GROUND));
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
