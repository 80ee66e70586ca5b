package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.api.models.Training.Comparison;
import fr.gaveurs.console.api.models.Versions;
import fr.gaveurs.console.api.models.Versions.GateReport;
import fr.gaveurs.console.api.models.Versions.Version;
import fr.gaveurs.console.api.models.Versions.VersionState;
import fr.gaveurs.console.desktop.kit.Buttons;
import fr.gaveurs.console.desktop.kit.Icon;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.PanelScroll;
import fr.gaveurs.console.desktop.kit.PopOvers;
import fr.gaveurs.console.desktop.kit.ReasonField;
import fr.gaveurs.console.desktop.kit.Wrapping;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** What the gate says of a version, rule by rule, before it becomes active; where it is closed, why it shall all the same. */
final class GateForm extends VBox {
    /** @param held whether it is; {@code words} what was looked at */
    record Rule(boolean held, String words) {}

    private final ReasonField reason;
    private final Consumer<@Nullable String> yes;

    GateForm(Messages messages, Version version, GateReport gate, Consumer<@Nullable String> yes) {
        this.yes = yes;
        getStyleClass().addAll("reason-form", "gate-form");
        ModelsText words = new ModelsText(messages);
        VBox looked = new VBox(Labels.wrapping(
                messages.get(gate.open() ? "models.gate.open" : "models.gate.closed", words.title(version)),
                "question-text"));
        for (Rule rule : rules(messages, version, gate)) {
            looked.getChildren().add(line(messages, rule));
        }
        Button confirm = Buttons.of(
                "actConfirm",
                messages.get(gate.open() ? "models.act.activateModel" : "models.gate.anyway"),
                this::send,
                gate.open() ? "accent" : "danger");
        reason = new ReasonField(messages, !gate.open(), confirm::fire);
        Button cancel = Buttons.of("actCancel", messages.get("reason.cancel"), () -> PopOvers.close(this));
        Wrapping buttons = new Wrapping();
        buttons.getStyleClass().add("question-buttons");
        buttons.getChildren().addAll(confirm, cancel);
        reason.setMinHeight(USE_PREF_SIZE);
        buttons.setMinHeight(USE_PREF_SIZE);
        getChildren().addAll(new PanelScroll(looked), reason, buttons);
    }

    private static HBox line(Messages messages, Rule rule) {
        Icon icon = new Icon(rule.held() ? MaterialDesignC.CHECK : MaterialDesignC.CLOSE);
        Label text = Labels.wrapping(rule.words(), "gate-rule");
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox line = new HBox(icon, text);
        line.setAlignment(Pos.TOP_LEFT);
        line.getStyleClass().addAll("gate-line", rule.held() ? "held" : "broken");
        text.setAccessibleText(messages.get(rule.held() ? "models.gate.held" : "models.gate.broken", rule.words()));
        return line;
    }

    /** What the gate looks at, and whether it is as it should be. */
    static List<Rule> rules(Messages messages, Version version, GateReport gate) {
        ModelsText words = new ModelsText(messages);
        List<Rule> rules = new ArrayList<>();
        rules.add(new Rule(version.state() != VersionState.DRAFT, messages.get("models.gate.validated")));
        rules.add(new Rule(
                gate.shadowSamples() >= Versions.GATE_SAMPLES,
                messages.get(
                        "models.gate.samples",
                        messages.integer(gate.shadowSamples()),
                        messages.integer(Versions.GATE_SAMPLES))));
        rules.add(new Rule(
                gate.shadowDays() >= Versions.GATE_DAYS,
                messages.count("models.gate.days", gate.shadowDays(), Versions.GATE_DAYS)));
        rules.add(new Rule(
                gate.shadowStations() >= Versions.GATE_STATIONS,
                messages.count("models.gate.stations", gate.shadowStations(), Versions.GATE_STATIONS)));
        if (gate.comparisons().isEmpty()) {
            rules.add(new Rule(false, messages.get("models.gate.no_labels")));
        }
        gate.comparisons()
                .forEach((target, comparison) -> rules.add(new Rule(
                        better(comparison),
                        messages.get(
                                "models.gate.compared",
                                words.target(target),
                                words.error(target, comparison.difference()),
                                words.error(target, comparison.high()),
                                comparison.groups()))));
        return rules;
    }

    /** Whether the error is surely less than that of what is shown now. */
    static boolean better(Comparison comparison) {
        return comparison.groups() >= Versions.GATE_STATIONS && comparison.high() < 0;
    }

    private void send() {
        if (reason.check()) {
            PopOvers.close(this);
            yes.accept(reason.reason());
        }
    }
}
