package fr.gaveurs.console.desktop.screens.stations;

import fr.gaveurs.console.client.ApiClient;
import fr.gaveurs.console.desktop.kit.Appearance;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Notifier;
import fr.gaveurs.console.desktop.kit.pump.LiveFeed;
import fr.gaveurs.console.desktop.kit.pump.Pump;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the list of stations is given.
 *
 * @param sensors {@code ws://} addresses to point a station at, best first
 * @param open opens the page of one station by its id, where it is managed
 */
public record StationsContext(
        ApiClient api,
        LiveFeed feed,
        Pump pump,
        Messages messages,
        Appearance appearance,
        List<String> sensors,
        Notifier notice,
        Consumer<String> open) {}
