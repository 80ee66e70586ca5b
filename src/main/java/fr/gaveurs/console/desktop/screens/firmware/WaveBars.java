package fr.gaveurs.console.desktop.screens.firmware;

import fr.gaveurs.console.api.firmware.Rollouts.InstallState;
import fr.gaveurs.console.api.firmware.Rollouts.Rollout;
import fr.gaveurs.console.api.firmware.Rollouts.RolloutState;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** How many stations of a rollout are how far, as one bar with a mark at each wave's end, and in words. */
final class WaveBars extends VBox {
    private final Messages messages;
    private final GridPane bar = new GridPane();
    private final GridPane marks = new GridPane();
    private final Label words = Labels.wrapping("", "firmware-text");

    /** What is told apart: a colour never stands alone, the words below count the same. */
    enum Part {
        CONFIRMED,
        ACTIVE,
        FAILED,
        WENT_BACK,
        WAITING,
        CANCELED;

        static Part of(InstallState state) {
            return switch (state) {
                case CONFIRMED -> CONFIRMED;
                case FAILED, LOST -> FAILED;
                case ROLLED_BACK -> WENT_BACK;
                case WAITING -> WAITING;
                case CANCELED -> CANCELED;
                case OFFERED, ACCEPTED, DOWNLOADING, VERIFIED, REBOOTING, PROVING, REVERTING -> ACTIVE;
            };
        }
    }

    WaveBars(Messages messages) {
        this.messages = messages;
        getStyleClass().add("wave-bars");
        bar.getStyleClass().add("wave-bar");
        marks.getStyleClass().add("wave-marks");
        setMinHeight(USE_PREF_SIZE);
        getChildren().addAll(bar, marks, words);
    }

    static int[] parts(Rollout rollout) {
        int[] counts = new int[Part.values().length];
        for (Map.Entry<InstallState, Integer> each : rollout.counts().entrySet()) {
            counts[Part.of(each.getKey()).ordinal()] += each.getValue();
        }
        if (rollout.state() == RolloutState.DRAFT) {
            counts[Part.WAITING.ordinal()] = rollout.stations(); // those that it would take
        }
        return counts;
    }

    void show(Rollout rollout) {
        int[] counts = parts(rollout);
        bar.getChildren().clear();
        bar.getColumnConstraints().clear();
        List<String> said = new ArrayList<>();
        int column = 0;
        for (Part part : Part.values()) {
            int count = counts[part.ordinal()];
            if (count == 0) {
                continue;
            }
            Region piece = new Region();
            piece.getStyleClass().addAll("wave-piece", part.name().toLowerCase(Locale.ROOT));
            bar.getColumnConstraints().add(share(count, rollout.stations()));
            bar.add(piece, column++, 0);
            said.add(messages.count("firmware.part." + part.name(), count));
        }
        waves(rollout);
        words.setText(String.join(" · ", said));
    }

    private void waves(Rollout rollout) {
        marks.getChildren().clear();
        marks.getColumnConstraints().clear();
        int before = 0;
        for (int i = 0; i < rollout.waves().size(); i++) {
            int end = rollout.waves().get(i);
            Label number = new Label(Integer.toString(i + 1));
            StackPane mark = new StackPane(number);
            mark.setAlignment(Pos.CENTER_RIGHT);
            mark.getStyleClass().add("wave-mark");
            if (i + 1 == rollout.wave() && !rollout.state().isFinal()) {
                mark.getStyleClass().add("present");
            }
            marks.getColumnConstraints().add(share(end - before, rollout.stations()));
            marks.add(mark, i, 0);
            before = end;
        }
    }

    private static ColumnConstraints share(int part, int whole) {
        ColumnConstraints column = new ColumnConstraints();
        column.setPercentWidth(100.0 * part / Math.max(1, whole));
        column.setFillWidth(true);
        return column;
    }
}
