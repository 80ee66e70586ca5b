package fr.gaveurs.console.desktop.screens.health;

import fr.gaveurs.console.desktop.kit.Tip;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;

/** Names with their values, side by side as far as there is room. */
final class Figures extends FlowPane {
    private static final int LONG = 40;

    private List<String> names = List.of();

    Figures() {
        getStyleClass().add("component-figures");
        setMinWidth(0); // by itself it would be as wide as its widest pair wants to be
        // Its height is reckoned for this width before it is known how wide it will be.
        setPrefWrapLength(1_200);
        managedProperty().bind(visibleProperty());
        setVisible(false);
    }

    /** Labels are kept while the names stay the same, so that a value that changes costs one label's text. */
    void show(List<Map.Entry<String, String>> now) {
        List<String> wanted = now.stream().map(Map.Entry::getKey).toList();
        if (!wanted.equals(names)) {
            names = wanted;
            getChildren().clear();
            for (String figure : wanted) {
                Label key = new Label(figure);
                key.getStyleClass().add("figure-key");
                Label value = new Label();
                value.getStyleClass().add("figure-amount");
                for (Label label : List.of(key, value)) {
                    label.setMinWidth(USE_PREF_SIZE);
                }
                value.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
                HBox pair = new HBox(key, value);
                pair.maxWidthProperty().bind(widthProperty());
                pair.getStyleClass().add("figure-pair");
                getChildren().add(pair);
            }
            setVisible(!wanted.isEmpty());
        }
        for (int i = 0; i < now.size(); i++) {
            HBox pair = (HBox) getChildren().get(i);
            show((Label) pair.getChildren().getLast(), now.get(i).getValue());
        }
    }

    /** What is short is never cut; a long path loses its middle where there is no room, and is whole in the tip. */
    private static void show(Label label, String value) {
        boolean isLong = value.length() > LONG;
        if (isLong != (label.getTooltip() != null)) {
            label.setMinWidth(isLong ? 0 : USE_PREF_SIZE);
            label.setTooltip(isLong ? new Tip() : null);
            if (isLong) {
                label.getStyleClass().add("elides");
            } else {
                label.getStyleClass().remove("elides");
            }
        }
        if (label.getTooltip() != null) {
            label.getTooltip().setText(value);
        }
        label.setText(value);
    }
}
