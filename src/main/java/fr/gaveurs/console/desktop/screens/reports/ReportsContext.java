package fr.gaveurs.console.desktop.screens.reports;

import fr.gaveurs.console.client.ApiClient;
import fr.gaveurs.console.desktop.kit.Appearance;
import fr.gaveurs.console.desktop.kit.BackgroundTasks;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Notifier;
import fr.gaveurs.console.desktop.kit.pump.Pump;

/**
 * What the screen of reports is given.
 *
 * @param tasks follow the reports that are being made
 */
public record ReportsContext(
        ApiClient api, Pump pump, Messages messages, Appearance appearance, Notifier notices, BackgroundTasks tasks) {
    private static final String SUBJECT = "reports";

    /** Tells that something was done; what was refused before is over. */
    void good(String text) {
        settled();
        notices.good(text);
    }

    /** Tells what did not work, until something else does or another page is looked at. */
    void warn(String text) {
        notices.warn(SUBJECT, text);
    }

    /** What was refused is of no interest any more. */
    void settled() {
        notices.over(SUBJECT);
    }
}
