package fr.gaveurs.console.desktop.screens.stations;

import fr.gaveurs.console.api.devices.Devices.Board;
import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.desktop.kit.Choice;
import fr.gaveurs.console.desktop.kit.FieldChecks;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ReasonField;
import fr.gaveurs.console.desktop.kit.StationView;
import fr.gaveurs.console.desktop.kit.SteadyButton;
import fr.gaveurs.console.desktop.kit.Wrapping;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What is asked before something is done to a station: a sentence, its fields, and a button with the act's name. */
final class QuestionPane extends VBox {
    private static final int LONGEST_NAME = 60;
    private static final List<Integer> HOURS = List.of(1, 4, 8, 24);

    private final Messages messages;
    private final BiConsumer<StationAct, @Nullable String> confirmed;
    private final Runnable cancelled;
    private final Supplier<Collection<String>> lines;
    private final Supplier<Instant> now;
    private final SteadyButton confirm = new SteadyButton();
    private final Button cancel = new Button();
    private FieldChecks checks = new FieldChecks();
    private Supplier<@Nullable StationAct> answer = () -> null;
    private @Nullable ReasonField reason;
    private @Nullable Node first;
    /** What the button is called while nothing is under way. */
    private String named = "";

    /**
     * @param confirmed told what is to be done, and why; null where nobody said so
     * @param lines that stations stand at
     * @param now the backend's time
     */
    QuestionPane(
            Messages messages,
            BiConsumer<StationAct, @Nullable String> confirmed,
            Runnable cancelled,
            Supplier<Collection<String>> lines,
            Supplier<Instant> now) {
        this.messages = messages;
        this.confirmed = confirmed;
        this.cancelled = cancelled;
        this.lines = lines;
        this.now = now;
        getStyleClass().add("question");
        cancel.setText(messages.get("stations.act.cancel"));
        cancel.setId("actCancel");
        cancel.setOnAction(event -> this.cancelled.run());
        confirm.setId("actConfirm");
        confirm.setOnAction(event -> send());
        cancel.setMinWidth(USE_PREF_SIZE);
    }

    private void send() {
        StationAct act = answer.get();
        ReasonField why = reason;
        if (act != null && (why == null || why.check())) {
            confirmed.accept(act, why == null ? null : why.reason());
        }
    }

    /**
     * Asks about one act on a station.
     *
     * @param claim which of several boards it is about; null for the one that is shown
     */
    void show(ActKind kind, Device device, @Nullable String claim) {
        getChildren().clear();
        checks = new FieldChecks();
        first = null;
        named = messages.get("stations.act." + kind.key());
        confirm.setText(named);
        confirm.words(named, messages.get("stations.act.running"), erase(kind));
        confirm.getStyleClass().setAll("button", kind.destroys() ? "danger" : "accent");
        switch (kind) {
            case RENAME -> rename(device);
            case MOVE -> move(device);
            case MAINTAIN -> maintain();
            case CALIBRATE -> calibrate(device);
            case RESET_TOKEN ->
                ask(
                        "reset_token",
                        new StationAct.ResetToken(claim == null ? device.board().claim() : claim));
            case BLOCK -> ask("block", new StationAct.Block(), StationView.nameOf(device));
            case FORGET -> forget(device);
            case APPROVE ->
                ask(
                        "approve",
                        new StationAct.Approve(claim == null ? device.board().claim() : claim),
                        StationView.nameOf(device));
            case UNBLOCK ->
                ask(
                        Board.isLocal(device.board().address()) ? "unblock.local" : "unblock",
                        new StationAct.Unblock(),
                        StationView.nameOf(device));
            case END_MAINTENANCE -> throw new IllegalArgumentException("nothing is asked for " + kind);
        }
        reason = kind == ActKind.MAINTAIN ? null : reason(kind);
        Wrapping buttons = new Wrapping();
        buttons.getStyleClass().add("question-buttons");
        buttons.getChildren().setAll(confirm, cancel);
        getChildren().add(buttons);
    }

    /** Leads the keyboard to the first field, or else to where nothing is lost. */
    void focus() {
        Node to = first == null ? cancel : first;
        to.requestFocus();
    }

    /** @param running whether the act is under way */
    void busy(boolean running) {
        if (running) {
            named = confirm.getText();
        }
        confirm.setText(running ? messages.get("stations.act.running") : named);
    }

    private void ask(String key, StationAct act, Object... arguments) {
        words(messages.get("stations.ask." + key, arguments));
        answer = () -> act;
    }

    private void words(String text) {
        getChildren().add(Labels.wrapping(text, "question-text"));
    }

