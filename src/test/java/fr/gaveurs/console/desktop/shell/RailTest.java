package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUpBackend;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.collections.SetChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RailTest {
    @TempDir
    Path folder;

    private static Node box(OpenWindow open) {
        return Objects.requireNonNull(open.stage().getScene().lookup(".rail"));
    }

    private static boolean is(OpenWindow open, String form) {
        return Fx.call(() -> box(open).getPseudoClassStates().contains(PseudoClass.getPseudoClass(form)));
    }

    private static void height(OpenWindow open, double height) {
        Fx.run(() -> open.stage().setHeight(height));
        Fx.settle(open.stage());
        Fx.settle(open.stage());
    }

    /** Each form that is tried gives everything in the rail its style anew. */
    @Test
    void triesNoFormTwiceUnlessItsHeightMayHaveChanged() {
        try (TestBackend backend = MadeUpBackend.inTrouble(1);
                OpenWindow open = new OpenWindow(folder).connect(backend)) {
            open.onScreen();
            height(open, 1_000);
            height(open, 600);
            assertThat(is(open, "icons")).isTrue();
            List<String> changes = new ArrayList<>();
            Fx.run(() -> box(open).getPseudoClassStates().addListener((SetChangeListener<PseudoClass>)
                    change -> changes.add(change.toString())));
            for (double height : new double[] {610, 605, 600}) {
                height(open, height);
            }
            assertThat(changes).as("the same form").isEmpty();
            height(open, 1_000);
            assertThat(is(open, "icons")).as("as much room as there is").isFalse();
        }
    }

    @Test
    void largerTextTakesLessRoomAndSmallerMore() {
        try (TestBackend backend = MadeUpBackend.inTrouble(1);
                OpenWindow open = new OpenWindow(folder).connect(backend)) {
            open.onScreen();
            height(open, 900);
            boolean before = is(open, "icons");
            for (int percent : new int[] {200, 100}) {
                Fx.run(() -> open.textPercent(percent));
                Fx.settle(open.stage());
                Fx.settle(open.stage());
                ScrollPane scroll =
                        (ScrollPane) Fx.call(() -> open.stage().getScene().lookup(".rail-scroll"));
                double needed = Fx.call(() -> ((Region) box(open)).prefHeight(-1));
                assertThat(needed).isLessThanOrEqualTo(Fx.call(scroll::getHeight));
                if (percent == 200) {
                    assertThat(is(open, "icons")).isTrue();
                }
            }
            assertThat(is(open, "icons")).isEqualTo(before);
        }
    }
}
