package fr.gaveurs.console.backend;

import fr.gaveurs.console.backend.features.devices.DevicesFeature;
import fr.gaveurs.console.backend.features.firmware.FirmwareFeature;
import fr.gaveurs.console.backend.features.products.ProductsFeature;
import fr.gaveurs.console.backend.features.quality.QualityFeature;
import fr.gaveurs.console.backend.features.reports.ReportsFeature;
import fr.gaveurs.console.backend.platform.audit.AuditLog;
import fr.gaveurs.console.backend.platform.store.retention.RetentionDrops;
import fr.gaveurs.console.backend.platform.tlog.LogSource;
import fr.gaveurs.console.backend.platform.tlog.LoggedFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What has entries of the log: a line for each kind. */
final class LogSources {
    static final List<LogSource> ALL = Stream.concat(
                    Stream.of(
                            QualityFeature.LOGGED,
                            QualityFeature.MODEL_GRADES,
                            AuditLog.LOGGED,
                            DevicesFeature.LOGGED,
                            RetentionDrops.LOGGED,
                            FirmwareFeature.LOGGED,
                            ReportsFeature.LOGGED),
                    ProductsFeature.LOGGED.stream())
            .toList();

    private LogSources() {}

    /** Files of a data folder of which entries have the SHA-256. */
    static List<LoggedFiles> files(Path dataDir) {
        return List.of(ReportsFeature.loggedFiles(dataDir));
    }
}
