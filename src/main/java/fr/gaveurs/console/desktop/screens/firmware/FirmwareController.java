package fr.gaveurs.console.desktop.screens.firmware;

import fr.gaveurs.console.api.firmware.Firmware.Fit;
import fr.gaveurs.console.api.firmware.Firmware.StationHistory;
import fr.gaveurs.console.api.firmware.Rollouts.RolloutDetails;
import fr.gaveurs.console.client.FirmwareClient;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.screens.firmware.FirmwareViewModel.Everything;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** Controller of {@code fxml/firmware.fxml}: four pages, a line that says what went wrong, and a question before an act. */
public final class FirmwareController {
    private final Messages messages;
    private final Backend backend;
    private final ToggleGroup choice = new ToggleGroup();
    private @Nullable RolloutsPane rollouts;
    private @Nullable ImagesPane images;
    private @Nullable FleetPane fleet;
    private @Nullable KeysPane keys;

    @FXML
    private FlowPane tabs;

    @FXML
    private StackPane page;

    @FXML
    private Label note;

    @FXML
    private HBox question;

    @FXML
    private Label questionText;

    @FXML
    private TextField questionWhy;

    @FXML
    private Button questionYes;

    /** What the pages ask for. Answers come on the FX thread; what fails is shown in the line of the screen. */
    interface Backend {
        FirmwareClient api();

        /** For an act: the journal keeps why; null where nobody said. */
        FirmwareClient because(@Nullable String why);

        void rollout(long id, Consumer<RolloutDetails> answer);

        void fits(long image, Consumer<List<Fit>> answer);

        void station(String deviceId, Consumer<StationHistory> answer);

        <T> void take(CompletableFuture<T> asked, Consumer<T> answer);

        /** Runs on the FX thread, soon. */
        void progress(Runnable shown);

        /** Asks for everything at once. */
        void again();
    }

    FirmwareController(Messages messages, Backend backend) {
        this.messages = messages;
        this.backend = backend;
    }

    @FXML
    public void initialize() {
        RolloutsPane madeRollouts = new RolloutsPane(messages, this, backend);
        ImagesPane madeImages = new ImagesPane(messages, this, backend);
        FleetPane madeFleet = new FleetPane(messages, backend);
        KeysPane madeKeys = new KeysPane(messages, this, backend);
        rollouts = madeRollouts;
        images = madeImages;
        fleet = madeFleet;
        keys = madeKeys;
        tab("rollouts", madeRollouts).setSelected(true);
        tab("images", madeImages);
        tab("stations", madeFleet);
        tab("keys", madeKeys);
        note.setVisible(false);
        noQuestion();
    }

    private ToggleButton tab(String key, Node content) {
        ToggleButton button = new ToggleButton(messages.get("firmware.tab." + key));
        button.setId("firmware-" + key);
        button.getStyleClass().add("firmware-tab");
        button.setToggleGroup(choice);
        button.setOnAction(event -> button.setSelected(true));
        button.selectedProperty().subscribe(selected -> {
            if (selected) {
                page.getChildren().setAll(content);
            }
        });
        tabs.getChildren().add(button);
        return button;
    }

    void show(Everything everything) {
        note.setVisible(false);
        if (rollouts != null && images != null && fleet != null && keys != null) {
            rollouts.show(everything.rollouts());
            images.show(everything.images());
            fleet.show(everything.stations());
            keys.show(everything.keys());
        }
    }

    /** Says what went wrong until the next answer. */
    void failed(String words) {
        say(messages.get("firmware.failed", words));
    }

    void say(String words) {
        note.setText(words);
        note.setVisible(true);
    }

    /**
     * Asks before something is done.
     *
     * @param act what the button says
     * @param yes is given what acts for the reason that was typed
     */
    void ask(String words, String act, Consumer<FirmwareClient> yes) {
        questionText.setText(words);
        questionYes.setText(act);
        questionYes.setOnAction(event -> {
            String why = questionWhy.getText().strip();
            noQuestion();
            yes.accept(backend.because(why.isEmpty() ? null : why));
        });
        question.setVisible(true);
        question.setManaged(true);
        questionYes.requestFocus();
    }

    @FXML
    public void noQuestion() {
        question.setVisible(false);
        question.setManaged(false);
        questionWhy.clear();
    }

    void hidden() {
        noQuestion();
    }

    void focus() {
        tabs.getChildren().getFirst().requestFocus();
    }
}
