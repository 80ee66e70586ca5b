package fr.gaveurs.console.desktop.screens.live;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** One figure on top of the screen: its name, its value, and a word beside it; in fewer words where room is short. */
public final class FigureCard extends VBox {
    private static final PseudoClass ALERT = PseudoClass.getPseudoClass("alert");
    private static final PseudoClass OLD = PseudoClass.getPseudoClass("old");

    private String full = "";
    private String brief = "";
    private boolean narrow;
    private LiveViewModel.Figure shown = LiveViewModel.Figure.NONE;
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
        full = text;
        words();
    }

    public String getTitle() {
        return full;
    }

    /** Set from the FXML: the title where room is short. */
    public void setBrief(String text) {
        brief = text;
        words();
    }

    public String getBrief() {
        return brief;
    }

    void figure(LiveViewModel.Figure figure) {
        shown = figure;
        value.setText(figure.value());
        pseudoClassStateChanged(ALERT, figure.alert());
        pseudoClassStateChanged(OLD, figure.old());
        words();
    }

    void narrow(boolean now) {
        narrow = now;
        words();
    }

    private void words() {
        title.setText(narrow ? brief : full);
        note.setText(narrow ? shown.brief() : shown.note());
        setAccessibleText(full + " " + shown.value() + " " + shown.note());
    }
}
