package fr.gaveurs.console.desktop.screens.reports;

import fr.gaveurs.console.client.ApiClient;
import fr.gaveurs.console.desktop.kit.Appearance;
import fr.gaveurs.console.desktop.kit.BackgroundTasks;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Notifier;
import fr.gaveurs.console.desktop.kit.pump.Pump;

/**
 * What the screen of reports is given.
 *
 * @param tasks follow the reports that are being made
 */
public record ReportsContext(
        ApiClient api, Pump pump, Messages messages, Appearance appearance, Notifier notices, BackgroundTasks tasks) {}
