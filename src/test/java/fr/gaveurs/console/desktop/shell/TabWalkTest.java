package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUpBackend;
import fr.gaveurs.console.desktop.MadeUpFirmware;
import fr.gaveurs.console.desktop.MadeUpModels;
import fr.gaveurs.console.desktop.kit.FocusOrder;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.kit.NoticePane;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TabPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever walks through a screen by Tab comes to everything that can be pressed, sees where the keyboard is at each step,
 * and comes round.
 */
@ExtendWith(Patience.class)
class TabWalkTest {
    private static final int MOST = 120;
    /** Of a control that is larger than its view so much is enough to see where the keyboard is, px. */
    private static final double ENOUGH = 24;

    @TempDir
    Path folder;

    @Test
    void throughEveryScreen() {
        List<String> wrong = new ArrayList<>();
        int walked = 0;
        try (TestBackend backend = MadeUpModels.in(MadeUpFirmware.in(MadeUpBackend.inTrouble(12)));
                OpenWindow open = new OpenWindow(folder, Language.EN, Theme.LIGHT, 150).connect(backend)) {
            Fx.run(() -> {
                open.stage().setWidth(1_000);
                open.stage().setHeight(768);
            });
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".station-tile")) == 12);
            for (String screen : Fx.call(() -> open.workbench().entries())) {
                Fx.run(() -> open.workbench().choose(screen));
                Fx.settle(open.stage());
                int pages = Fx.call(() -> tabs(open).size());
                for (int page = 0; page < Math.max(1, pages); page++) {
                    int now = page;
                    Fx.run(() -> {
                        if (now < tabs(open).size()) {
                            tabs(open).get(now).run();
                        }
                    });
                    settle(open);
                    walked += walk(open, screen + " " + page, wrong);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(walked).isGreaterThan(300);
    }

    /** Until what is shown does not change any more. */
    private static void settle(OpenWindow open) {
        for (int before = -1, again = 0; again < 3; ) {
            Fx.settle(open.stage());
            int now = Fx.call(() -> FocusOrder.within(place(open)).size());
            again = now == before ? again + 1 : 0;
            before = now;
        }
    }

    /** Answers in how many steps it came round. */
    private static int walk(OpenWindow open, String where, List<String> wrong) {
        Fx.run(() -> FocusOrder.within(place(open)).getFirst().requestFocus());
        open.press(KeyCode.TAB);
        Node first = Fx.call(() -> open.stage().getScene().getFocusOwner());
        Set<Node> seen = new LinkedHashSet<>();
        List<Node> wanted = Fx.call(() -> wanted(open));
        int steps = 0;
        do {
            open.press(KeyCode.TAB);
            Node at = Fx.call(() -> open.stage().getScene().getFocusOwner());
            String why = Fx.call(() -> lost(open, at));
            if (why != null) {
                wrong.add(where + ": after "
                        + (seen.isEmpty() ? first : List.copyOf(seen).getLast()) + " " + why);
                return steps;
            }
            seen.add(at);
            steps++;
        } while (!Fx.call(() -> open.stage().getScene().getFocusOwner()).equals(first) && steps < MOST);
        if (steps == MOST) {
            wrong.add(where + " does not come round");
        }
        Fx.run(() -> {
            List<Node> still = wanted(open);
            wanted.stream()
                    .filter(node -> still.contains(node) && !seen.contains(node))
                    .forEach(node -> wrong.add(where + ": Tab does not lead to " + name(node)));
        });
        return steps;
    }

    private static List<Node> wanted(OpenWindow open) {
        return FocusOrder.within(open.stage().getScene().getRoot()).stream()
                .filter(node -> !inside(node) && !(node instanceof NoticePane))
                .toList();
    }

    /** Parts of a control, and others of a choice, to which arrows lead. */
    private static boolean inside(Node node) {
        if (node instanceof ToggleButton toggle && toggle.getToggleGroup() != null && !toggle.isSelected()) {
            return true;
        }
        for (Node outer = node.getParent(); outer != null; outer = outer.getParent()) {
            if (outer instanceof ComboBox<?> || outer instanceof ListView<?>) {
                return true;
            }
        }
        return false;
    }

    /** Why nobody sees where the keyboard is; null where it is seen. */
    private static @Nullable String lost(OpenWindow open, @Nullable Node node) {
        if (node == null) {
            return "nothing has the keyboard";
        }
        if (node.isDisabled() || !node.isVisible()) {
            return name(node) + " rests or is hidden";
        }
        Bounds seen = node.localToScene(node.getLayoutBounds());
        double high = Math.min(ENOUGH, seen.getHeight());
        double wide = Math.min(ENOUGH, seen.getWidth());
        for (Parent outer = node.getParent(); outer != null; outer = outer.getParent()) {
            if (!outer.isVisible()) {
                return name(node) + " is in what is hidden";
            }
            if (outer instanceof ScrollPane pane) {
                Node port = pane.lookup(".viewport");
                seen = common(seen, port.localToScene(port.getLayoutBounds()));
            }
        }
        seen = common(
                seen,
                new BoundingBox(
                        0,
                        0,
                        open.stage().getScene().getWidth(),
                        open.stage().getScene().getHeight()));
        return seen.getHeight() < high - 1.5 || seen.getWidth() < wide - 1.5
                ? name(node) + " is out of view: " + seen
                : null;
    }

    private static Bounds common(Bounds a, Bounds b) {
        double left = Math.max(a.getMinX(), b.getMinX());
        double top = Math.max(a.getMinY(), b.getMinY());
        return new BoundingBox(
                left,
                top,
                Math.max(0, Math.min(a.getMaxX(), b.getMaxX()) - left),
                Math.max(0, Math.min(a.getMaxY(), b.getMaxY()) - top));
    }

    private static String name(Node node) {
        String words = node instanceof Labeled labeled ? labeled.getText() : node.getAccessibleText();
        return node.getClass().getSimpleName() + "#" + node.getId() + node.getStyleClass() + " “" + words + "”";
    }

    private static Node place(OpenWindow open) {
        return open.stage().getScene().getRoot().lookup(".place-scroll");
    }

    /** What leads to each of a screen's pages. */
    static List<Runnable> tabs(OpenWindow open) {
        List<Runnable> tabs = new ArrayList<>();
        for (Node node : place(open).lookupAll("*")) {
            if (tabs.isEmpty() && node instanceof SegmentedButton segments) {
                segments.getButtons().forEach(button -> tabs.add(button::fire));
            } else if (tabs.isEmpty() && node instanceof TabPane pane) {
                pane.getTabs()
                        .forEach(tab -> tabs.add(() -> pane.getSelectionModel().select(tab)));
            }
        }
        return tabs;
    }
}
