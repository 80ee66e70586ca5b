package fr.gaveurs.console.backend;

import fr.gaveurs.console.backend.features.devices.DevicesFeature;
import fr.gaveurs.console.backend.features.reports.ReportsFeature;
import fr.gaveurs.console.backend.platform.backup.AfterRestore;
import java.util.List;

/** What features do once a backup was put in place. */
public final class AfterRestores {
    public static final List<AfterRestore> ALL = List.of(DevicesFeature.AFTER_RESTORE, ReportsFeature.AFTER_RESTORE);

    private AfterRestores() {}
}
