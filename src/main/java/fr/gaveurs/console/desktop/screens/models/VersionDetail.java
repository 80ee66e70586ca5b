package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.ModelsApi;
import fr.gaveurs.console.api.models.Training.TargetReport;
import fr.gaveurs.console.api.models.Training.TrainingReport;
import fr.gaveurs.console.api.models.Versions.Ranked;
import fr.gaveurs.console.api.models.Versions.Version;
import fr.gaveurs.console.api.models.Versions.VersionCard;
import fr.gaveurs.console.api.models.Versions.VersionState;
import fr.gaveurs.console.client.ModelClient;
import fr.gaveurs.console.desktop.kit.Buttons;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.PopOvers;
import fr.gaveurs.console.desktop.kit.ReasonForm.Question;
import fr.gaveurs.console.desktop.kit.Visibility;
import fr.gaveurs.console.desktop.kit.Wrapping;
import fr.gaveurs.console.desktop.kit.pump.SystemDialogs;
import fr.gaveurs.console.desktop.screens.models.VersionsViewModel.Row;
import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/** A version's card: what may be done with it, its errors, what it was made of, its pictures, and what it was used for. */
final class VersionDetail extends VBox {
    /** In the order of their buttons; each has its place for good, and rests where it cannot be done. */
    private static final List<Route> ACTS = List.of(
            ModelsApi.SHADOW_MODEL, ModelsApi.ACTIVATE_MODEL, ModelsApi.DEACTIVATE_MODEL, ModelsApi.RETIRE_MODEL);

    private final ModelsBackend backend;
    private final Messages messages;
    private final ModelsText words;
    private final Runnable again;
    private final Label title = Labels.wrapping("", "models-head");
    private final Label standing = Labels.wrapping("", "models-standing");
    private final Label fault = Labels.wrapping("", "models-wrong");
    private final Map<Route, Button> buttons = new LinkedHashMap<>();
    private final Button download;
    private final ErrorTable errors;
    private final CardFacts facts;
    private final CardPictures pictures;
    private final Label uses = Labels.wrapping("", "models-text");
    private List<Ranked> ranked = List.of();
    private @Nullable Row row;
    private @Nullable VersionCard card;

    /** @param again asks for the list at once */
    VersionDetail(ModelsBackend backend, Runnable again) {
        this.backend = backend;
        this.again = again;
        messages = backend.messages();
        words = new ModelsText(messages);
        getStyleClass().add("models-detail");
        Wrapping acts = new Wrapping();
        acts.getStyleClass().add("models-acts");
        ACTS.forEach(act -> buttons.put(act, made(act)));
        acts.getChildren().addAll(buttons.values());
        download = Buttons.of("modelDownload", messages.get("models.download"), this::chooseTarget);
        acts.getChildren().add(download);
        errors = new ErrorTable(messages);
        facts = new CardFacts(messages);
        pictures = new CardPictures(backend);
        getChildren()
                .addAll(
                        title,
                        standing,
                        fault,
                        acts,
                        errors,
                        pictures,
                        Labels.wrapping(messages.get("models.card.facts"), "models-title"),
                        facts,
                        Labels.wrapping(messages.get("models.card.uses"), "models-title"),
                        uses);
        Visibility.show(this, false);
    }

    private Button made(Route act) {
        Button button = new Button(messages.get("models.act." + act.id()));
        button.setId("act-" + act.id());
        button.setMinWidth(USE_PREF_SIZE);
        button.setDisable(true);
        button.setOnAction(event -> {
            Row now = row;
            if (now != null) {
                want(act, now.version(), button);
            }
        });
        return button;
    }

    void ranked(List<Ranked> all) {
        if (!ranked.equals(all)) {
            ranked = all;
            pictures.show(card, ranked);
        }
    }

