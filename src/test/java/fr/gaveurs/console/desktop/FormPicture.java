package fr.gaveurs.console.desktop;

import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.shell.ThemeControl;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

/** Pictures of a form as a panel shows it, on a screen of 1366 by 768: in both languages and themes, with large text. */
public final class FormPicture {
    private FormPicture() {}

    /** How it is looked at. */
    public record Look(Language language, Theme theme, int percent) {
        @Override
        public String toString() {
            return language + "-" + theme + "-" + percent;
        }
    }

    public static Stream<Look> looks() {
        return Stream.of(
                new Look(Language.FR, Theme.DARK, 125),
                new Look(Language.FR, Theme.LIGHT, 200),
                new Look(Language.EN, Theme.LIGHT, 125),
                new Look(Language.EN, Theme.DARK, 200));
    }

    /**
     * Draws one.
     *
     * @param made makes the form
     * @param done what is done to it before it is drawn
     * @return labels that are cut
     */
    public static <T extends Parent> List<String> take(
            Look look, Function<Language, T> made, Consumer<T> done, String name) throws IOException {
        Fx.start();
        Stage stage = Fx.call(() -> {
            T form = made.apply(look.language());
            form.getStyleClass().add("popover-content");
            StackPane panel = new StackPane(form);
            panel.setStyle("-fx-background-color: -gc-surface");
            Scene scene = new Scene(new VBox(new HBox(panel)), 1366, 768);
            ThemeControl theme = new ThemeControl(scene);
            theme.theme(look.theme());
            theme.textPercent(look.percent());
            Stage shown = new Stage();
            shown.setScene(scene);
            shown.show();
            done.accept(form);
            return shown;
        });
        try {
            Fx.settle(stage);
            Node form = Fx.call(() -> stage.getScene().getRoot().lookup(".popover-content"));
            return Pictures.part(form.getParent(), name + "-" + look);
        } finally {
            Fx.run(stage::close);
        }
    }
}
