package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.api.models.Gradings.GradingInput;
import fr.gaveurs.console.api.models.Gradings.ProductGrading;
import fr.gaveurs.console.desktop.kit.Buttons;
import fr.gaveurs.console.desktop.kit.Choice;
import fr.gaveurs.console.desktop.kit.Kept;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.ManyChoice;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.OnOff;
import fr.gaveurs.console.desktop.kit.PopOvers;
import fr.gaveurs.console.desktop.kit.ReasonForm.Question;
import fr.gaveurs.console.desktop.kit.Roomy;
import fr.gaveurs.console.desktop.kit.Visibility;
import fr.gaveurs.console.desktop.kit.pump.Poll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * Of which products the active model's figures take the formula's place in the score. An administrator's, off by default,
 * never without a reason: each sample that was graded so says it for ever.
 */
final class GradingPage implements ModelsPage {
    private static final Duration BETWEEN_ANSWERS = Duration.ofSeconds(5);

    /** Stations that the closed box names. */
    private static final int NAMED = 2;

    private final ModelsBackend backend;
    private final Messages messages;
    private final ModelsText words;
    private final HBox root = new HBox();
    private final Rows<ProductGrading> rows;
    private final Label title = Labels.wrapping("", "models-head");
    private final Label standing = Labels.wrapping("", "models-standing");
    private final OnOff byModel;
    private final VBox place = new VBox();
    /** Takes other stations while it is on. */
    private final Button keep;

    private final Label missing;
    private final Label trouble = Labels.wrapping("", "models-wrong");
    private final VBox detail;
    private final Poll<List<ProductGrading>> poll;
    private ManyChoice<String> stations;
    private long shown = -1;

    GradingPage(ModelsBackend backend) {
        this.backend = backend;
        messages = backend.messages();
        words = new ModelsText(messages);
        rows = new Rows<ProductGrading>(
                        "gradingList",
                        messages,
                        "models.grading.none",
                        each -> Long.toString(each.profileId()),
                        this::choose)
                .lines(ProductGrading::profileName, this::state);
        byModel = new OnOff(messages.get("models.grading.by_model"));
        byModel.setId("gradingByModel");
        byModel.onTurned(this::want);
        keep = Buttons.of("gradingKeep", messages.get("models.grading.keep"), this::askToKeep, "small");
        stations = offer(List.of());
        missing = Labels.wrapping(messages.get("models.grading.missing"), "models-wrong");
        Visibility.show(missing, false);
        detail = new VBox(
                title,
                standing,
                trouble,
                place,
                keep,
                byModel,
                missing,
                Labels.wrapping(messages.get("models.grading.how"), "models-text"));
        detail.getStyleClass().add("models-detail");
        detail.setVisible(false);
        Kept.about(detail, () -> shown);
        VBox left = new VBox(rows.list());
        left.getStyleClass().add("models-left");
        VBox.setVgrow(rows.list(), Priority.ALWAYS);
        Roomy right = new Roomy();
        right.setContent(detail);
        HBox.setHgrow(right, Priority.ALWAYS);
        root.getStyleClass().add("models-page");
        root.getChildren().addAll(left, right);
        poll = backend.poll(BETWEEN_ANSWERS, () -> backend.api().gradings(), now -> rows.fill(now, this::choose));
    }

    private String state(ProductGrading grading) {
        String how = messages.get(grading.byModel() ? "models.grading.model" : "models.grading.formula");
        if (grading.changedAt() == null) {
            return how;
        }
        String by = grading.changedBy() == null
                ? ""
                : " · " + messages.get("models.roles.by", words.by(grading.changedBy()));
        String why = grading.reason() == null ? "" : " · " + grading.reason();
        return how + " · " + messages.get("models.since", messages.dayTime(grading.changedAt())) + by + why;
    }

    /** What is not as it was wanted; empty for nothing. */
    private String trouble(ProductGrading grading) {
        List<String> lines = new ArrayList<>();
        if (grading.trouble() != null) {
            lines.add(messages.get("models.grading.trouble"));
        }
        if (!grading.unknownDeviceIds().isEmpty()) {
            lines.add(messages.get("models.grading.unknown", String.join(", ", grading.unknownDeviceIds())));
        }
        return String.join("\n", lines);
    }

    /** Those that stand in the hall, and those that were named before. */
    private ManyChoice<String> offer(List<String> named) {
        TreeMap<String, String> known = new TreeMap<>();
        named.forEach(each -> known.put(each, each));
        backend.feed().stations().forEach(each -> known.put(each.deviceId(), each.name()));
        List<Choice<String>> entries = new ArrayList<>();
        known.forEach((id, name) -> entries.add(new Choice<>(id, name)));
        String name = messages.get("models.grading.stations");
        ManyChoice<String> box = Fields.many(
                "gradingStations", name, messages.get("models.grading.stations.none"), entries, NAMED, ", +");
        box.check(named);
        box.getCheckModel().getCheckedItems().addListener((ListChangeListener<Choice<String>>)
                change -> canKeep(box.values()));
        place.getChildren().setAll(Fields.named(name, box));
        return box;
    }

    private void choose(@Nullable ProductGrading grading) {
        detail.setVisible(grading != null);
        if (grading == null) {
            return;
        }
        title.setText(grading.profileName());
        standing.setText(state(grading));
        trouble.setText(trouble(grading));
        Visibility.show(trouble, !trouble.getText().isEmpty());
        byModel.show(grading.byModel());
        if (shown != grading.profileId()) {
            shown = grading.profileId();
            Visibility.show(missing, false);
            stations = offer(grading.deviceIds());
        }
        canKeep(stations.values());
    }

    private void canKeep(List<String> named) {
        ProductGrading grading = rows.chosen();
        keep.setDisable(grading == null
                || !grading.byModel()
                || named.isEmpty()
                || Set.copyOf(named).equals(Set.copyOf(grading.deviceIds())));
    }

    /** It is shown as it is until the console has it otherwise. */
    private void want(boolean on) {
        byModel.show(!on);
        ask(on, byModel);
    }

    private void askToKeep() {
        ask(true, keep);
    }

    private void ask(boolean on, Control pressed) {
        ProductGrading grading = rows.chosen();
        if (grading == null) {
            return;
        }
        List<String> named = stations.values();
        Visibility.show(missing, on && named.isEmpty());
        if (on && named.isEmpty()) {
            return;
        }
        PopOvers.ask(
                pressed,
                messages,
                new Question(
                        messages.get(
                                on ? "models.grading.ask.on" : "models.grading.ask.off",
                                grading.profileName(),
                                String.join(", ", named)),
                        messages.get(on ? "models.grading.on" : "models.grading.off"),
                        true,
                        List.of()),
                (choice, why) -> backend.take(
                        backend.because(why).grade(grading.profileId(), new GradingInput(on, on ? named : null)),
                        done -> {
                            backend.good(messages.get("models.grading.done", done.profileName(), state(done)));
                            poll.start();
                        }));
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void shown() {
        poll.start();
    }

    @Override
    public void failed(String reason) {
        rows.failed(reason);
    }

    @Override
    public void hidden() {
        poll.stop();
    }

    @Override
    public void open(String item) {
        rows.open(item);
    }

    @Override
    public String opened() {
        return rows.opened();
    }
}
