package fr.gaveurs.console.desktop.screens.live;

import fr.gaveurs.console.client.ApiClient;
import fr.gaveurs.console.desktop.kit.Appearance;
import fr.gaveurs.console.desktop.kit.DemoModel;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Notifier;
import fr.gaveurs.console.desktop.kit.pump.LiveFeed;
import fr.gaveurs.console.desktop.kit.pump.Pump;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the live screen is given.
 *
 * @param sensors {@code ws://} addresses to point a station at, for the empty screen
 * @param open opens one station by its id
 * @param notice tells the person something that did not work
 * @param sortByName the order that the person chose last
 * @param sortChosen told when another order is chosen
 */
public record LiveContext(
        ApiClient api,
        LiveFeed feed,
        Pump pump,
        Messages messages,
        Appearance appearance,
        DemoModel demo,
        List<String> sensors,
        Consumer<String> open,
        Notifier notice,
        boolean sortByName,
        Consumer<Boolean> sortChosen) {}
