package fr.gaveurs.console.desktop.screens.proofs;

import fr.gaveurs.console.client.ApiClient;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Notifier;
import fr.gaveurs.console.desktop.kit.pump.Pump;

/** What the screen is given. */
public record ProofsContext(ApiClient api, Pump pump, Messages messages, Notifier notices) {}
