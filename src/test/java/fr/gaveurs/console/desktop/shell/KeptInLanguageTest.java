package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.WindowRobot;
import fr.gaveurs.console.desktop.kit.Choice;
import fr.gaveurs.console.desktop.kit.ManyChoice;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.kit.OnOff;
import fr.gaveurs.console.desktop.kit.PopOvers;
import fr.gaveurs.console.desktop.screens.Screens;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DatePicker;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who chooses another language finds everything that was typed, chosen and opened. With a whole console. */
@Timeout(300)
class KeptInLanguageTest {
    private static final String ID = "ESP32_LL_01";

    private static TestConsole console;

    @TempDir
    Path folder;

    /** The log's lines: it goes on, and what was chosen may have left it. */
    private static final String LOG = "list";

    /** A page of the window, and the way there. */
    private record PageOf(String screen, String tab) {}

    private static final List<PageOf> PAGES = List.of(
            new PageOf(Screens.LIVE, ""),
            new PageOf(Screens.STATIONS, ""),
            new PageOf(Screens.HEALTH, "logTab"),
            new PageOf(Screens.BUGS, "listTab"),
            new PageOf(Screens.JOURNAL, ""),
            new PageOf(Screens.PRODUCTS, "productsPage"),
            new PageOf(Screens.PRODUCTS, "recallsPage"),
            new PageOf(Screens.FEEDBACK, "feedbackFigures"),
            new PageOf(Screens.FEEDBACK, "feedbackInbox"),
            new PageOf(Screens.PROOFS, ""),
            new PageOf(Screens.REPORTS, "0"),
            new PageOf(Screens.REPORTS, "1"),
            new PageOf(Screens.REPORTS, "2"),
            new PageOf(Screens.FIRMWARE, "firmware-rollouts"),
            new PageOf(Screens.FIRMWARE, "firmware-images"),
            new PageOf(Screens.FIRMWARE, "firmware-stations"),
            new PageOf(Screens.FIRMWARE, "firmware-keys"),
            new PageOf(Screens.MODELS, "models-versions"),
            new PageOf(Screens.MODELS, "models-training"),
            new PageOf(Screens.MODELS, "models-shadow"),
            new PageOf(Screens.MODELS, "models-truth"),
            new PageOf(Screens.MODELS, "models-drift"),
            new PageOf(Screens.MODELS, "models-roles"),
            new PageOf(Screens.MODELS, "models-grading"));

    @BeforeAll
    static void start() throws Exception {
        console = TestConsole.start();
        console.store(TestMessages.graded(ID, Grade.A).lot("LOT-A"));
        console.store(TestMessages.graded("ESP32_LL_02", Grade.B).lot("LOT-A"));
    }

    @AfterAll
    static void stop() throws Exception {
        console.close();
    }

    private OpenWindow open() throws Exception {
        return new OpenWindow(folder)
                .connect(new BackendAddress(
                        URI.create(console.url()), console.backend().windowKey(), List.of()));
    }

    private static Pane place(OpenWindow open) {
        return open.workbench().shell().place();
    }

