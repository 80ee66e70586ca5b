package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.Fxml;
import fr.gaveurs.console.desktop.kit.Messages;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;

/** Controller of {@code fxml/name.fxml}: asks for the name of somebody who was not in front of this window before. */
public final class NamePane {
    private final TextField name;
    private final Consumer<String> chosen;
    private final Runnable cancel;
    private final Parent root;

    @FXML
    private StackPane namePlace;

    @FXML
    private Button take;

    /** @param chosen told the name, which is never empty */
    NamePane(Messages messages, Consumer<String> chosen, Runnable cancel) {
        this.name = ActorChoice.field(messages);
        this.chosen = chosen;
        this.cancel = cancel;
        this.root = Fxml.load("name", messages, this);
    }

    @FXML
    public void initialize() {
        name.setId("newName");
        name.setOnAction(event -> take.fire());
        namePlace.getChildren().add(name);
        take.disableProperty().bind(name.textProperty().map(String::isBlank));
    }

    Parent node() {
        root.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                cancel.run();
                event.consume();
            }
        });
        return root;
    }

    void focus() {
        name.requestFocus();
    }

    @FXML
    public void take() {
        chosen.accept(name.getText().strip());
    }

    @FXML
    public void cancel() {
        cancel.run();
    }
}
