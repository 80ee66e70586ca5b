package fr.gaveurs.console.desktop.health;

import java.util.List;
import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;

/** Names with their values, side by side as far as there is room. */
final class Figures extends FlowPane {
    private List<String> names = List.of();

    Figures() {
        getStyleClass().add("component-figures");
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
                HBox pair = new HBox(key, value);
                pair.getStyleClass().add("figure-pair");
                getChildren().add(pair);
            }
            setVisible(!wanted.isEmpty());
        }
        for (int i = 0; i < now.size(); i++) {
            HBox pair = (HBox) getChildren().get(i);
            ((Label) pair.getChildren().getLast()).setText(now.get(i).getValue());
        }
    }
}
