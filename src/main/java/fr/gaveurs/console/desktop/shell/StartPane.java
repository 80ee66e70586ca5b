package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.Fxml;
import fr.gaveurs.console.desktop.kit.Level;
import fr.gaveurs.console.desktop.kit.LevelIcon;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.kit.Scrolling;
import fr.gaveurs.console.desktop.kit.Visibility;
import fr.gaveurs.console.desktop.screens.health.HealthText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Controller of {@code fxml/start.fxml}: the parts of the program as they start, each with its time. */
public final class StartPane {
    private final Messages messages;
    private final String version;
    private final Parent root;
    private final Map<String, Label> times = new LinkedHashMap<>();
    private final Map<String, Integer> rows = new LinkedHashMap<>();
    private final Map<String, Optional<Double>> told = new LinkedHashMap<>();

    @FXML
    private GridPane parts;

    @FXML
    private VBox languages;

    @FXML
    private Label awaited;

    StartPane(Messages messages, String version) {
        this.messages = messages;
        this.version = version;
        this.root = Fxml.load("start", messages, this);
        // To be seen from the first frame on: something is under way, and the first of its kind takes long to make.
        parts.add(busy(), 0, 0);
    }

    /** Offers both languages. */
    void offer(Consumer<Language> chosen) {
        languages.getChildren().setAll(LanguageChoice.of(messages, chosen));
    }

    /** Says whether the form of a bug report comes with the screens. */
    void awaits(boolean form) {
        Visibility.show(awaited, form);
    }

    /** The same parts in another language. */
    StartPane in(Messages other) {
        StartPane pane = new StartPane(other, version);
        pane.awaits(awaited.isVisible());
        told.forEach((name, milliseconds) -> pane.part(name, milliseconds.orElse(null)));
        return pane;
    }

    Parent node() {
        return root;
    }

    public String getVersion() {
        return version;
    }

    /** A part begins, or ended after {@code milliseconds}. */
    void part(String name, @Nullable Double milliseconds) {
        told.put(name, Optional.ofNullable(milliseconds));
        int row = rows.computeIfAbsent(name, key -> {
            Label label = new Label(HealthText.component(name, messages));
            label.getStyleClass().add("start-part");
            Label time = new Label();
            time.getStyleClass().add("start-time");
            times.put(name, time);
            int at = rows.size();
            parts.add(label, 1, at);
            parts.add(time, 2, at);
            Scene scene = parts.getScene();
            if (scene != null) {
                // With large text there is no room for all: what goes on now is what somebody waits for.
                Scrolling.afterLayout(scene, () -> Scrolling.reveal(label));
            }
            return at;
        });
        parts.getChildren().removeIf(node -> isMark(node, row));
        if (milliseconds == null) {
            parts.add(busy(), 0, row);
        } else {
            LevelIcon done = new LevelIcon();
            done.level(Level.GOOD);
            parts.add(done, 0, row);
            Label time = times.get(name);
            if (time != null) {
                time.setText(messages.get("unit.ms", messages.number(milliseconds, 0)));
            }
        }
    }

    private static ProgressIndicator busy() {
        ProgressIndicator busy = new ProgressIndicator();
        busy.getStyleClass().add("start-busy");
        return busy;
    }

    private static boolean isMark(Node node, int row) {
        return GridPane.getColumnIndex(node) == 0 && GridPane.getRowIndex(node) == row;
    }
}
