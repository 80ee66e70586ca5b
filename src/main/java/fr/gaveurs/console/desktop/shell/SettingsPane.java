package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.Buttons;
import fr.gaveurs.console.desktop.kit.DemoModel;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.kit.OnOff;
import fr.gaveurs.console.desktop.kit.Segments;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.controlsfx.control.SegmentedButton;

/**
 * Language, theme and text size; where they apply, a backup by hand, simulated stations, the start with the session and the
 * way out of a kiosk.
 */
final class SettingsPane extends VBox {
    private static final List<Integer> TEXT_PERCENTS = List.of(100, 125, 150, 200);

    /** What is chosen now, and who is told of another choice. */
    record Choices(
            Language language,
            Theme theme,
            int textPercent,
            Consumer<Language> onLanguage,
            Consumer<Theme> onTheme,
            Consumer<Integer> onTextPercent) {}

    private final Messages messages;

    SettingsPane(Messages messages, Choices choices) {
        this.messages = messages;
        getStyleClass().add("settings");
        choice(
                "settings.language",
                List.of(Language.values()),
                language -> messages.get("settings.language." + language.name()),
                choices.language(),
                choices.onLanguage());
        choice(
                "settings.theme",
                List.of(Theme.values()),
                theme -> messages.get("settings.theme." + theme.name()),
                choices.theme(),
                choices.onTheme());
        choice(
                "settings.text",
                TEXT_PERCENTS,
                percent -> messages.percent(percent, 0),
                choices.textPercent(),
                choices.onTextPercent());
    }

    /** What will be shown when it is opened, leading nowhere. */
    static SettingsPane unopened(Messages messages) {
        return new SettingsPane(
                messages,
                new Choices(messages.language(), Theme.SYSTEM, 100, language -> {}, theme -> {}, percent -> {}));
    }

    private <T> void choice(String title, List<T> values, Function<T, String> words, T now, Consumer<T> chosen) {
        Label heading = new Label(messages.get(title));
        heading.getStyleClass().add("settings-heading");
        SegmentedButton box = Segments.box(values, words);
        new Segments<>(box, values, now, chosen);
        getChildren().addAll(heading, box);
    }

    /** The way out of a kiosk, also by touch. */
    void addLeave(Runnable leave) {
        getChildren().add(Buttons.of("settingsLeave", messages.get("settings.leave"), leave));
    }

    /** @param backup asks for a file, and writes a backup into it */
    void addBackup(Runnable backup) {
        getChildren().add(Buttons.of("settingsBackup", messages.get("settings.backup"), backup));
    }

    /** @return what follows the demo for as long as the panel is open */
    Subscription addDemo(DemoModel demo) {
        OnOff onOff = new OnOff(messages.get("settings.demo"));
        onOff.setId("settingsDemo");
        onOff.onTurned(on -> {
            if (on) {
                demo.start();
            } else {
                demo.stop();
            }
        });
        getChildren().add(onOff);
        return demo.state().subscribe(state -> {
            onOff.show(state == DemoModel.State.STARTING || state == DemoModel.State.ON);
            onOff.setDisable(state == DemoModel.State.STARTING || state == DemoModel.State.STOPPING);
        });
    }

    /** @param notice told what did not work */
    void addAutostart(Autostart autostart, Consumer<String> notice) {
        OnOff onOff = new OnOff(messages.get("settings.autostart"));
        onOff.onTurned(on -> turn(autostart, on, notice, onOff));
        onOff.setId("settingsAutostart");
        // Asked each time that the panel opens: a terminal may have changed it meanwhile.
        onOff.setDisable(true);
        var unused = autostart
                .isOn()
                .thenAccept(on -> Platform.runLater(() -> {
                    onOff.show(on);
                    onOff.setDisable(false);
                }));
        getChildren().add(onOff);
    }

    private void turn(Autostart autostart, boolean on, Consumer<String> notice, OnOff onOff) {
        var unused = autostart.turn(on).whenComplete((done, failure) -> {
            if (failure != null) {
                Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                Platform.runLater(() -> {
                    onOff.show(!on);
                    notice.accept(messages.get("settings.autostart.failed", String.valueOf(cause.getMessage())));
                });
            }
        });
    }
}
