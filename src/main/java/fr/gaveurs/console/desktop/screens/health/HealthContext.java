package fr.gaveurs.console.desktop.screens.health;

import fr.gaveurs.console.client.ApiClient;
import fr.gaveurs.console.desktop.kit.Appearance;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Notifier;
import fr.gaveurs.console.desktop.kit.pump.Pump;

/**
 * What the health screen is given.
 *
 * @param notice tells the person something that did not work
 */
public record HealthContext(ApiClient api, Pump pump, Messages messages, Appearance appearance, Notifier notice) {}
