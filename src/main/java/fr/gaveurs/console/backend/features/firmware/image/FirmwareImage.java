package fr.gaveurs.console.backend.features.firmware.image;

import fr.gaveurs.console.api.firmware.Chip;
import fr.gaveurs.console.api.firmware.FirmwareStatement;

/**
 * What an application image of an ESP32 says of itself. Everything of it was checked: its structure, its checksum, its
 * hash, and that nothing follows that does not belong to it.
 *
 * @param size bytes of the file
 * @param sha256 of the file, 64 small hexadecimal digits
 * @param elfSha256 of the program that it was made of: tells one build from another
 * @param project as built; Arduino writes {@code arduino-lib-builder} whatever it is
 * @param built date and time, as the compiler wrote them
 * @param flashSizeMb flash that it was built for, MB; 0 if the header names none
 * @param minRevision of the chip, major × 100 + minor
 * @param maxRevision of the chip; 0xFFFF and 0 are no limit
 * @param secureBoot whether a block of secure boot v2 follows: the chip itself checks whose it is
 */
public record FirmwareImage(
        long size,
        String sha256,
        Chip chip,
        String project,
        String version,
        String idfVersion,
        String built,
        String elfSha256,
        long secureVersion,
        int flashSizeMb,
        int minRevision,
        int maxRevision,
        boolean secureBoot) {
    /** What Arduino's builds name their project, whatever they are. */
    public static final String ARDUINO = "arduino-lib-builder";

    /** Whether it does not know its own name and version. */
    public boolean isArduino() {
        return project.equals(ARDUINO);
    }

    /** What is signed of it. */
    public FirmwareStatement statement(String namedProject, String namedVersion) {
        return new FirmwareStatement(namedProject, namedVersion, chip.id(), size, sha256, secureVersion);
    }
}
