package fr.gaveurs.console.desktop.screens.journal;

import fr.gaveurs.console.client.ApiClient;
import fr.gaveurs.console.desktop.kit.Appearance;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.pump.Pump;

/** What the journal is given. */
public record JournalContext(ApiClient api, Pump pump, Messages messages, Appearance appearance) {}
