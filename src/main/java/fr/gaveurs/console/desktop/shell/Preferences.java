package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.Actor;
import fr.gaveurs.console.desktop.kit.DemoModel;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.kit.PopOvers;
import fr.gaveurs.console.desktop.kit.Scrolling;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import javafx.stage.WindowEvent;
import javafx.util.Subscription;
import org.controlsfx.control.PopOver;
import org.controlsfx.control.PopOver.ArrowLocation;
import org.jspecify.annotations.Nullable;

/** What people choose of the window itself, and who of them sits in front of it. FX thread only. */
final class Preferences {
    private final Launch launch;
    private final WindowMemory memory;
    private final ThemeControl theme;
    private final Consumer<Language> language;
    private final Runnable leave;
    private @Nullable ShellController shell;
    private @Nullable Messages messages;
    private @Nullable PopOver settingsPanel;
    /** Shows the panel of the settings of the window that there was before, where it was open when that went. */
    private Runnable again = () -> {};

    private final ActorMenu actor = new ActorMenu(this::fillActor);

    /**
     * @param language shows the window in another language
     * @param leave the person wants to leave the kiosk
     */
    Preferences(Launch launch, WindowMemory memory, ThemeControl theme, Consumer<Language> language, Runnable leave) {
        this.launch = launch;
        this.memory = memory;
        this.theme = theme;
        this.language = language;
        this.leave = leave;
        theme.theme(themeChosen());
        theme.textPercent(textPercent());
        memory.onActor(this::showActor);
        actor.update(actorName());
    }

    /** Who sits in front of the window, for the forms. */
    Actor actor() {
        return actor;
    }

    /** Puts what is chosen, and the ways to choose otherwise, into a window's frame. */
    void offer(Workbench screens, Messages words) {
        ShellController frame = screens.shell();
        shell = frame;
        messages = words;
        boolean open = settingsPanel != null && settingsPanel.isShowing();
        again = open ? () -> openSettings(screens, words) : () -> {};
        frame.settings().setOnAction(event -> openSettings(screens, words));
        if (settings().language() == null) {
            frame.offer(LanguageChoice.of(words, language));
        }
        if (settings().reporterName() == null) {
            frame.ask(ActorChoice.question(words, this::actor));
        }
        showActor();
    }

    /** The frame is in view: where a choice in the settings made it, they stay open. */
    void shown() {
        Runnable open = again;
        again = () -> {};
        ShellController frame = shell;
        if (frame == null) {
            return;
        }
        Button anchor = frame.settings();
        Scene scene = anchor.getScene();
        // Once it has its place; a panel cannot be shown within a layout.
        Scrolling.afterLayout(
                scene,
                () -> Platform.runLater(() -> {
                    if (scene.equals(anchor.getScene())) {
                        open.run();
                    }
                }));
    }

    private WindowSettings settings() {
        return memory.settings();
    }

    private void openSettings(Workbench screens, Messages words) {
        ShellController frame = screens.shell();
        SettingsPane pane = new SettingsPane(
                words,
                new SettingsPane.Choices(
                        words.language(), themeChosen(), textPercent(), language, this::theme, this::textPercent));
        BackupMaker backups = launch.backups();
        // A kiosk has no folders to choose from.
        if (backups != null && launch.kiosk() == null) {
            pane.addBackup(() -> {
                PopOvers.close(pane);
                BackupTask.ask(
                        backups,
                        words,
                        screens.background(),
                        frame.settings().getScene().getWindow());
            });
        }
        DemoModel demo = screens.demo();
        Subscription following = demo == null || launch.kiosk() != null ? Subscription.EMPTY : pane.addDemo(demo);
        Autostart autostart = launch.autostart();
        if (autostart != null) {
            pane.addAutostart(autostart, frame::warn);
        }
        if (launch.kiosk() != null) {
            pane.addLeave(() -> {
                PopOvers.close(pane);
                leave.run();
            });
        }
        PopOver panel = PopOvers.show(frame.settings(), ArrowLocation.LEFT_BOTTOM, pane);
        panel.addEventHandler(WindowEvent.WINDOW_HIDDEN, event -> following.unsubscribe());
        settingsPanel = panel;
    }

    /** Who it is, and who else it could be: the same at the foot of the rail and in a form. */
    private void fillActor(Button button) {
        ShellController frame = shell;
        Messages words = messages;
        if (frame == null || words == null) {
            return;
        }
        ActorChoice.show(button, words, settings().reporterName());
        button.setOnAction(event -> {
            VBox panel = ActorChoice.panel(
                    words, settings().reporterName(), settings().lastNames(), name -> {
                        PopOvers.hideAll(button.getScene().getWindow());
                        actor(name);
                    });
            if (button.equals(frame.actor())) {
                PopOvers.show(button, ArrowLocation.LEFT_BOTTOM, panel);
            } else {
                PopOvers.show(button, panel);
            }
        });
    }

    /** Who sits in front of the window from now on; empty for nobody in particular. */
    private void actor(String name) {
        memory.save(settings().withReporterName(name));
    }

    private void showActor() {
        actor.update(actorName());
        ShellController frame = shell;
        if (frame == null) {
            return;
        }
        if (settings().reporterName() != null) {
            frame.answered();
        }
        fillActor(frame.actor());
    }

    private String actorName() {
        String name = settings().reporterName();
        return name == null ? "" : name;
    }

    private void theme(Theme chosen) {
        memory.save(settings().withTheme(chosen));
        theme.theme(chosen);
    }

    private Theme themeChosen() {
        Theme chosen = settings().theme();
        return chosen == null ? Theme.SYSTEM : chosen;
    }

    private void textPercent(int chosen) {
        memory.save(settings().withTextPercent(chosen));
        theme.textPercent(chosen);
    }

    private int textPercent() {
        Integer chosen = settings().textPercent();
        return chosen == null ? 100 : chosen;
    }
}
