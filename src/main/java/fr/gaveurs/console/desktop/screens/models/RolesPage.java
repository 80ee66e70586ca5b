package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.api.models.Versions.Assignment;
import fr.gaveurs.console.api.models.Versions.AssignmentQuery;
import fr.gaveurs.console.desktop.kit.Buttons;
import fr.gaveurs.console.desktop.kit.FieldChecks;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Wrapping;
import fr.gaveurs.console.desktop.kit.pump.Poll;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Which version had which role when: what ran on 3 March. It is only added to. */
final class RolesPage implements ModelsPage {
    private static final Duration BETWEEN_ANSWERS = Duration.ofSeconds(5);

    private final ModelsBackend backend;
    private final Messages messages;
    private final ModelsText words;
    private final VBox root = new VBox();
    private final Rows<Assignment> rows;
    private final TextField when = new TextField();
    private final Label answer = Labels.wrapping("", "models-standing");
    private final FieldChecks checks = new FieldChecks();
    private final Poll<List<Assignment>> poll;

    RolesPage(ModelsBackend backend) {
        this.backend = backend;
        messages = backend.messages();
        words = new ModelsText(messages);
        rows = new Rows<Assignment>(
                        "roleList", messages, "models.roles.none", each -> Long.toString(each.id()), chosen -> {})
                .lines(words::assignment, words::period);
        when.setId("rolesWhen");
        when.setPrefColumnCount(16);
        when.setPromptText(messages.get("models.roles.prompt"));
        when.setAccessibleText(messages.get("models.roles.when"));
        when.setOnAction(event -> ask());
        Button ask = Buttons.of("rolesAsk", messages.get("models.roles.ask"), this::ask);
        Label name = new Label(messages.get("models.roles.when"));
        name.setLabelFor(when);
        name.setMinWidth(Region.USE_PREF_SIZE);
        Wrapping tools = new Wrapping();
        tools.getStyleClass().add("models-acts");
        tools.getChildren().addAll(name, when, ask);
        Label problem = Labels.below("question-problem");
        checks.add(
                when,
                problem,
                text -> DayFields.moment(text, messages.zone()) == null ? messages.get("models.roles.wrong") : "");
        answer.setId("rolesAnswer");
        VBox.setVgrow(rows.list(), Priority.ALWAYS);
        root.getStyleClass().add("models-right");
        root.getChildren().addAll(tools, problem, answer, rows.list());
        answer.setText(messages.get("models.roles.how"));
        poll = backend.poll(
                BETWEEN_ANSWERS,
                () -> backend.api().assignments(new AssignmentQuery(null, null)),
                now -> rows.fill(now, chosen -> {}));
    }

    private void ask() {
        Instant moment = DayFields.moment(when.getText(), messages.zone());
        if (!checks.pass() || moment == null) {
            return;
        }
        backend.take(
                backend.api().assignments(new AssignmentQuery(moment, null)),
                found -> answer.setText(said(moment, found)));
    }

    private String said(Instant moment, List<Assignment> found) {
        String at = messages.dateTime(moment);
        List<String> ran = found.stream()
                .filter(each -> each.versionId() != null)
                .map(words::assignment)
                .toList();
        return ran.isEmpty()
                ? messages.get("models.roles.nothing", at)
                : messages.get("models.roles.ran", at, String.join(" ; ", ran));
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
    public String opened() {
        return rows.opened();
    }

    @Override
    public void open(String item) {
        rows.open(item);
    }
}
