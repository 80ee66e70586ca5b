package fr.gaveurs.console.desktop.kit;

import fr.gaveurs.console.client.ApiClient;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;

/**
 * What the screen of one station is given.
 *
 * @param messages of one language: when it changes, the shell builds the screen anew
 * @param palette colours of the theme now; changes while the screen stands, so whoever draws on a canvas listens
 * @param sensors {@code ws://} addresses to point a station at, best first; empty where they are not known
 * @param back leads back to where the station was opened from
 */
public record StationContext(
        ApiClient api,
        LiveModel live,
        Messages messages,
        ReadOnlyObjectProperty<Palette> palette,
        List<String> sensors,
        Runnable back) {}
