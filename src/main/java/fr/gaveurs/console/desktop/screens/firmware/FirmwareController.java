package fr.gaveurs.console.desktop.screens.firmware;

import fr.gaveurs.console.api.conditions.Conditions.Condition;
import fr.gaveurs.console.api.firmware.Firmware.Fit;
import fr.gaveurs.console.api.firmware.Firmware.StationHistory;
import fr.gaveurs.console.api.firmware.Rollouts.RolloutDetails;
import fr.gaveurs.console.client.FirmwareClient;
import fr.gaveurs.console.desktop.kit.BackgroundTasks;
import fr.gaveurs.console.desktop.kit.Kept;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.PopOvers;
import fr.gaveurs.console.desktop.kit.ReasonForm.Question;
import fr.gaveurs.console.desktop.kit.Segments;
import fr.gaveurs.console.desktop.kit.Visibility;
import fr.gaveurs.console.desktop.screens.firmware.FirmwareViewModel.Everything;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;

/** Controller of {@code fxml/firmware.fxml}: four pages, and what is asked before an act. */
public final class FirmwareController {
    /** Kind of the condition that says that images are admitted that nobody signed. */
    private static final String UNSIGNED = "firmware_unsigned";

    private final Messages messages;
    private final Backend backend;
    private final RolloutsPane rollouts;
    private final ImagesPane images;
    private final FleetPane fleet;
    private final KeysPane keys;
    private @Nullable Segments<Page> pages;
    private Page chosen = Page.ROLLOUTS;

    @FXML
    private SegmentedButton tabs;

    @FXML
    private Label unsigned;

    @FXML
    private Label failure;

    @FXML
    private StackPane page;

    /** In the order of their buttons. */
    enum Page {
        ROLLOUTS,
        IMAGES,
        STATIONS,
        KEYS
    }

    /** What the pages ask for. Answers come on the FX thread; of what fails the person is told. */
    interface Backend {
        FirmwareClient api();

        /** What people call a station, and its id. */
        String called(String deviceId);

        /** For an act: the journal keeps why; null where nobody said. */
        FirmwareClient because(@Nullable String why);

        /** @param failed told why no answer came */
        void rollout(long id, Consumer<RolloutDetails> answer, Consumer<String> failed);

        /** @param failed told why no answer came */
        void fits(long image, Consumer<List<Fit>> answer, Consumer<String> failed);

        /** @param failed told why no answer came */
        void station(String deviceId, Consumer<StationHistory> answer, Consumer<String> failed);

        <T> void take(CompletableFuture<T> asked, Consumer<T> answer);

        /** Sends an image in the background. */
        void upload(ImageUpload upload);

        /** Tell what became of it, whatever is in view then. */
        BackgroundTasks tasks();

        /** Tells the person that something is done. */
        void good(String words);

        /** Tells the person what does not work. */
        void warn(String words);

        /** Asks for everything at once. */
        void again();
    }

    FirmwareController(Messages messages, Backend backend) {
        this.messages = messages;
        this.backend = backend;
        rollouts = new RolloutsPane(messages, this, backend);
        images = new ImagesPane(messages, this, backend);
        fleet = new FleetPane(messages, backend);
        keys = new KeysPane(messages, this, backend);
    }

    @FXML
    public void initialize() {
        pages = new Segments<>(tabs, List.of(Page.values()), Page.ROLLOUTS, this::page);
        page(Page.ROLLOUTS);
        Kept.pages(page, Arrays.stream(Page.values()).map(this::node).toList());
        failure.setText("");
        Visibility.show(unsigned, false);
    }

    private Node node(Page of) {
        return switch (of) {
            case ROLLOUTS -> rollouts;
            case IMAGES -> images;
            case STATIONS -> fleet;
            case KEYS -> keys;
        };
    }

    private void page(Page now) {
        chosen = now;
        page.getChildren().setAll(node(now));
    }

    /** Pages that are not in view at first. */
    List<Node> pages() {
        return List.of(images, fleet, keys);
    }

    /** Shows what happened to a station's firmware, or a page as {@link #opened} named it. */
    void open(String item) {
        String[] parts = item.split(":", -1);
        if (parts.length == 1) {
            select(Page.STATIONS);
            fleet.open(item);
            return;
        }
        for (Page each : Page.values()) {
            if (each.name().equals(parts[0])) {
                select(each);
                if (each == Page.ROLLOUTS) {
                    rollouts.choice().open(parts[1]);
                } else if (each == Page.IMAGES) {
                    images.choice().open(parts[1]);
                }
            }
        }
    }

    /** A rollout was made: it is the one that is looked at next. */
    void drafted(long id) {
        rollouts.choice().open(Long.toString(id));
    }

    private void select(Page to) {
        Objects.requireNonNull(pages).select(to);
        page(to);
    }

    /** The station that is looked at; of another page its name and what is chosen there, such as {@code IMAGES:3}. */
    @Nullable
    String opened() {
        return switch (chosen) {
            case STATIONS -> fleet.opened() == null ? chosen + ":" : fleet.opened();
            case ROLLOUTS -> chosen + ":" + rollouts.choice().opened();
            case IMAGES -> chosen + ":" + images.choice().opened();
            case KEYS -> chosen + ":";
        };
    }

    void show(Everything everything) {
        failure.setText("");
        rollouts.show(everything.rollouts());
        images.show(everything.images(), everything.stations());
        fleet.show(everything.stations());
        keys.show(everything.keys(), everything.images());
    }

    void conditions(List<Condition> open) {
        Visibility.show(
                unsigned,
                open.stream()
                        .anyMatch(condition -> condition.kind().equals(UNSIGNED) && condition.clearedAt() == null));
    }

    /** Whether images count that nobody signed. */
    boolean admitsUnsigned() {
        return unsigned.isVisible();
    }

    /** Says what went wrong until the next answer. */
    void failed(String words) {
        failure.setText(messages.get("firmware.failed", words));
        rollouts.failed(words);
        images.failed(words);
        fleet.failed(words);
        keys.failed(words);
    }

    /**
     * Asks before something is done, beside what was pressed.
     *
     * @param act what the button says
     * @param destroys whether it is not done without a reason
     * @param yes is given what acts for the reason that was typed
     */
    void ask(Node pressed, String words, String act, boolean destroys, Consumer<FirmwareClient> yes) {
        PopOvers.ask(
                pressed,
                messages,
                new Question(words, act, destroys, List.of()),
                (choice, why) -> yes.accept(backend.because(why)));
    }

    void focus() {
        tabs.getButtons().get(chosen.ordinal()).requestFocus();
    }
}
