package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.api.models.Truth.AgreementReport;
import fr.gaveurs.console.api.models.Truth.BlindSample;
import fr.gaveurs.console.api.models.Truth.Inspection;
import fr.gaveurs.console.api.models.Truth.QueueQuery;
import fr.gaveurs.console.desktop.kit.DigitKeys;
import fr.gaveurs.console.desktop.kit.Kept;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Roomy;
import fr.gaveurs.console.desktop.kit.Wrapping;
import fr.gaveurs.console.desktop.screens.models.JudgeViewModel.Question;
import fr.gaveurs.console.desktop.screens.models.chart.PictureCard;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * Where an inspector judges samples without their grades: the picture, and the questions beside it. 1 to 5 answer, 0 leaves
 * open, Backspace goes back, Enter keeps, N passes on, P corrects the one before.
 */
final class JudgePane extends HBox {
    private static final int ASKED = 10;

    private final ModelsBackend backend;
    private final Messages messages;
    private JudgeViewModel model = new JudgeViewModel();
    private final BlindPicture picture;
    private final PictureCard card;
    private final Label which = Labels.wrapping("", "models-title");
    private final Label second = Labels.wrapping("", "models-text");
    private final Map<Question, QuestionRow> questions = new EnumMap<>(Question.class);
    private final TextField grams = new TextField();
    private final Button keep;
    private final Button pass;
    private final Button correct;
    private final Label count = Labels.wrapping("", "models-text");
    private final Label agreement = Labels.wrapping("", "models-text");
    private final ChangeListener<String> otherJudge = (name, before, now) -> someoneElse();
    private boolean asking;
    private boolean keeping;
    private boolean filling;
    /** Whether the console said, since the last sample, that there is none. */
    private boolean empty;

    JudgePane(ModelsBackend backend) {
        this.backend = backend;
        this.messages = backend.messages();
        getStyleClass().addAll("models-page", "judge");
        picture = new BlindPicture(messages, backend.palette());
        card = new PictureCard("save-blind", messages.get("models.picture.blind"), picture, backend.pictures());
        card.getStyleClass().add("judge-picture");
        HBox.setHgrow(card, Priority.ALWAYS);
        VBox form = new VBox(which, second);
        form.getStyleClass().addAll("models-detail", "judge-form");
        for (Question each : Question.values()) {
            QuestionRow row = new QuestionRow(messages, each, this::answered, this::typed);
            questions.put(each, row);
            form.getChildren().add(row);
        }
        grams.setId("judgeGrams");
        grams.setPrefColumnCount(6);
        grams.setPromptText("g");
        grams.textProperty().subscribe((before, now) -> weighed());
        grams.setOnAction(event -> requestFocus());
        form.getChildren().add(Fields.named(messages.get("models.judge.grams"), grams));
        keep = button("judgeKeep", "models.judge.keep", this::keep);
        keep.getStyleClass().add("accent");
        pass = button("judgePass", "models.judge.pass", this::pass);
        correct = button("judgeCorrect", "models.judge.correct", this::correct);
        Wrapping acts = new Wrapping();
        acts.getStyleClass().add("models-acts");
        acts.getChildren().addAll(keep, pass, correct);
        agreement.setId("judgeAgreement");
        form.getChildren()
                .addAll(acts, count, Labels.wrapping(messages.get("models.judge.keys"), "models-text"), agreement);
        Roomy side = new Roomy();
        side.setContent(form);
        side.getStyleClass().add("judge-side");
        getChildren().addAll(card, side);
        // Of its own, so that keys work as soon as the page is there; nothing of it is typed into.
        setFocusTraversable(true);
        // What was pressed takes it afterwards, where it wants it.
        addEventFilter(MouseEvent.MOUSE_PRESSED, event -> requestFocus());
        backend.who().addListener(new WeakChangeListener<>(otherJudge));
        fill();
        Kept.part(this, JudgeViewModel.class, () -> model, this::goOn);
    }

    /** Goes on with what was judged in another window. */
    private void goOn(JudgeViewModel before) {
        model = before;
        fill();
    }

    private Button button(String id, String words, Runnable act) {
        Button button = new Button(messages.get(words));
        button.setId(id);
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(event -> {
            act.run();
            if (!button.isFocusVisible()) {
                requestFocus();
            }
        });
        return button;
    }

    private void someoneElse() {
        model.someoneElse();
        empty = false;
        fill();
        if (getScene() != null) {
            ask();
        }
    }

    /** Asks for samples where few are left, and how far people agree. */
    void ask() {
        backend.take(backend.api().agreement(), this::agreement);
        more();
    }

