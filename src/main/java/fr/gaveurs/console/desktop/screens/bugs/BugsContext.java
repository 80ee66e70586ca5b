package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.client.ApiClient;
import fr.gaveurs.console.desktop.kit.Actor;
import fr.gaveurs.console.desktop.kit.Appearance;
import fr.gaveurs.console.desktop.kit.BackgroundTasks;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Notifier;
import fr.gaveurs.console.desktop.kit.pump.LiveFeed;
import fr.gaveurs.console.desktop.kit.pump.Pump;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the tracker's screen is given.
 *
 * @param notice tells the person something
 * @param report opens the form of a new report
 * @param stations opens a station, from which Escape leads back
 * @param drafts what was typed and not saved; outlives the screen
 * @param actor who works at the bugs
 * @param tasks runs long work in the background
 */
public record BugsContext(
        ApiClient api,
        LiveFeed feed,
        Pump pump,
        Messages messages,
        Appearance appearance,
        Notifier notice,
        Runnable report,
        StationOpener stations,
        BugMemory memory,
        BugDrafts drafts,
        Actor actor,
        BackgroundTasks tasks) {
    /** Opens a station, on one of its samples if one is given. */
    @FunctionalInterface
    public interface StationOpener {
        void open(String deviceId, @Nullable String sampleId, @Nullable Instant sampleTime);
    }
}
