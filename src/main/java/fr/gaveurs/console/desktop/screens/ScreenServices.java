package fr.gaveurs.console.desktop.screens;

import fr.gaveurs.console.client.ApiClient;
import fr.gaveurs.console.desktop.kit.Actor;
import fr.gaveurs.console.desktop.kit.Appearance;
import fr.gaveurs.console.desktop.kit.BackgroundTasks;
import fr.gaveurs.console.desktop.kit.DemoModel;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Navigator;
import fr.gaveurs.console.desktop.kit.pump.LiveFeed;
import fr.gaveurs.console.desktop.kit.pump.Pump;
import fr.gaveurs.console.desktop.screens.bugs.BugDrafts;
import fr.gaveurs.console.desktop.screens.bugs.BugMemory;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the screens are built of, over one connection and in one language.
 *
 * @param sensors {@code ws://} addresses to point a station at, best first
 * @param sortByName the order of the live screen that the person chose last
 * @param sortChosen told when another order is chosen
 * @param bugMemory what the tracker keeps over restarts
 * @param bugDrafts what was typed and not saved; outlives the screens
 * @param actor who sits in front of the window
 * @param tasks runs long work in the background
 */
public record ScreenServices(
        ApiClient api,
        LiveFeed feed,
        Pump pump,
        Messages messages,
        Appearance appearance,
        DemoModel demo,
        List<String> sensors,
        Navigator navigator,
        boolean sortByName,
        Consumer<Boolean> sortChosen,
        BugMemory bugMemory,
        BugDrafts bugDrafts,
        Actor actor,
        BackgroundTasks tasks) {}
