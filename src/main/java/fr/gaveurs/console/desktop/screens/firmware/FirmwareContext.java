package fr.gaveurs.console.desktop.screens.firmware;

import fr.gaveurs.console.client.ApiClient;
import fr.gaveurs.console.desktop.kit.BackgroundTasks;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Notifier;
import fr.gaveurs.console.desktop.kit.pump.LiveFeed;
import fr.gaveurs.console.desktop.kit.pump.Pump;

/**
 * What the screen is built of.
 *
 * @param feed says whether images are admitted that nobody signed
 * @param tasks sends images in the background
 */
public record FirmwareContext(
        ApiClient api, LiveFeed feed, Pump pump, Messages messages, Notifier notices, BackgroundTasks tasks) {}
