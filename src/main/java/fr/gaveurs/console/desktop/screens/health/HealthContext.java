package fr.gaveurs.console.desktop.screens.health;

import fr.gaveurs.console.client.ApiClient;
import fr.gaveurs.console.desktop.kit.Appearance;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Notifier;
import fr.gaveurs.console.desktop.kit.pump.LiveFeed;
import fr.gaveurs.console.desktop.kit.pump.Pump;

/**
 * What the health screen is given.
 *
 * @param notice tells the person something that did not work
 * @param openStations leads to the stations, where what is wrong with them is told
 */
public record HealthContext(
        ApiClient api,
        LiveFeed feed,
        Pump pump,
        Messages messages,
        Appearance appearance,
        Notifier notice,
        Runnable openStations) {}
