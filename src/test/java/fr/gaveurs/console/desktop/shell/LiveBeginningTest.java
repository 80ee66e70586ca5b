package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.kit.FocusOrder;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.kit.Pieces;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The live screen is opened at its beginning, however large the text is, and what has the keyboard is in view. */
class LiveBeginningTest {
    private static final int PULSES = 16;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"100, 1366, 768", "125, 1366, 768", "200, 1366, 768", "200, 1000, 600", "200, 720, 480"})
    void itsBeginningIsInView(int percent, double width, double height) {
        try (TestBackend backend = new TestBackend()
                        .greeting(MadeUp.snapshot(MadeUp.everything()), MadeUp.pulse(MadeUp.everything()))
                        .pulse(MadeUp.pulse(MadeUp.everything()))
                        .answer("/api/sqal/dashboard/overview", 200, MadeUp.overview(12));
                OpenWindow open = new OpenWindow(folder, Language.FR, Theme.LIGHT, percent)) {
            Fx.run(() -> {
                open.stage().setWidth(width);
                open.stage().setHeight(height);
            });
            BackendAddress address =
                    new BackendAddress(URI.create("http://127.0.0.1:" + backend.port()), null, OpenWindow.SENSORS);
            open.window.prepare(address);
            open.connect(address);
            beginning(open, percent);
            open.press(KeyCode.CONTROL, KeyCode.DIGIT2);
            open.press(KeyCode.CONTROL, KeyCode.DIGIT1);
            beginning(open, percent);
        }
    }

    private static void beginning(OpenWindow open, int percent) {
        await().until(() -> Fx.call(() -> PicturesTest.count(open, ".station-tile") == 12));
        CompletableFuture<Void> settled = new CompletableFuture<>();
        Fx.run(() -> Pieces.after(open.stage().getScene(), PULSES, () -> settled.complete(null)));
        settled.join();
        assertThat(Fx.call(() -> open.workbench().shell().scrolled())).isZero();
        Node owner = Fx.call(() -> open.stage().getScene().getFocusOwner());
        assertThat(Fx.call(
                        () -> FocusOrder.isWithin(owner, open.stage().getScene().lookup(".live-screen"))))
                .isTrue();
        Bounds place = Fx.call(() -> owner.localToScene(owner.getLayoutBounds()));
        assertThat(place.getMinY()).isBetween(0.0, open.stage().getHeight() - 100);
        if (percent <= 125) {
            assertThat(owner.getStyleClass()).contains("station-tile");
        }
    }
}
