package fr.gaveurs.console.desktop.shell;

import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUp;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StationAddressTest {
    @TempDir
    Path folder;

    @Test
    void theScreenOfAStationThatNeverSentTellsTheAddressOfThisComputer() {
        try (TestBackend backend = new TestBackend()
                        .answer("/api/sqal/dashboard/overview", 200, MadeUp.overview(12))
                        .answer("/api/sqal/samples", 200, new Page<>(List.of(), null));
                OpenWindow open = new OpenWindow(folder)) {
            backend.greeting(MadeUp.snapshot(MadeUp.everything()), MadeUp.pulse(MadeUp.everything()));
            open.connect(backend);
            await().until(() -> Fx.call(() -> open.frame.workbench() != null));
            Fx.run(() -> open.workbench().openStation("ESP32_NEVER", null, null));
            await().until(() ->
                    Fx.call(() -> open.stage().getScene().lookup(".station-empty-text") instanceof Label text
                            && text.getText().contains(OpenWindow.SENSORS.getFirst())));
        }
    }
}
