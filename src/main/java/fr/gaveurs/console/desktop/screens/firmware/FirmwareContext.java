package fr.gaveurs.console.desktop.screens.firmware;

import fr.gaveurs.console.client.ApiClient;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.pump.Pump;

/** What the screen is built of. */
public record FirmwareContext(ApiClient api, Pump pump, Messages messages) {}
