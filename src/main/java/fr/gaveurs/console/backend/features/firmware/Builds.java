package fr.gaveurs.console.backend.features.firmware;

import fr.gaveurs.console.api.firmware.Firmware.Image;
import fr.gaveurs.console.api.firmware.FirmwareReport;
import fr.gaveurs.console.backend.features.firmware.image.FirmwareImage;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What each build is called, whatever a station says that it runs: the version of its image, or, of one that was never
 * uploaded here, what most stations say that have it.
 */
final class Builds {
    private final Map<String, String> versions = new HashMap<>();

    Builds(Collection<FirmwareReport> reports, List<Image> images) {
        Map<String, Map<String, Integer>> said = new HashMap<>();
        for (FirmwareReport report : reports) {
            said.computeIfAbsent(report.elfSha256(), elf -> new TreeMap<>()).merge(report.version(), 1, Integer::sum);
        }
        said.forEach((elf, counts) -> versions.put(
                elf,
                counts.entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .orElseThrow()
                        .getKey()));
        images.reversed().forEach(image -> versions.put(image.elfSha256(), image.version()));
    }

    /** Whether a station says another version than its build has; what Arduino calls whatever it builds says nothing. */
    boolean isFalse(FirmwareReport report) {
        return !report.project().equals(FirmwareImage.ARDUINO)
                && !version(report).equals(report.version());
    }

    /** The version of what a station runs. */
    String version(FirmwareReport report) {
        return versions.getOrDefault(report.elfSha256(), report.version());
    }
}
