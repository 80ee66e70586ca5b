package fr.gaveurs.console.backend;

import fr.gaveurs.console.backend.features.bugs.ErrorCollector;
import fr.gaveurs.console.backend.ingest.SampleSpool;
import fr.gaveurs.console.backend.platform.backup.BackupShelf;
import fr.gaveurs.console.backend.platform.health.HealthCheck;
import fr.gaveurs.console.backend.platform.health.HealthCheck.Result;
import fr.gaveurs.console.backend.platform.store.damage.DamageWatch;
import fr.gaveurs.console.backend.platform.store.damage.DamageWatch.Finding;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether what the console keeps on its disk can be read: the database's files and those of the spool. */
record StoredData(DamageWatch damage, SampleSpool spool, Path dataDir) {
    /** What was damaged when this run began, or is found later, becomes a bug report. */
    void tell(ErrorCollector errors) {
        damage.onFinding(finding -> {
            if (!finding.known()) {
                errors.damaged("database", finding.text());
            }
        });
        if (spool.damaged() > 0) {
            errors.damaged(
                    "spool",
                    spool.damaged() + " bytes of the spool on disk could not be read: samples in them are lost to the"
                            + " database; the files " + dataDir.resolve("spool") + "/….damaged keep what is left");
        }
    }

    HealthCheck check() {
        return () -> {
            List<Finding> findings = damage.findings();
            List<String> files = spool.damagedFiles();
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("set_aside", findings.stream().filter(Finding::setAside).count());
            figures.put(
                    "unreadable", findings.stream().filter(f -> !f.setAside()).count());
            figures.put("spool_files", (long) files.size());
            if (findings.stream().anyMatch(finding -> !finding.setAside())) {
                return Result.degraded(
                        "files of the database are damaged" + backup() + " (" + names(findings, false) + ")", figures);
            }
            if (!findings.isEmpty()) {
                return Result.degraded(
                        "days of samples are damaged and were set aside, in the schema damaged: other days are read and"
                                + " new samples stored" + backup() + " (" + names(findings, true) + ")",
                        figures);
            }
            return files.isEmpty()
                    ? Result.up(figures)
                    : Result.degraded(
                            "files of the spool were damaged: samples in them are lost; move the copies away to end this"
                                    + " (" + String.join(", ", files) + ")",
                            figures);
        };
    }

    private String backup() {
        return new BackupShelf(dataDir)
                .newest()
                .map(b -> "; newest backup: gaveurs-console restore '" + b.file() + "' --data-dir '" + dataDir + "'")
                .orElse("; there is no backup in the data folder");
    }

    private static String names(List<Finding> findings, boolean setAside) {
        return findings.stream()
                .filter(finding -> finding.setAside() == setAside)
                .map(Finding::what)
                .limit(10)
                .map(name -> name.replace("(", "").replace(")", ""))
                .collect(Collectors.joining(", "));
    }
}
