package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.nio.file.Path;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the keyboard does. */
class ShortcutsPaneTest {
    @TempDir
    Path folder;

    /** Its list is longer than the window: the bar beside it takes no room from the words. */
    @ParameterizedTest
    @EnumSource(Language.class)
    void noLineFoldsWhereTheWindowHasRoomForIt(Language language) {
        try (TestBackend backend = new TestBackend()
                        .greeting(MadeUp.snapshot(MadeUp.everything()), MadeUp.pulse(MadeUp.everything()));
                OpenWindow open = new OpenWindow(folder, language, Theme.LIGHT, 125)) {
            Fx.run(() -> {
                open.stage().setWidth(1366);
                open.stage().setHeight(768);
            });
            open.connect(backend);
            Fx.run(() -> open.workbench().shell().showHelp());
            Fx.settle(open.stage());
            Region columns = (Region) Fx.call(() -> open.stage().getScene().lookup(".shortcut-columns"));
            assertThat(Fx.call(columns::getWidth)).isGreaterThanOrEqualTo(Fx.call(() -> columns.prefWidth(-1)));
        }
    }
}
