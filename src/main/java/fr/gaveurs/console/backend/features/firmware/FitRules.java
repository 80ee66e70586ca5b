package fr.gaveurs.console.backend.features.firmware;

import fr.gaveurs.console.api.firmware.Chip;
import fr.gaveurs.console.api.firmware.Firmware.Image;
import fr.gaveurs.console.api.firmware.Firmware.Obstacle;
import fr.gaveurs.console.api.firmware.FirmwareReport;
import org.jspecify.annotations.Nullable;

/** Which station can take which image. */
final class FitRules {
    private static final long MB = 1 << 20;

    private FitRules() {}

    /** @param detail figures, such as {@code ESP32-C3} */
    record Reason(Obstacle obstacle, String detail) {}

    /**
     * Why a station cannot take an image; null if it can.
     *
     * @param report what it runs; null if it does not speak the protocol of updates
     */
    static @Nullable Reason obstacle(Image image, boolean approved, @Nullable FirmwareReport report) {
        Reason reason = mismatch(image, approved, report);
        return reason == null && image.keyRevoked() ? new Reason(Obstacle.KEY_REVOKED, "") : reason;
    }

    /** The same but for the key that signed the image, which may count at one time and not at another. */
    static @Nullable Reason mismatch(Image image, boolean approved, @Nullable FirmwareReport report) {
        if (!approved) {
            return new Reason(Obstacle.NOT_APPROVED, "");
        }
        if (report == null) {
            return new Reason(Obstacle.NO_PROTOCOL, "");
        }
        if (!report.rollbackCapable()) {
            return new Reason(Obstacle.NO_ROLLBACK, "");
        }
        if (report.chipId() != image.chipId()) {
            return new Reason(Obstacle.WRONG_CHIP, Chip.label(report.chipId()));
        }
        Integer most = image.maxRevision();
        if (report.chipRevision() < image.minRevision()) {
            return new Reason(
                    Obstacle.WRONG_REVISION, revision(report.chipRevision()) + " < " + revision(image.minRevision()));
        }
        if (most != null && report.chipRevision() > most) {
            return new Reason(Obstacle.WRONG_REVISION, revision(report.chipRevision()) + " > " + revision(most));
        }
        if (image.size() > report.slotSize()) {
            return new Reason(Obstacle.SLOT_TOO_SMALL, report.slotSize() + " < " + image.size());
        }
        if (report.flashSize() > 0 && image.flashSizeMb() * MB > report.flashSize()) {
            return new Reason(
                    Obstacle.FLASH_TOO_SMALL, report.flashSize() / MB + " MB < " + image.flashSizeMb() + " MB");
        }
        if (image.secureVersion() < report.secureVersion()) {
            return new Reason(Obstacle.OLDER_SECURE_VERSION, image.secureVersion() + " < " + report.secureVersion());
        }
        if (!report.project().isEmpty() && !report.project().equals(image.project()) && !isArduino(report)) {
            return new Reason(Obstacle.OTHER_PROJECT, report.project());
        }
        if (report.elfSha256().equals(image.elfSha256())) {
            return new Reason(Obstacle.SAME_BUILD, report.version());
        }
        return null;
    }

    private static String revision(int number) {
        return number / 100 + "." + number % 100;
    }

    /** Arduino's own name for whatever it builds says nothing. */
    private static boolean isArduino(FirmwareReport report) {
        return report.project().equals("arduino-lib-builder");
    }
}
