package fr.gaveurs.console.desktop.screens.stations;

import fr.gaveurs.console.client.ApiClient;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Notifier;
import fr.gaveurs.console.desktop.kit.pump.LiveFeed;
import fr.gaveurs.console.desktop.kit.pump.Pump;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import javafx.beans.property.ReadOnlyDoubleProperty;

/**
 * What the management of a station is given.
 *
 * @param textSize 1 em, px
 * @param sensors {@code ws://} addresses to point a station at, best first
 * @param back leads back to where the station was opened from
 * @param openBug opens a bug in the tracker
 * @param openFirmware shows what happened to a station's firmware
 */
public record ManageContext(
        ApiClient api,
        LiveFeed feed,
        Pump pump,
        Messages messages,
        ReadOnlyDoubleProperty textSize,
        List<String> sensors,
        Notifier notice,
        Runnable back,
        LongConsumer openBug,
        Consumer<String> openFirmware) {}
