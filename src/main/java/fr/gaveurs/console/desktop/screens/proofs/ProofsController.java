package fr.gaveurs.console.desktop.screens.proofs;

import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Level;
import fr.gaveurs.console.desktop.kit.LevelIcon;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Visibility;
import fr.gaveurs.console.desktop.screens.proofs.ProofsViewModel.Fact;
import fr.gaveurs.console.desktop.screens.proofs.ProofsViewModel.FindingRow;
import fr.gaveurs.console.desktop.screens.proofs.ProofsViewModel.WitnessRow;
import java.util.Arrays;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Controller of {@code fxml/proofs.fxml}. */
public final class ProofsController {
    private static final List<String> STYLES =
            Arrays.stream(Level.values()).map(Level::style).toList();

    /** Lines that a person reads; the log's own command tells more of them. */
    private static final int MOST = 100;

    private final Messages messages;
    private final ProofsViewModel model;
    private final Actions actions;

    @FXML
    private LevelIcon verdictIcon;

    @FXML
    private Label verdictTitle;

    @FXML
    private Label verdictText;

    @FXML
    private ProgressBar progress;

    @FXML
    private Button verify;

    @FXML
    private Button cancel;

    @FXML
    private GridPane facts;

    @FXML
    private VBox witnesses;

    @FXML
    private VBox findings;

    @FXML
    private VBox findingsPanel;

    /** What the person may do. */
    interface Actions {
        void verify();

        void cancel();

        void sign();
    }

    ProofsController(Messages messages, ProofsViewModel model, Actions actions) {
        this.messages = messages;
        this.model = model;
        this.actions = actions;
    }

    @FXML
    public void initialize() {
        verdictTitle.textProperty().bind(model.title());
        verdictText.textProperty().bind(model.text());
        model.level().subscribe(level -> {
            verdictIcon.level(level);
            verdictTitle.getStyleClass().removeAll(STYLES);
            verdictTitle.getStyleClass().add(level.style());
        });
        progress.progressProperty().bind(model.progress());
        model.running().subscribe(running -> {
            // Its room is kept: the buttons stand below it.
            progress.setVisible(running);
            cancel.setDisable(!running);
            verify.setDisable(running);
        });
        follow();
    }

    private void follow() {
        model.facts().addListener((ListChangeListener<Fact>) change -> facts());
        model.witnesses().addListener((ListChangeListener<WitnessRow>) change -> witnesses());
        model.findings().addListener((ListChangeListener<FindingRow>) change -> findings());
        witnesses();
        findings();
    }

    private void facts() {
        facts.getChildren().clear();
        int row = 0;
        for (Fact fact : model.facts()) {
            Label name = Labels.wrapping(fact.name(), "proofs-name");
            name.setMinWidth(Label.USE_PREF_SIZE);
            // Keys and roots are compared letter by letter elsewhere: they can be copied.
            TextField value = new TextField(fact.value());
            value.setEditable(false);
            value.getStyleClass().add("proofs-value");
            value.setAccessibleText(fact.name());
            GridPane.setHgrow(value, Priority.ALWAYS);
            facts.addRow(row++, name, value);
        }
    }

    private void witnesses() {
        witnesses
                .getChildren()
                .setAll(
                        model.witnesses().isEmpty()
                                ? List.of(Labels.wrapping(messages.get("proofs.witness.none"), "proofs-empty"))
                                : model.witnesses().stream()
                                        .map(ProofsController::witness)
                                        .toList());
    }

    private static Node witness(WitnessRow row) {
        LevelIcon icon = new LevelIcon();
        icon.level(row.level());
        VBox words =
                new VBox(Labels.wrapping(row.name(), "proofs-witness"), Labels.wrapping(row.text(), "proofs-note"));
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox line = new HBox(icon, words);
        line.getStyleClass().add("proofs-line");
        return line;
    }

    private void findings() {
        findings.getChildren()
                .setAll(model.findings().stream()
                        .limit(MOST)
                        .map(ProofsController::finding)
                        .toList());
        if (model.findings().size() > MOST) {
            findings.getChildren()
                    .add(Labels.wrapping(
                            messages.count("proofs.more", model.findings().size() - MOST), "proofs-note"));
        }
        Visibility.show(findingsPanel, !model.findings().isEmpty());
    }

    private static Node finding(FindingRow row) {
        VBox words =
                new VBox(Labels.wrapping(row.kind(), "proofs-witness"), Labels.wrapping(row.detail(), "proofs-note"));
        words.getStyleClass().add("proofs-finding");
        return words;
    }

    @FXML
    public void verify() {
        actions.verify();
    }

    @FXML
    public void cancel() {
        actions.cancel();
    }

    @FXML
    public void sign() {
        actions.sign();
    }

    void focus() {
        verify.requestFocus();
    }
}
