package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.api.conditions.Conditions.Condition;
import fr.gaveurs.console.api.realtime.Realtime;
import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.Pictures;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Patience.class)
class ConditionsInShellTest {
    private static final Condition OFFLINE = MadeUp.condition("ESP32_MT_02", "station_offline", Map.of());
    private static final Condition STUCK =
            MadeUp.condition("ESP32_LL_01", "stuck_channel", Map.of("channels", "F3, NIR"));

    @Test
    void theStatusLineCountsThemAndListsTheWorstFirst(@TempDir Path folder) throws Exception {
        try (TestBackend backend = new TestBackend();
                OpenWindow open = new OpenWindow(folder, Language.EN, Theme.DARK, 100).connect(greeting(backend))) {
            await().until(() -> text(open).equals("Problems: 2"));
            assertThat(lines(open))
                    .satisfiesExactly(
                            worst -> assertThat(worst).startsWith("ESP32_MT_02 — Station offline (since "),
                            next -> assertThat(next).startsWith("ESP32_LL_01 — Stuck channels: F3, NIR (since "));
            assertThat(Fx.call(() -> button(open).getItems().stream().noneMatch(MenuItem::isMnemonicParsing)))
                    .as("an underscore of an id is shown")
                    .isTrue();
            Pictures.take(open.stage().getScene(), 1366, 768, "conditions-live-EN-DARK");
            pictureOfTheList(open, "conditions-list-EN-DARK");

            Fx.run(() -> button(open).getItems().getLast().fire());
            assertThat(Fx.call(() -> open.workbench().openStation())).isEqualTo("ESP32_LL_01");
            Pictures.take(open.stage().getScene(), 1366, 768, "conditions-station-EN-DARK");

            backend.send(new Realtime.ConditionEvent(Instant.now(), cleared(OFFLINE)));
            await().until(() -> text(open).equals("Problems: 1"));
            backend.send(new Realtime.ConditionEvent(Instant.now(), cleared(STUCK)));
            await().until(() -> text(open).equals("Problems: 0"));
            assertThat(lines(open)).containsExactly("Nothing is wrong");
        }
    }

    @Test
    void frenchSaysItInFrench(@TempDir Path folder) throws Exception {
        try (TestBackend backend = new TestBackend();
                OpenWindow open = new OpenWindow(folder, Language.FR, Theme.LIGHT, 100).connect(greeting(backend))) {
            await().until(() -> text(open).equals("Problèmes : 2"));
            Pictures.take(open.stage().getScene(), 1366, 768, "conditions-live-FR-LIGHT");
            pictureOfTheList(open, "conditions-list-FR-LIGHT");
            Fx.run(() -> open.workbench().openStation("ESP32_LL_01", null, null));
            Pictures.take(open.stage().getScene(), 1366, 768, "conditions-station-FR-LIGHT");
        }
    }

    private static TestBackend greeting(TestBackend backend) {
        Realtime.Snapshot hall = MadeUp.snapshot(MadeUp.everything());
        return backend.greeting(new Realtime.Snapshot(hall.timestamp(), hall.devices(), List.of(STUCK, OFFLINE)));
    }

    private static Condition cleared(Condition c) {
        return new Condition(
                c.scope(),
                c.source(),
                c.console(),
                c.kind(),
                c.severity(),
                c.since(),
                Instant.now(),
                true,
                c.text(),
                c.remedy(),
                c.details());
    }

    private static MenuButton button(OpenWindow open) {
        return (MenuButton) open.stage().getScene().lookup("#conditions");
    }

    private static String text(OpenWindow open) {
        return Fx.call(() -> button(open).getText());
    }

    private static List<String> lines(OpenWindow open) {
        return Fx.call(() -> button(open).getItems().stream()
                .map(item -> item.getText().lines().findFirst().orElse(""))
                .toList());
    }

    /** The list has a window of its own. */
    private static void pictureOfTheList(OpenWindow open, String name) throws Exception {
        Fx.run(() -> button(open).show());
        Pictures.take(
                Fx.call(() ->
                        button(open).getItems().getFirst().getParentPopup().getScene()),
                900,
                200,
                name);
        Fx.run(() -> button(open).hide());
    }
}
