package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.kit.PopOvers;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.util.function.Consumer;
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
    }

    /** Puts what is chosen, and the ways to choose otherwise, into a window's frame. */
    void offer(ShellController frame, Messages words) {
        shell = frame;
        messages = words;
        frame.settings().setOnAction(event -> openSettings(frame, words));
        frame.actor().setOnAction(event -> openActor(frame, words));
        if (settings().language() == null) {
            frame.offer(LanguageChoice.of(words, language));
        }
        if (settings().reporterName() == null) {
            frame.ask(ActorChoice.question(words, this::actor));
        }
        showActor();
    }

    private WindowSettings settings() {
        return memory.settings();
    }

    private void openSettings(ShellController frame, Messages words) {
        SettingsPane pane = new SettingsPane(
                words,
                new SettingsPane.Choices(
                        words.language(), themeChosen(), textPercent(), language, this::theme, this::textPercent));
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
        PopOvers.show(frame.settings(), ArrowLocation.LEFT_BOTTOM, pane);
    }

    private void openActor(ShellController frame, Messages words) {
        PopOvers.show(
                frame.actor(),
                ArrowLocation.LEFT_BOTTOM,
                ActorChoice.panel(words, settings().reporterName(), settings().lastNames(), name -> {
                    PopOvers.hideAll(frame.actor().getScene().getWindow());
                    actor(name);
                }));
    }

    /** Who sits in front of the window from now on; empty for nobody in particular. */
    private void actor(String name) {
        memory.save(settings().withReporterName(name));
    }

    private void showActor() {
        ShellController frame = shell;
        Messages words = messages;
        if (frame == null || words == null) {
            return;
        }
        if (settings().reporterName() != null) {
            frame.answered();
        }
        ActorChoice.show(frame.actor(), words, settings().reporterName());
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