    /** Asks why; what is done to the station for a time has a reason of its own. */
    private ReasonField reason(ActKind kind) {
        ReasonField field = new ReasonField(messages, kind.needsReason(), this::send);
        getChildren().add(field);
        if (first == null) {
            first = field.field();
        }
        return field;
    }

    private <T extends Node> T field(String name, T field) {
        Label label = Labels.wrapping(name, "stations-quiet");
        label.setLabelFor(field);
        field.setAccessibleText(name);
        getChildren().addAll(label, field);
        if (first == null) {
            first = field;
        }
        return field;
    }

    private TextField text(String name, @Nullable String value) {
        TextField field = field(name, new TextField(value == null ? "" : value));
        field.getStyleClass().add("question-field");
        field.setOnAction(event -> send());
        return field;
    }

    private Label problem() {
        Label label = Labels.below("question-problem");
        getChildren().add(label);
        return label;
    }

    /** Judges a field; what is wrong with it is said below it. */
    private void check(TextInputControl field, Predicate<String> right, String words) {
        checks.add(field, problem(), text -> right.test(text.strip()) ? "" : words);
    }

    /** What the button says where samples go too. */
    private String erase(ActKind kind) {
        return messages.get(kind == ActKind.FORGET ? "stations.act.erase" : "stations.act." + kind.key());
    }

    private void forget(Device device) {
        words(messages.get("stations.ask.forget", StationView.nameOf(device)));
        CheckBox samples = Labels.wrap(new CheckBox(messages.get("stations.ask.forget.samples")));
        samples.setId("actSamples");
        samples.selectedProperty()
                .subscribe(too -> confirm.setText(messages.get(too ? "stations.act.erase" : "stations.act.forget")));
        getChildren().add(samples);
        answer = () -> new StationAct.Forget(samples.isSelected());
    }

    private void rename(Device device) {
        words(messages.get("stations.ask.rename", device.deviceId()));
        TextField name = text(messages.get("stations.ask.rename.field"), device.name());
        name.setId("actName");
        check(name, typed -> typed.length() <= LONGEST_NAME, messages.get("stations.ask.rename.long"));
        answer = () -> checks.pass() ? new StationAct.Rename(name.getText().strip()) : null;
    }

    private void move(Device device) {
        words(messages.get("stations.ask.move"));
        ComboBox<String> line = field(messages.get("stations.ask.move.line"), new ComboBox<>());
        line.setEditable(true);
        List<String> offered = new ArrayList<>(lines.get());
        // What the board says of its place counts for nothing before somebody says so too.
        if (device.location() != null && !offered.contains(device.location())) {
            offered.add(device.location());
        }
        line.getItems().setAll(offered);
        line.getEditor().setText(device.line() == null ? "" : device.line());
        line.setId("actLine");
        check(line.getEditor(), typed -> typed.length() <= LONGEST_NAME, messages.get("stations.ask.rename.long"));
        TextField site = text(messages.get("stations.ask.move.site"), device.siteCode());
        site.setId("actSite");
        site.getStyleClass().add("question-short");
        check(site, typed -> typed.matches("|[A-Za-z]{2}"), messages.get("stations.ask.move.site.wrong"));
        answer = () -> {
            String typedSite = site.getText().strip().toUpperCase(Locale.ROOT);
            return checks.pass()
                    ? new StationAct.Move(
                            line.getEditor().getText().strip(), typedSite.equals(device.siteCode()) ? null : typedSite)
                    : null;
        };
    }

    private void maintain() {
        words(messages.get("stations.ask.maintain"));
        TextField reason = text(messages.get("stations.ask.maintain.reason"), null);
        reason.setId("actReason");
        check(
                reason,
                typed -> !typed.isEmpty() && typed.length() <= ReasonField.LONGEST,
                messages.get("stations.ask.maintain.reason.missing"));
        ComboBox<Choice<Integer>> until = field(messages.get("stations.ask.maintain.until"), new ComboBox<>());
        until.setId("actUntil");
        List<Choice<Integer>> choices = new ArrayList<>();
        choices.add(new Choice<>(null, messages.get("stations.ask.maintain.open")));
        HOURS.forEach(hours -> choices.add(new Choice<>(hours, messages.count("stations.ask.maintain.hours", hours))));
        Choice.fill(until, choices, null);
        answer = () -> {
            Choice<Integer> chosen = until.getValue();
            Integer hours = chosen == null ? null : chosen.value();
            return checks.pass()
                    ? new StationAct.Maintain(
                            reason.getText().strip(),
                            hours == null ? null : now.get().plus(Duration.ofHours(hours)))
                    : null;
        };
    }

    private void calibrate(Device device) {
        CalibrationPane form = new CalibrationPane(messages, device.calibration(), this::send);
        getChildren().add(form);
        first = form.first();
        answer = form::answer;
    }
}