    /** What a person does before a tab changes. */
    private static void touch(Node node) {
        Event.fireEvent(node, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.SHIFT, true, false, false, false));
    }

    private static void go(OpenWindow open, PageOf page) {
        Fx.run(() -> open.workbench().choose(page.screen()));
        Fx.settle(open.stage());
        Fx.run(() -> {
            if (page.tab().matches("\\d")) {
                touch(place(open).lookup("#reportsTabs"));
                ((TabPane) place(open).lookup("#reportsTabs"))
                        .getSelectionModel()
                        .select(Integer.parseInt(page.tab()));
            } else if (!page.tab().isEmpty()) {
                ToggleButton tab = (ToggleButton) place(open).lookup("#" + page.tab());
                if (!tab.isSelected()) {
                    touch(tab);
                    tab.fire();
                }
            }
        });
        Fx.settle(open.stage());
    }

    /** All that can be typed into and chosen in view, in its order. */
    private static List<Node> fields(Node within) {
        List<Node> found = new ArrayList<>();
        collect(within, found);
        return found;
    }

    private static void collect(Node node, List<Node> found) {
        if (!node.isVisible()) {
            return;
        }
        switch (node) {
            case TextInputControl input -> {
                if (input.isEditable()) {
                    found.add(input);
                }
            }
            case DatePicker day -> found.add(day);
            case ComboBox<?> box -> found.add(box);
            case ManyChoice<?> box -> found.add(box);
            case CheckBox box -> found.add(box);
            case ToggleButton button -> found.add(button);
            case ListView<?> list -> {
                if (!LOG.equals(list.getId())) {
                    found.add(list);
                }
            }
            case Parent parent -> parent.getChildrenUnmodifiable().forEach(child -> collect(child, found));
            default -> {}
        }
    }

    private static String state(Node node) {
        Object value =
                switch (node) {
                    case TextInputControl input -> input.getText();
                    case DatePicker day -> day.getEditor().getText();
                    case ComboBox<?> box
                    when box.isEditable() -> box.getEditor().getText();
                    case ComboBox<?> box ->
                        box.getValue() instanceof Choice<?> choice ? choice.value() : box.getValue();
                    case ManyChoice<?> box -> box.values();
                    case CheckBox box -> box.isSelected();
                    case ToggleButton button -> button.isSelected();
                    case ListView<?> list -> list.getSelectionModel().getSelectedIndex();
                    default -> "";
                };
        return node.getClass().getSimpleName() + " " + node.getId() + ": " + value;
    }

    private static List<String> states(Node within) {
        return Fx.call(
                () -> fields(within).stream().map(KeptInLanguageTest::state).toList());
    }

    /** Types into all fields, and chooses everywhere something else; what that opens is filled, too. */
    private static void fill(OpenWindow open, Node within) {
        Set<Node> done = new HashSet<>();
        AtomicInteger number = new AtomicInteger();
        for (int round = 0; round < 3; round++) {
            Fx.run(() -> fields(within).stream()
                    .filter(node -> !node.isDisabled() && done.add(node))
                    .forEach(node -> fill(node, number.incrementAndGet())));
            Fx.settle(open.stage());
        }
    }

    private static void fill(Node node, int number) {
        switch (node) {
            case TextInputControl input -> input.setText("12, " + number);
            case DatePicker day -> day.getEditor().setText("31/02/2026");
            case ComboBox<?> box when box.isEditable() -> box.getEditor().setText("Ligne " + number);
            case ComboBox<?> box -> box.getSelectionModel().selectLast();
            case ManyChoice<?> box -> {
                if (!box.getItems().isEmpty()) {
                    box.getCheckModel().check(box.getItems().size() - 1);
                }
            }
            case CheckBox box -> box.fire();
            case ToggleButton button -> {
                if (button.getToggleGroup() == null && !button.isSelected()) {
                    button.fire();
                }
            }
            case ListView<?> list -> list.getSelectionModel().selectLast();
            default -> {}
        }
    }

    private static void sameAgain(OpenWindow open, Map<PageOf, List<String>> before, String when) {
        before.forEach((page, expected) -> {
            go(open, page);
            await(when + " " + page).untilAsserted(() -> assertThat(states(place(open)))
                    .as(when + " " + page)
                    .isEqualTo(expected));
        });
    }

    @Test
    void allThatWasFilledInOnEveryPageIsThereInTheOtherLanguage() throws Exception {
        try (OpenWindow open = open()) {
            for (PageOf page : PAGES) {
                go(open, page);
                fill(open, place(open));
            }
            Map<PageOf, List<String>> before = new LinkedHashMap<>();
            int filled = 0;
            for (PageOf page : PAGES) {
                go(open, page);
                List<String> now = settled(open);
                before.put(page, now);
                filled += now.size();
            }
            assertThat(filled).as("fields").isGreaterThan(80);
            open.language(Language.EN);
            sameAgain(open, before, "in English");
            // Also where nobody looked at a page between two languages.
            open.language(Language.FR);
            open.language(Language.EN);
            sameAgain(open, before, "in English again");
        }
    }

    /** Once answers came and nothing changes any more. */
    private static List<String> settled(OpenWindow open) {
        List<List<String>> last = new ArrayList<>(List.of(List.of()));
        await().pollInterval(Duration.ofMillis(300)).until(() -> {
            List<String> now = states(place(open));
            boolean same = now.equals(last.getFirst());
            last.set(0, now);
            return same;
        });
        return last.getFirst();
    }

    private static Node find(OpenWindow open, String selector) {
        return open.stage().getScene().lookup(selector);
    }

    private static boolean usable(OpenWindow open, String selector) {
        return Fx.call(() -> find(open, selector) instanceof ButtonBase button && !button.isDisabled());
    }

    private static void english(OpenWindow open) {
        Fx.run(() -> ((ButtonBase) find(open, "#railSettings")).fire());
        ToggleButton choice = open.inPanel(ToggleButton.class, "English");
        Fx.run(choice::fire);
        await().until(() -> Fx.call(() -> open.frame.messages().language() == Language.EN
                && open.workbench().node().getScene() != null
                && open.chosen() != null));
    }

    @Test
    void whatIsAskedOfAStationIsStillAskedWithWhatWasAnswered() throws Exception {
        Set<String> acts = new TreeSet<>();
        try (OpenWindow open = open()) {
            Fx.run(() -> open.workbench().manageStation(ID));
            await().until(() -> usable(open, "#act-rename"));
            acts.addAll(Fx.call(() -> open.stage().getScene().getRoot().lookupAll(".button").stream()
                    .filter(button -> !button.isDisabled() && button.getId() != null)
                    .map(Node::getId)
                    .filter(id -> id.startsWith("act-"))
                    .toList()));
        }
        assertThat(acts).contains("act-rename", "act-move", "act-calibrate", "act-block", "act-forget");
        acts.add("act-maintenance");
        try (OpenWindow open = open()) {
            Language next = Language.EN;
            for (String act : acts) {
                Fx.run(() -> open.workbench().manageStation(ID));
                await().until(() -> act.equals("act-maintenance")
                        ? Fx.call(() -> find(open, "#" + act) != null
                                && !find(open, "#" + act).isDisabled())
                        : usable(open, "#" + act));
                Fx.run(() -> {
                    if (find(open, "#" + act) instanceof ButtonBase button) {
                        button.fire();
                    } else {
                        ((OnOff) find(open, "#" + act)).setSelected(true);
                    }
                });
                await().until(() -> Fx.call(() -> find(open, ".question").isVisible()));
                fill(open, Fx.call(() -> find(open, ".question")));
                List<String> before = states(Fx.call(() -> find(open, ".question")));
                assertThat(before).as(act).hasSizeGreaterThan(act.equals("act-calibrate") ? 4 : 0);
                open.language(next);
                next = next == Language.EN ? Language.FR : Language.EN;
                await(act).untilAsserted(() -> assertThat(states(Fx.call(() -> find(open, ".question"))))
                        .as(act)
                        .isEqualTo(before));
                assertThat(Fx.call(() -> open.workbench().openStation())).isEqualTo(ID);
                // Also for whoever went elsewhere meanwhile, and comes back.
                Fx.run(() -> open.workbench().choose(Screens.JOURNAL));
                open.language(next);
                next = next == Language.EN ? Language.FR : Language.EN;
                Fx.run(() -> open.workbench().manageStation(ID));
                await(act).untilAsserted(() -> assertThat(states(Fx.call(() -> find(open, ".question"))))
                        .as(act + ", come back")
                        .isEqualTo(before));
                open.press(KeyCode.ESCAPE);
                await().until(() -> Fx.call(() -> !find(open, ".question").isVisible()));
            }
        }
    }

    @Test
    void aFormIsStillThereAfterTheLanguageWasChosenInTheSettings() throws Exception {
        try (OpenWindow open = open()) {
            open.onScreen();
            Fx.run(() -> open.workbench().manageStation(ID));
            await().until(() -> usable(open, "#act-rename"));
            WindowRobot robot = new WindowRobot(open);
            robot.click("#act-rename").type("#actName", "Poste 7").type("#actReason", "moved");
            english(open);
            await().until(() -> Fx.call(() -> find(open, "#actName") instanceof TextField name
                    && name.isVisible()
                    && name.getText().contains("Poste 7")
                    && find(open, "#actReason") instanceof TextField why
                    && why.getText().equals("moved")));
            Fx.run(() -> PopOvers.hideAll(open.stage()));
            Fx.run(() -> ((ButtonBase) find(open, "#actConfirm")).fire());
            await().until(() -> console.count("SELECT count(*) FROM devices WHERE name LIKE '%Poste 7%'") == 1);
        }
    }

    @Test
    void theChosenPartOfASampleStaysAndSoDoesWhoLooksAtAnOlderOne() throws Exception {
        console.store(TestMessages.graded(ID, Grade.C).lot("LOT-A"));
        try (OpenWindow open = open()) {
            Fx.run(() -> open.workbench().openStation(ID, null, null));
            await().until(() -> Fx.call(() -> open.workbench().context().sampleId() != null));
            String newest = Fx.call(() -> open.workbench().context().sampleId());
            Fx.run(() -> ((ToggleButton) find(open, "#smooth")).fire());
            open.press(KeyCode.DIGIT3);
            await().until(() -> {
                Fx.run(() -> ((ButtonBase) find(open, ".station-walk .button")).fire());
                return !Objects.equals(
                        newest, Fx.call(() -> open.workbench().context().sampleId()));
            });
            String older = Fx.call(() -> open.workbench().context().sampleId());
            List<String> before = states(Fx.call(() -> place(open)));
            open.language(Language.EN);
            await().untilAsserted(() -> {
                assertThat(Fx.call(() -> open.workbench().context().sampleId())).isEqualTo(older);
                assertThat(states(Fx.call(() -> place(open)))).isEqualTo(before);
            });
        }
    }

    @Test
    void whoTypesIsNotWrittenOver() throws Exception {
        try (OpenWindow open = open()) {
            open.onScreen();
            Fx.run(() -> open.workbench().choose(Screens.JOURNAL));
            Fx.run(() -> ((TextField) find(open, "#who")).setText("Paul"));
            open.language(Language.EN);
            await().until(() -> Fx.call(() -> "Paul".equals(((TextField) find(open, "#who")).getText())));
            new WindowRobot(open).type("#who", "a");
            String typed = Fx.call(() -> ((TextField) find(open, "#who")).getText());
            assertThat(typed).isNotEqualTo("Paul");
            await().during(Duration.ofSeconds(1))
                    .until(() -> Fx.call(() -> typed.equals(((TextField) find(open, "#who")).getText())));
        }
    }

    @Test
    void whereAPageWasScrolledToItStays() throws Exception {
        try (OpenWindow open = open()) {
            Fx.run(() -> {
                open.stage().setWidth(900);
                open.stage().setHeight(500);
                open.workbench().choose(Screens.REPORTS);
            });
            go(open, new PageOf(Screens.REPORTS, "2"));
            await().until(() -> Fx.call(() -> find(open, "#templatesPage") != null));
            Fx.settle(open.stage());
            Fx.run(() -> ((ScrollPane) find(open, "#templatesPage")).setVvalue(1));
            Fx.settle(open.stage());
            open.language(Language.EN);
            await().until(() ->
                    Fx.call(() -> find(open, "#templatesPage") instanceof ScrollPane pane && pane.getVvalue() > 0.9));
        }
    }
}