    private void more() {
        if (asking || !model.isShort()) {
            return;
        }
        asking = true;
        backend.take(
                backend.api().queue(new QueueQuery(ASKED)),
                samples -> {
                    BlindSample before = model.sample();
                    boolean known = empty;
                    model.queue(samples);
                    empty = model.sample() == null;
                    if (!Objects.equals(model.sample(), before) || known != empty) {
                        fill();
                    }
                },
                () -> asking = false);
    }

    private void agreement(AgreementReport report) {
        List<String> parts = new ArrayList<>();
        parts.add(
                report.kappa() == null
                        ? messages.count("models.agreement.few", report.pairs())
                        : messages.count("models.agreement.kappa", report.pairs(), messages.number(report.kappa(), 2)));
        report.differences()
                .forEach(each -> parts.add(messages.get(
                        "models.agreement.figure",
                        messages.get("models.kind." + each.kind().key()),
                        messages.number(each.meanDifference(), 2))));
        agreement.setText(String.join(" · ", parts));
    }

    /** A key that was pressed in the screen. */
    void key(KeyEvent event) {
        if (event.isShortcutDown() || event.isControlDown() || event.isAltDown() || event.isMetaDown()) {
            return;
        }
        if (event.getTarget() instanceof TextInputControl) {
            return; // typed, and Enter leads back
        }
        int place = DigitKeys.place(event);
        if (place >= 0 && place < JudgeViewModel.STEPS) {
            model.answer(place + 1);
        } else if (place == 9) {
            model.leaveOpen();
        } else if (event.getCode() == KeyCode.BACK_SPACE) {
            model.back();
        } else if (event.getCode() == KeyCode.ENTER && !(event.getTarget() instanceof Button)) {
            keep();
        } else if (event.getCode() == KeyCode.N) {
            pass();
        } else if (event.getCode() == KeyCode.P) {
            correct();
        } else {
            return;
        }
        event.consume();
        fill();
    }

    private void answered(Question of, int step) {
        model.answer(of, step);
        fill();
        requestFocus();
    }

    /** A figure was typed; null: back to the keyboard of the steps. */
    private void typed(Question of, @Nullable String text) {
        if (filling) {
            return;
        }
        if (text == null) {
            requestFocus();
            return;
        }
        model.exact(of, JudgeViewModel.share(text));
        marks();
    }

    private void weighed() {
        if (!filling) {
            model.grams(JudgeViewModel.weight(grams.getText()));
            marks();
        }
    }

    private boolean typedRight() {
        return questions.values().stream().allMatch(QuestionRow::isRight)
                && (grams.getText().isBlank() || JudgeViewModel.weight(grams.getText()) != null);
    }

    private void keep() {
        Inspection said = model.inspection();
        BlindSample judged = model.sample();
        if (said == null || keeping || !typedRight()) {
            return;
        }
        keeping = true;
        keep.setDisable(true);
        backend.take(
                backend.api().inspect(said),
                done -> {
                    if (Objects.equals(judged, model.sample())) {
                        model.kept();
                        fill();
                    }
                    ask();
                },
                () -> {
                    keeping = false;
                    marks();
                });
    }

    private void pass() {
        model.pass();
        fill();
        more();
    }

    private void correct() {
        if (model.hasLast()) {
            model.correctLast();
            fill();
        }
    }

    /** Puts everything into its place. */
    private void fill() {
        filling = true;
        BlindSample now = model.sample();
        empty = empty && now == null;
        String none = messages.get(empty ? "models.judge.none" : "models.asking");
        picture.show(now, none);
        which.setText(
                now == null
                        ? none
                        : messages.get(
                                "models.judge.sample",
                                now.deviceId(),
                                now.lot() == null ? Messages.NONE : now.lot(),
                                messages.dateTime(now.time())));
        card.title(
                now == null
                        ? messages.get("models.picture.blind")
                        : messages.get("models.picture.blind.of", now.sampleId()));
        // Its line is kept, so that the questions below stay where they are.
        second.setText(messages.get(now != null && now.second() ? "models.judge.second" : "models.judge.first"));
        questions.forEach((each, row) -> row.show(model.step(each), model.exact(each)));
        Double weight = model.grams();
        grams.setText(weight == null ? "" : messages.number(weight, 1));
        filling = false;
        marks();
    }

    private void marks() {
        boolean here = model.sample() != null;
        questions.forEach((each, row) -> row.current(here && each == model.question()));
        keep.setDisable(keeping || !model.isAnswered() || !typedRight());
        pass.setDisable(!here);
        correct.setDisable(!model.hasLast());
        count.setText(messages.count("models.judge.count", model.judged()));
    }
}
