package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.desktop.kit.Kept;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Segments;
import fr.gaveurs.console.desktop.kit.pump.Poll;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;

/** Truth: where somebody judges, and all that was said. */
final class TruthPage implements ModelsPage {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    private enum Part {
        JUDGE,
        LABELS
    }

    private final VBox root = new VBox();
    private final StackPane place = new StackPane();
    private final JudgePane judge;
    private final LabelsPane labels;
    private final Segments<Part> parts;
    /** Samples come by themselves while none is there to be judged. */
    private final Poll<Boolean> looks;

    private Part part = Part.JUDGE;
    private boolean inView;

    TruthPage(ModelsBackend backend) {
        Messages messages = backend.messages();
        judge = new JudgePane(backend);
        labels = new LabelsPane(backend);
        SegmentedButton box = Segments.box(List.of(Part.values()), each -> messages.get("models.truth." + each.name()));
        box.getButtons().get(0).setId("truth-judge");
        box.getButtons().get(1).setId("truth-labels");
        parts = new Segments<>(box, List.of(Part.values()), part, this::select);
        looks = backend.poll(BETWEEN_LOOKS, () -> CompletableFuture.completedFuture(true), any -> judge.ask());
        VBox.setVgrow(place, Priority.ALWAYS);
        place.getChildren().setAll(judge);
        Kept.pages(place, List.of(judge, labels));
        root.getStyleClass().add("models-right");
        root.getChildren().addAll(new HBox(box), place);
    }

    private void select(Part now) {
        boolean shown = inView;
        if (shown) {
            hidden();
        }
        part = now;
        place.getChildren().setAll(now == Part.JUDGE ? judge : labels);
        if (shown) {
            shown();
        }
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void shown() {
        inView = true;
        if (part == Part.JUDGE) {
            looks.start();
            Scene scene = root.getScene();
            Node owner = scene == null ? null : scene.getFocusOwner();
            // Who walks through tabs or the rail by arrows keeps the keyboard there; keys answer from a tab as well.
            if (owner == null || !owner.isFocusVisible()) {
                judge.requestFocus();
            }
        } else {
            labels.shown();
        }
    }

    @Override
    public void pressed(KeyEvent event) {
        if (part == Part.JUDGE) {
            judge.key(event);
        }
    }

    @Override
    public boolean focus() {
        if (part == Part.JUDGE) {
            judge.requestFocus();
        }
        return part == Part.JUDGE;
    }

    @Override
    public void hidden() {
        inView = false;
        looks.stop();
        labels.hidden();
    }

    @Override
    public void open(String item) {
        for (Part each : Part.values()) {
            if (each.name().equals(item)) {
                parts.select(each);
                select(each);
            }
        }
    }

    @Override
    public String opened() {
        return part.name();
    }
}
