package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.api.Listing;
import fr.gaveurs.console.api.firmware.Rollouts.Rollout;
import fr.gaveurs.console.api.firmware.Rollouts.RolloutState;
import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.MadeUpFirmware;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An empty list of any screen says whether it is asked for, whether there is nothing, or why it could not be had. */
@ExtendWith(Patience.class)
class EmptyListsTest {
    @TempDir
    Path folder;

    private OpenWindow open(TestBackend backend) {
        backend.greeting(MadeUp.snapshot(MadeUp.everything()), MadeUp.pulse(MadeUp.everything()))
                .pulse(MadeUp.pulse(MadeUp.everything()));
        OpenWindow open = new OpenWindow(folder, Language.EN, Theme.LIGHT, 100).connect(backend);
        await().until(() -> Fx.call(() -> PicturesTest.count(open, ".station-tile")) == 12);
        return open;
    }

    /**
     * Goes through all screens and their pages, and waits on each until such words stand in each empty list; what is said in
     * place of rows, by screen, page and list.
     */
    private static Map<String, String> said(OpenWindow open, Predicate<String> known) {
        Map<String, String> said = new TreeMap<>();
        for (String screen : Fx.call(() -> open.workbench().entries())) {
            Fx.run(() -> open.workbench().choose(screen));
            Fx.settle(open.stage());
            int pages = Fx.call(() -> TabWalkTest.tabs(open).size());
            for (int page = 0; page < Math.max(1, pages); page++) {
                int now = page;
                Fx.run(() -> {
                    if (now < TabWalkTest.tabs(open).size()) {
                        TabWalkTest.tabs(open).get(now).run();
                    }
                });
                Fx.settle(open.stage());
                await().until(() ->
                        Fx.call(() -> lists(place(open)).stream().allMatch(list -> known.test(words(list)))));
                Fx.run(() -> lists(place(open))
                        .forEach(list -> said.put(screen + " " + now + " " + list.getId(), words(list))));
            }
        }
        return said;
    }

    private static Node place(OpenWindow open) {
        return open.stage().getScene().getRoot().lookup(".place-scroll");
    }

    /** Empty ones in view; those that open out of a box are none. */
    private static List<Node> lists(Node node) {
        List<Node> found = new ArrayList<>();
        if (!node.isVisible() || node instanceof ComboBox<?>) {
            return found;
        }
        if ((node instanceof ListView<?> list && list.getItems().isEmpty())
                || (node instanceof TableView<?> table && table.getItems().isEmpty())) {
            found.add(node);
        } else if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> found.addAll(lists(child)));
        }
        return found;
    }

    private static String words(Node list) {
        Node placeholder =
                list instanceof ListView<?> rows ? rows.getPlaceholder() : ((TableView<?>) list).getPlaceholder();
        return placeholder instanceof Label label ? label.getText() : String.valueOf(placeholder);
    }

    @Test
    void beforeAnyAnswerEachSaysThatItIsAskedFor() {
        CountDownLatch gate = new CountDownLatch(1);
        try (TestBackend backend = new TestBackend().before(gate);
                OpenWindow open = open(backend)) {
            assertThat(said(open, words -> words.endsWith("…"))).hasSizeGreaterThan(14);
            gate.countDown(); // else the end of the server waits for those who wait
        } finally {
            gate.countDown();
        }
    }

    @Test
    void withoutAnAnswerEachSaysWhy() {
        try (TestBackend backend = new TestBackend();
                OpenWindow open = open(backend)) {
            assertThat(said(open, words -> words.contains("read: the server’s answer")))
                    .hasSizeGreaterThan(14);
        }
    }

    @Test
    void aChosenRolloutShowsNoStationsOfTheOneBefore() {
        CountDownLatch gate = new CountDownLatch(1);
        try (TestBackend backend = MadeUpFirmware.in(new TestBackend())
                        .answer(
                                "/api/firmware/ota",
                                200,
                                new Listing<>(List.of(
                                        MadeUpFirmware.rollout(7, RolloutState.PAUSED),
                                        MadeUpFirmware.rollout(8, RolloutState.DONE))))
                        .before("/api/firmware/ota/8", gate);
                OpenWindow open = open(backend)) {
            FirmwareWindow window = new FirmwareWindow(open, Language.EN);
            await().until(() -> window.rows("rolloutStations") > 6);
            Fx.run(() -> ((ListView<?>) window.find("rolloutList"))
                    .getSelectionModel()
                    .select(1));
            assertThat(window.rows("rolloutStations")).isZero();
            assertThat(Fx.call(() -> words(window.find("rolloutStations")))).endsWith("…");
            gate.countDown();
            await().untilAsserted(() -> assertThat(Fx.call(() -> words(window.find("rolloutStations"))))
                    .contains("could not be read"));
        } finally {
            gate.countDown();
        }
    }

    /** Nothing stands beside it. */
    @Test
    void anEmptyListOfRolloutsHasTheWholeWidthForItsWords() {
        try (TestBackend backend = MadeUpFirmware.in(new TestBackend())
                        .answer("/api/firmware/ota", 200, new Listing<>(List.of()));
                OpenWindow open = open(backend)) {
            FirmwareWindow window = new FirmwareWindow(open, Language.EN);
            await().until(() ->
                    !Fx.call(() -> words(window.find("rolloutList"))).endsWith("…"));
            Fx.settle(open.stage());
            double list = Fx.call(() -> ((ListView<?>) window.find("rolloutList")).getWidth());
            assertThat(list).isGreaterThan(0.9 * Fx.call(() -> ((Region) place(open)).getWidth()));
        }
    }

    /** The button rests at once: on the one beside it a second Enter would undo the first. */
    @Test
    void theKeyboardGoesToTheListWhenARolloutIsPaused() {
        Rollout running = MadeUpFirmware.rollout(7, RolloutState.RUNNING);
        Rollout paused = MadeUpFirmware.rollout(7, RolloutState.PAUSED);
        try (TestBackend backend = MadeUpFirmware.in(new TestBackend())
                        .answer("/api/firmware/ota", 200, new Listing<>(List.of(running)))
                        .answer("/api/firmware/ota/7/pause", 200, paused);
                OpenWindow open = open(backend)) {
            FirmwareWindow window = new FirmwareWindow(open, Language.EN);
            window.awaitButton("rollout-pause");
            Fx.run(() -> window.find("rollout-pause").requestFocus());
            backend.answer("/api/firmware/ota", 200, new Listing<>(List.of(paused)));
            open.press(KeyCode.ENTER);
            window.awaitButton("rollout-resume");
            assertThat(Fx.call(() -> window.find("rolloutList").isFocused())).isTrue();
            open.press(KeyCode.ENTER);
            open.press(KeyCode.SPACE);
            Fx.settle(open.stage());
            assertThat(backend.sent)
                    .extracting(TestBackend.Sent::pathAndQuery)
                    .containsExactly("/api/firmware/ota/7/pause");
        }
    }
}