    void show(@Nullable Row now) {
        Visibility.show(this, now != null);
        boolean other = row == null
                || now == null
                || row.version().id() != now.version().id();
        row = now;
        if (now == null) {
            card = null;
            return;
        }
        Version version = now.version();
        title.setText(words.title(version));
        standing.setText(words.standing(now));
        fault.setText(words.fault(version));
        Visibility.show(fault, version.fault() != null);
        can(VersionsViewModel.acts(version));
        if (other) {
            card = null;
            asking();
        }
        backend.take(backend.api().card(version.id()), this::answered);
    }

    /** The keyboard stays among the buttons. */
    private void can(List<Route> acts) {
        boolean focused = buttons.values().stream().anyMatch(Button::isFocused);
        buttons.forEach((act, button) -> button.setDisable(!acts.contains(act)));
        if (focused && buttons.values().stream().noneMatch(each -> each.isFocused() && !each.isDisabled())) {
            download.requestFocus();
        }
    }

    private void answered(VersionCard answer) {
        Row now = row;
        if (now != null && now.version().id() == answer.version().id() && !answer.equals(card)) {
            card = answer;
            report(answer);
            Long dataset = answer.version().datasetId();
            if (dataset != null) {
                backend.take(backend.api().dataset(dataset), found -> {
                    if (answer.equals(card)) {
                        facts.dataset(found);
                    }
                });
            }
        }
    }

    /** Nothing is said of a version before its card is there. */
    private void asking() {
        errors.asking();
        facts.show(null);
        pictures.show(null, ranked);
        uses.setText(messages.get("models.asking"));
    }

    private void report(VersionCard now) {
        errors.show(now.report());
        facts.show(now);
        pictures.show(now, ranked);
        uses.setText(
                now.assignments().isEmpty()
                        ? messages.get("models.card.unused")
                        : String.join(
                                "\n",
                                now.assignments().stream()
                                        .map(each -> words.role(each.role()) + " · " + words.period(each))
                                        .toList()));
    }

    private void want(Route act, Version version, Button pressed) {
        if (act.equals(ModelsApi.ACTIVATE_MODEL)) {
            backend.take(backend.api().gate(version.id()), gate -> {
                if (pressed.getScene() != null && row != null && row.version().id() == version.id()) {
                    PopOvers.show(pressed, new GateForm(messages, version, gate, why -> work(act, version)
                            .accept(backend.because(why))));
                }
            });
            return;
        }
        boolean loses = !act.equals(ModelsApi.SHADOW_MODEL);
        PopOvers.ask(
                pressed,
                messages,
                new Question(
                        messages.get("models.ask." + act.id() + last(act, version), words.title(version)),
                        pressed.getText(),
                        loses,
                        List.of()),
                (choice, why) -> work(act, version).accept(backend.because(why)));
    }

    /** The end of the key of what is asked: retiring the active version leaves none. */
    private static String last(Route act, Version version) {
        return act.equals(ModelsApi.RETIRE_MODEL) && version.state() == VersionState.ACTIVE ? ".active" : "";
    }

    private Consumer<ModelClient> work(Route act, Version version) {
        return client -> backend.take(client.act(act, version.id()), done -> {
            backend.good(messages.get("models.done." + act.id(), words.title(done)));
            again.run();
        });
    }

    private void chooseTarget() {
        Row now = row;
        if (now == null) {
            return;
        }
        FileChooser dialog = new FileChooser();
        dialog.setTitle(download.getText());
        dialog.setInitialFileName(ModelsText.file(now.version()));
        File target = SystemDialogs.save(dialog, getScene().getWindow());
        if (target != null) {
            save(target);
        }
    }

    /** Writes the file of the version in view. */
    void save(File target) {
        Row now = row;
        if (now != null) {
            backend.take(
                    backend.api()
                            .artefact(now.version().id(), target.toPath(), bytes -> {})
                            .done(),
                    bytes -> backend.good(messages.get("models.downloaded", target.getName())));
        }
    }

    /** The report of the target that is looked at; null where there is none. */
    static @Nullable TargetReport of(@Nullable TrainingReport report, Target target) {
        return report == null
                ? null
                : report.targets().stream()
                        .filter(each -> Objects.equals(each.target(), target))
                        .findFirst()
                        .orElse(null);
    }
}
