package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.client.ApiClient;
import fr.gaveurs.console.desktop.kit.Actor;
import fr.gaveurs.console.desktop.kit.Appearance;
import fr.gaveurs.console.desktop.kit.BackgroundTasks;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Notifier;
import fr.gaveurs.console.desktop.kit.pump.LiveFeed;
import fr.gaveurs.console.desktop.kit.pump.Pump;

/**
 * What the screen is built of.
 *
 * @param feed knows the stations, and what is wrong with models
 * @param actor who judges samples
 * @param tasks trainings and transfers in the background
 */
public record ModelsContext(
        ApiClient api,
        LiveFeed feed,
        Pump pump,
        Messages messages,
        Appearance appearance,
        Notifier notices,
        Actor actor,
        BackgroundTasks tasks) {}
