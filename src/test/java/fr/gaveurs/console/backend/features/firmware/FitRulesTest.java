package fr.gaveurs.console.backend.features.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.firmware.Firmware.Image;
import fr.gaveurs.console.api.firmware.Firmware.Obstacle;
import fr.gaveurs.console.api.firmware.FirmwareReport;
import fr.gaveurs.console.api.firmware.FirmwareReport.OtaState;
import fr.gaveurs.console.backend.features.firmware.FitRules.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FitRulesTest {
    private static final String BUILD = "ab".repeat(32);

    /** An ESP32-S3 of revision 3.1 with 4 MB of flash, at secure version 2. */
    private static FirmwareReport station() {
        return new FirmwareReport(
                "hall", "1.0.0", "cd".repeat(32), 9, 301, 4 << 20, 1_900_000, OtaState.VALID, 2, true, null, null);
    }

    private static Image image(
            int chip, long size, int flashMb, long secure, int least, @Nullable Integer most, String project) {
        return image(chip, size, flashMb, secure, least, most, project, false);
    }

    private static Image image(
            int chip,
            long size,
            int flashMb,
            long secure,
            int least,
            @Nullable Integer most,
            String project,
            boolean keyRevoked) {
        return new Image(
                1,
                "ef".repeat(32),
                project,
                "1.1.0",
                "",
                chip,
                "v5",
                "today",
                size,
                BUILD,
                flashMb,
                secure,
                least,
                most,
                false,
                "key",
                "maker",
                keyRevoked,
                "",
                "a.bin",
                Instant.EPOCH,
                null,
                null,
                0,
                0);
    }

    private static @Nullable Obstacle obstacle(Image image) {
        Reason reason = FitRules.obstacle(image, true, station());
        return reason == null ? null : reason.obstacle();
    }

    @Test
    void saysWhyAStationCannotTakeAnImage() {
        assertThat(obstacle(image(9, 1_900_000, 4, 2, 300, 399, "hall"))).isNull();
        assertThat(obstacle(image(0, 1_900_000, 4, 2, 0, null, "hall"))).isEqualTo(Obstacle.WRONG_CHIP);
        assertThat(obstacle(image(9, 1_900_000, 4, 2, 302, null, "hall"))).isEqualTo(Obstacle.WRONG_REVISION);
        assertThat(obstacle(image(9, 1_900_000, 4, 2, 0, 300, "hall"))).isEqualTo(Obstacle.WRONG_REVISION);
        assertThat(obstacle(image(9, 1_900_001, 4, 2, 0, null, "hall"))).isEqualTo(Obstacle.SLOT_TOO_SMALL);
        assertThat(obstacle(image(9, 1_900_000, 8, 2, 0, null, "hall"))).isEqualTo(Obstacle.FLASH_TOO_SMALL);
        assertThat(obstacle(image(9, 1_900_000, 4, 1, 0, null, "hall"))).isEqualTo(Obstacle.OLDER_SECURE_VERSION);
        assertThat(obstacle(image(9, 1_900_000, 4, 3, 0, null, "hall"))).isNull();
        assertThat(obstacle(image(9, 1_900_000, 4, 2, 0, null, "oven"))).isEqualTo(Obstacle.OTHER_PROJECT);
    }

    @Test
    void ofARevokedKeyNoStationCanTakeWhatItSigned() {
        Image revoked = image(9, 1_900_000, 4, 2, 0, null, "hall", true);
        assertThat(FitRules.obstacle(revoked, true, station())).isEqualTo(new Reason(Obstacle.KEY_REVOKED, ""));
        assertThat(FitRules.mismatch(revoked, true, station()))
                .as("the station itself could")
                .isNull();
        assertThat(FitRules.obstacle(image(0, 1, 4, 2, 0, null, "hall", true), true, station()))
                .as("what it could not take anyway")
                .isEqualTo(new Reason(Obstacle.WRONG_CHIP, "ESP32-S3"));
    }

    @Test
    void saysWhatTheImageWantsAndWhatTheStationHas() {
        assertThat(FitRules.obstacle(image(9, 1, 4, 2, 302, null, "hall"), true, station()))
                .isEqualTo(new Reason(Obstacle.WRONG_REVISION, "3.1 < 3.2"));
        assertThat(FitRules.obstacle(image(9, 1, 4, 2, 0, 99, "hall"), true, station()))
                .isEqualTo(new Reason(Obstacle.WRONG_REVISION, "3.1 > 0.99"));
        assertThat(FitRules.obstacle(image(9, 1, 8, 2, 0, null, "hall"), true, station()))
                .isEqualTo(new Reason(Obstacle.FLASH_TOO_SMALL, "4 MB < 8 MB"));
    }

    @Test
    void saysWhyNoImageCanComeToAStation() {
        Image image = image(9, 1_900_000, 4, 2, 0, null, "hall");
        assertThat(FitRules.obstacle(image, true, null)).isEqualTo(new Reason(Obstacle.NO_PROTOCOL, ""));
        assertThat(FitRules.obstacle(image, false, station())).isEqualTo(new Reason(Obstacle.NOT_APPROVED, ""));
        FirmwareReport runsIt =
                new FirmwareReport("hall", "9.9.9", BUILD, 9, 301, 0, 1_900_000, OtaState.VALID, 2, true, null, null);
        assertThat(FitRules.obstacle(image, true, runsIt))
                .as("whatever version it says")
                .isEqualTo(new Reason(Obstacle.SAME_BUILD, "9.9.9"));
    }

    @Test
    void aBoardThatDoesNotGoBackByItselfTakesNothing() {
        FirmwareReport bare = new FirmwareReport(
                "hall", "1.0.0", "cd".repeat(32), 9, 301, 4 << 20, 1_900_000, OtaState.VALID, 2, false, null, null);
        Image image = image(9, 1_900_000, 4, 2, 0, null, "hall");
        assertThat(FitRules.mismatch(image, true, station())).isNull();
        assertThat(FitRules.mismatch(image, true, bare)).isEqualTo(new Reason(Obstacle.NO_ROLLBACK, ""));
    }
}
