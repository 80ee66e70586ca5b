package fr.gaveurs.console.desktop.live;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** One figure on top of the screen: its name, its value, and a word beside it. */
public final class FigureCard extends VBox {
    private static final PseudoClass ALERT = PseudoClass.getPseudoClass("alert");
    private static final PseudoClass OLD = PseudoClass.getPseudoClass("old");

    private final Label title = new Label();
    private final Label value = new Label();
    private final Label note = new Label();

    public FigureCard() {
        getStyleClass().add("figure-card");
        title.getStyleClass().add("figure-title");
        value.getStyleClass().add("figure-value");
        note.getStyleClass().add("figure-note");
        // The value is what the card is for: where room is short, the word beside it gives way.
        value.setMinWidth(USE_PREF_SIZE);
        HBox line = new HBox(value, note);
        line.getStyleClass().add("figure-line");
        getChildren().addAll(title, line);
    }

    /** Set from the FXML. */
    public void setTitle(String text) {
        title.setText(text);
    }

    public String getTitle() {
        return title.getText();
    }

    void figure(LiveViewModel.Figure figure) {
        value.setText(figure.value());
        note.setText(figure.note());
        pseudoClassStateChanged(ALERT, figure.alert());
        pseudoClassStateChanged(OLD, figure.old());
        setAccessibleText(title.getText() + " " + figure.value() + " " + figure.note());
    }
}
