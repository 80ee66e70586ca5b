package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUpBackend;
import fr.gaveurs.console.desktop.MadeUpFirmware;
import fr.gaveurs.console.desktop.kit.CheckedList;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Single stations are chosen for a rollout, of those that can take its image. */
@ExtendWith(Patience.class)
class FirmwareStationsTest {
    @TempDir
    Path folder;

    private static String label(FirmwareWindow window) {
        return Fx.call(() -> ((Button) window.find("planStations")).getText());
    }

    @SuppressWarnings("unchecked")
    private static CheckedList<String> list(OpenWindow open) {
        return open.inPanel(CheckedList.class, list -> "planStationList".equals(list.getId()));
    }

    private static List<String> shown(CheckedList<String> list) {
        return Fx.call(() -> List.copyOf(list.getItems()));
    }

    @Test
    void aRolloutIsForTheStationsThatWereChecked() throws Exception {
        try (TestBackend backend = MadeUpFirmware.in(MadeUpBackend.hall());
                OpenWindow open =
                        new OpenWindow(folder, Language.EN, WindowSettings.Theme.LIGHT, 100).connect(backend)) {
            open.onScreen();
            FirmwareWindow window = new FirmwareWindow(open, Language.EN);
            window.press("firmware-images");
            await().until(() -> window.rows("imageFits") > 6);
            assertThat(label(window)).isEqualTo("all");
            window.press("planStations");
            CheckedList<String> list = list(open);
            List<String> all = shown(list);
            assertThat(all.subList(0, 3))
                    .as("those that can take it come first")
                    .containsExactly("ESP32_LS_09", "ESP32_LS_10", "ESP32_LL_00");
            check(open, list, 2);
            assertThat(label(window)).as("one that cannot take it rests").isEqualTo("all");
            check(open, list, 1);
            assertThat(label(window)).isEqualTo("1 chosen");

            TextField search = open.inPanel(TextField.class, field -> "planStationSearch".equals(field.getId()));
            Fx.run(() -> search.setText("ls_09"));
            assertThat(shown(list)).containsExactly("ESP32_LS_09");
            check(open, list, 0);
            assertThat(label(window)).as("what is out of sight stays checked").isEqualTo("2 chosen");
            Fx.run(() -> search.setText(""));
            assertThat(shown(list)).isEqualTo(all);
            assertThat(Fx.call(() -> List.copyOf(list.getCheckModel().getCheckedItems())))
                    .containsExactly("ESP32_LS_09", "ESP32_LS_10");
            check(open, list, 0);
            assertThat(label(window)).isEqualTo("1 chosen");
            open.press(KeyCode.ESCAPE);
            await().until(() -> !open.panelShown());

            window.press("imageRoll");
            await().until(() ->
                    backend.sent.stream().anyMatch(sent -> sent.pathAndQuery().equals("/api/firmware/ota")));
            JsonNode plan = Json.MAPPER.readTree(backend.sent.element().text()).path("plan");
            assertThat(plan.path("device_ids").toString()).isEqualTo("[\"ESP32_LS_10\"]");

            window.press("planStations");
            CheckedList<String> again = list(open);
            assertThat(Fx.call(() -> List.copyOf(again.getCheckModel().getCheckedItems())))
                    .as("as it was left")
                    .containsExactly("ESP32_LS_10");
            Button none = open.inPanel(Button.class, button -> "planStationsAll".equals(button.getId()));
            Fx.run(none::fire);
            assertThat(label(window)).isEqualTo("all");
        }
    }

    @Test
    void whatIsFilledInStaysWhenTheLanguageChanges() throws Exception {
        try (TestBackend backend = MadeUpFirmware.in(MadeUpBackend.hall());
                OpenWindow open =
                        new OpenWindow(folder, Language.EN, WindowSettings.Theme.LIGHT, 100).connect(backend)) {
            open.onScreen();
            FirmwareWindow window = new FirmwareWindow(open, Language.EN);
            window.press("firmware-images");
            await().until(() -> window.rows("imageList") > 1);
            Fx.run(() -> {
                ((ListView<?>) window.find("imageList")).getSelectionModel().select(1);
                ((TextField) window.find("planSoak")).setText("7");
                ((TextField) window.find("planFrom")).setText("2x");
                ((CheckBox) window.find("planIdle")).setSelected(false);
                TextArea notes = (TextArea) window.find("imageNotes");
                notes.setText("Plus vite.");
                notes.requestFocus();
            });
            open.press(KeyCode.TAB);
            assertThat(Fx.call(() -> window.find("imageUpload").isFocused()))
                    .as("Tab leads on")
                    .isTrue();

            open.language(Language.FR);

            await().until(() -> Fx.call(() -> window.find("imageRoll") instanceof Button roll
                    && roll.getText().equals("Nouveau déploiement")));
            await().until(() -> window.rows("imageList") > 1);
            await().untilAsserted(() -> assertThat(Fx.call(() -> ((ListView<?>) window.find("imageList"))
                            .getSelectionModel()
                            .getSelectedIndex()))
                    .isEqualTo(1));
            assertThat(Fx.call(() -> ((TextField) window.find("planSoak")).getText()
                            + ((TextField) window.find("planFrom")).getText()
                            + ((CheckBox) window.find("planIdle")).isSelected()
                            + ((TextArea) window.find("imageNotes")).getText()))
                    .isEqualTo("72xfalsePlus vite.");
        }
    }

    /** By the keyboard. */
    private static void check(OpenWindow open, CheckedList<String> list, int row) {
        Fx.run(() -> {
            list.requestFocus();
            list.getSelectionModel().select(row);
        });
        open.press(KeyCode.SPACE);
    }
}
