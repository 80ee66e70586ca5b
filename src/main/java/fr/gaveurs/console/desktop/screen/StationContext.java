package fr.gaveurs.console.desktop.screen;

import fr.gaveurs.console.client.ApiClient;
import javafx.beans.property.ReadOnlyObjectProperty;

/**
 * What the screen of one station is given.
 *
 * @param messages of one language: when it changes, the shell builds the screen anew
 * @param palette colours of the theme now; changes while the screen stands, so whoever draws on a canvas listens
 * @param back leads back to where the station was opened from
 */
public record StationContext(
        ApiClient api, LiveModel live, Messages messages, ReadOnlyObjectProperty<Palette> palette, Runnable back) {}
