package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.Pictures;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.screens.Screens;
import fr.gaveurs.console.desktop.shell.PicturesTest.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import org.jspecify.annotations.Nullable;

/** The screen of models in an open window, as a person uses it. */
final class ModelsWindow implements AutoCloseable {
    private final OpenWindow open;
    private final @Nullable TestBackend backend;
    private final Messages messages;

    ModelsWindow(OpenWindow open, Language language) {
        this(open, null, language);
    }

    private ModelsWindow(OpenWindow open, @Nullable TestBackend backend, Language language) {
        this.open = open;
        this.backend = backend;
        messages = new Messages(language, ZoneId.systemDefault());
        Fx.run(() -> open.workbench().choose(Screens.MODELS));
    }

    /** A window of its own, whose hall and models are made up. */
    static ModelsWindow madeUp(Path folder, Setting setting) {
        return on(ModelsPicturesTest.backend(MadeUp.everything()), folder, setting);
    }

    /** The same on somebody's answers, who ends with it. */
    static ModelsWindow on(TestBackend backend, Path folder, Setting setting) {
        OpenWindow open =
                new OpenWindow(folder, setting.language(), setting.theme(), setting.textPercent()).connect(backend);
        return new ModelsWindow(open, backend, setting.language());
    }

    OpenWindow open() {
        return open;
    }

    /** Who answers a window of {@link #madeUp} or {@link #on}. */
    TestBackend backend() {
        return Objects.requireNonNull(backend);
    }

    /** Ends the window, and who answers it where that was made for it. */
    @Override
    public void close() {
        open.close();
        if (backend != null) {
            backend.close();
        }
    }

    /** FX thread only. */
    @Nullable
    Node find(String id) {
        return open.stage().getScene().lookup("#" + id);
    }

    boolean canBePressed(String id) {
        return Fx.call(() -> find(id) instanceof ButtonBase button && !button.isDisabled());
    }

    void press(String id) {
        await(id).until(() -> canBePressed(id));
        Fx.run(() -> ((ButtonBase) find(id)).fire());
    }

    /** Presses what is in a panel. */
    void pressInPanel(String id) {
        ButtonBase button = open.inPanel(ButtonBase.class, each -> id.equals(each.getId()));
        await(id).until(() -> Fx.call(() -> !button.isDisabled()));
        Fx.run(button::fire);
    }

    void typeInPanel(String id, String text) {
        TextInputControl field = open.inPanel(TextInputControl.class, each -> id.equals(each.getId()));
        Fx.run(() -> field.setText(text));
    }

    int rows(String list) {
        return Fx.call(
                () -> find(list) instanceof ListView<?> found ? found.getItems().size() : -1);
    }

    void select(String list, int row) {
        await().until(() -> rows(list) > row);
        Fx.run(() -> ((ListView<?>) find(list)).getSelectionModel().select(row));
    }

    /** Waits until some text of the screen has these words. */
    void sees(String words) {
        await("to see " + words).until(() -> says(words));
    }

    boolean says(String words) {
        return Fx.call(() -> open.stage().getScene().getRoot().lookupAll("*").stream()
                .anyMatch(node -> node instanceof Labeled label
                        && label.getText() != null
                        && label.getText().contains(words)));
    }

    /** What the window calls something. */
    String words(String key, Object... arguments) {
        return messages.get(key, arguments);
    }

    void take(String name) throws IOException {
        assertThat(Pictures.take(open.stage().getScene(), 1366, 768, "models/" + name))
                .as("labels that are cut in %s", name)
                .isEmpty();
    }
}
