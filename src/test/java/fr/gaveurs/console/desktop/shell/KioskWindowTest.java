package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.MadeUpHealth;
import fr.gaveurs.console.desktop.Pictures;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.input.KeyCode;
import javafx.stage.StageStyle;
import org.controlsfx.control.ToggleSwitch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A window that covers the screen, and the start with the session. */
class KioskWindowTest {
    @TempDir
    Path folder;

    private TestBackend backend;

    @BeforeEach
    void serve() {
        backend = new TestBackend()
                .greeting(MadeUp.snapshot(MadeUp.everything()))
                .pulse(MadeUp.pulse(MadeUp.everything()))
                .answer("/api/sqal/dashboard/overview", 200, MadeUp.overview(12))
                .answer("/health", 200, MadeUpHealth.calm());
    }

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void isLeftWithItsCodeAlone() throws IOException {
        try (OpenWindow open = kiosk(Language.FR, Theme.LIGHT, null)) {
            assertThat(Fx.call(() -> open.stage().isFullScreen())).isTrue();
            assertThat(open.stage().getStyle()).isEqualTo(StageStyle.UNDECORATED);

            Fx.run(() -> open.stage().setFullScreen(false));
            await().until(() -> Fx.call(() -> open.stage().isFullScreen()));
            open.press(KeyCode.F11);
            assertThat(Fx.call(() -> open.stage().isFullScreen())).isTrue();

            requestClose(open);
            assertThat(open.closing.progress).as("nothing ends yet").isNull();
            type(open, "1", "2");
            enter(open);
            assertThat(Fx.call(() -> ((Label) node(open, ".leave-trouble")).getText()))
                    .isEqualTo("Ce n’est pas le bon code.");
            assertThat(Pictures.take(open.stage().getScene(), 1366, 768, "kiosk-leave-FR-LIGHT"))
                    .isEmpty();

            open.press(KeyCode.ESCAPE);
            assertThat(Fx.call(() -> find(open, "#leaveCode"))).isNull();
            leave(open);
            type(open, "4", "7", "1", "1");
            enter(open);

            assertThat(open.closing.progress).as("the end has begun").isNotNull();
        }
    }

    @Test
    void endsWithoutTheCodeWhenTheSystemAsks() throws IOException {
        try (OpenWindow open = kiosk(Language.EN, Theme.DARK, null)) {
            requestClose(open);
            assertThat(Pictures.take(open.stage().getScene(), 1920, 1080, "kiosk-leave-EN-DARK"))
                    .isEmpty();
            open.window.close();
            await().until(() -> open.closing.progress != null);
            assertThat(Fx.call(() -> find(open, "#leaveCode"))).isNull();
        }
    }

    @Test
    void thePanelSaysWhetherTheConsoleStartsByItselfAndChangesIt() throws IOException {
        AtomicBoolean on = new AtomicBoolean(true);
        Autostart autostart = new Autostart() {
            @Override
            public CompletableFuture<Boolean> isOn() {
                return CompletableFuture.completedFuture(on.get());
            }

            @Override
            public CompletableFuture<Void> turn(boolean now) {
                if (now) {
                    return CompletableFuture.failedFuture(new IOException("no room"));
                }
                on.set(false);
                return CompletableFuture.completedFuture(null);
            }
        };
        try (OpenWindow open = new OpenWindow(folder, Language.FR, Theme.LIGHT, 100, null, autostart)) {
            open.connect(backend);
            await().until(() -> Fx.call(() -> open.frame.workbench() != null));
            Fx.run(() -> open.workbench().shell().settings().fire());
            ToggleSwitch item = open.inPanel(ToggleSwitch.class, "Démarrer avec la session");
            await().until(() -> Fx.call(() -> item.isSelected() && !item.isDisabled()));

            Fx.run(item::fire);
            assertThat(on).isFalse();

            Fx.run(item::fire);
            await().until(() -> Fx.call(() -> !item.isSelected()));
            await().until(() -> Fx.call(() -> open.stage().getScene().getRoot().lookupAll(".label").stream()
                    .anyMatch(node -> node instanceof Label label
                            && label.getText().contains("n’a pas pu être changé : no room"))));
        }
    }

    private OpenWindow kiosk(Language language, Theme theme, @Nullable Autostart autostart) {
        OpenWindow open = new OpenWindow(folder, language, theme, 100, new Kiosk("4711"), autostart).connect(backend);
        await().until(() -> Fx.call(() -> open.frame.workbench() != null));
        return open;
    }

    private static void requestClose(OpenWindow open) {
        open.requestClose();
    }

    /** By the keys on the screen. */
    private static void type(OpenWindow open, String... digits) {
        Fx.run(() -> {
            for (String digit : digits) {
                open.stage().getScene().getRoot().lookupAll(".leave-key").stream()
                        .map(Button.class::cast)
                        .filter(key -> key.getText().equals(digit))
                        .forEach(Button::fire);
            }
            assertThat(((PasswordField) node(open, "#leaveCode")).getText()).isEqualTo(String.join("", digits));
        });
    }

    private static void enter(OpenWindow open) {
        Fx.run(() -> ((Button) node(open, "#leaveQuit")).fire());
    }

    private static void leave(OpenWindow open) {
        Fx.run(() -> open.workbench().shell().settings().fire());
        Fx.run(open.inPanel(Button.class, "Quitter la console…")::fire);
        assertThat(open.panelShown()).isFalse();
    }

    private static @Nullable Node find(OpenWindow open, String selector) {
        return open.stage().getScene().getRoot().lookup(selector);
    }

    private static Node node(OpenWindow open, String selector) {
        Node found = find(open, selector);
        if (found == null) {
            throw new AssertionError(selector + " is not there");
        }
        return found;
    }
}
