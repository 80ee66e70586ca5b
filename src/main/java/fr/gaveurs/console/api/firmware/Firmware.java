package fr.gaveurs.console.api.firmware;

import fr.gaveurs.console.api.Keyed;
import fr.gaveurs.console.api.audit.Audit.ActorKind;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Images, the keys that they are signed with, and what each station runs. */
public final class Firmware {
    /** Bytes that an image may have. */
    public static final int MAX_IMAGE = 16 << 20;
    /** Images that are kept at once. */
    public static final int MAX_IMAGES = 100;
    /** Characters of release notes. */
    public static final int MAX_NOTES = 4_000;

    private Firmware() {}

    /**
     * An image that was taken in.
     *
     * @param sha256 of the file
     * @param chip such as {@code ESP32-S3}
     * @param size bytes
     * @param elfSha256 tells one build from another
     * @param flashSizeMb that it was built for; 0: not known
     * @param minRevision of the chip, major × 100 + minor
     * @param maxRevision of the chip; null: no limit
     * @param secureBoot whether a block of secure boot follows the image
     * @param keyId of the key that it is signed with; null: it is not signed
     * @param keyName what the key is called
     * @param keyRevoked whether that key counts no more
     * @param uploadedBy null where nobody said a name: then the kind tells a window from a program
     * @param uploadedByKind null of one from before it was written down
     * @param running stations of the hall whose last hello named this build
     * @param rollouts that were made of it
     */
    public record Image(
            long id,
            String sha256,
            String project,
            String version,
            String chip,
            int chipId,
            String idfVersion,
            String built,
            long size,
            String elfSha256,
            int flashSizeMb,
            long secureVersion,
            int minRevision,
            @Nullable Integer maxRevision,
            boolean secureBoot,
            @Nullable String keyId,
            @Nullable String keyName,
            boolean keyRevoked,
            String notes,
            String fileName,
            Instant uploadedAt,
            @Nullable String uploadedBy,
            @Nullable ActorKind uploadedByKind,
            int running,
            int rollouts) {
        public boolean signed() {
            return keyId != null;
        }
    }

    /**
     * What comes with an image's bytes.
     *
     * @param project for an image of Arduino, which does not know its own; else it must be the image's
     * @param version likewise
     * @param signature base64url of what {@code firmware sign} wrote; null: not signed
     * @param keyId of the key that signed
     */
    public record UploadQuery(
            @NotNull @Size(min = 1, max = 255) String fileName,

            @Nullable
            @Pattern(
                    regexp = "[A-Za-z0-9][A-Za-z0-9 ._-]{0,31}",
                    message = "must be 1 to 32 letters, digits, '.', '_', '-'")
            String project,

            @Nullable
            @Pattern(
                    regexp = "[A-Za-z0-9][A-Za-z0-9 .+_-]{0,31}",
                    message = "must be 1 to 32 letters, digits, '.', '+', '-'")
            String version,

            @Nullable @Size(max = MAX_NOTES) String notes,
            @Nullable @Size(max = 200) String signature,

            @Nullable @Pattern(regexp = "[0-9a-f]{16}", message = "must be 16 hexadecimal digits")
            String keyId) {}

    /** Why a station cannot take an image. */
    public enum Obstacle implements Keyed {
        /** Its firmware does not speak the protocol of updates. */
        NO_PROTOCOL,
        /** Its bootloader does not go back by itself: a bad image would lose it. */
        NO_ROLLBACK,
        NOT_APPROVED,
        WRONG_CHIP,
        /** The image is not for this revision of the chip. */
        WRONG_REVISION,
        /** The image is larger than the station's slot. */
        SLOT_TOO_SMALL,
        /** The image was built for more flash than the station has. */
        FLASH_TOO_SMALL,
        /** The image's secure version is lower than the station's. */
        OLDER_SECURE_VERSION,
        /** It runs firmware of another project. */
        OTHER_PROJECT,
        /** It runs this build already. */
        SAME_BUILD,
        /** It could, but nobody signed the image, and such are not admitted. */
        UNSIGNED,
        /** It could, but the key that signed the image counts no more. */
        KEY_REVOKED
    }

    /**
     * Whether a station can take an image.
     *
     * @param obstacle null: it can
     * @param detail figures of the obstacle, such as {@code ESP32-C3}; empty where it needs none
     * @param runs the version of what it runs; null where that is not known
     * @param older whether the image surely is of an earlier version than that: it would be a step back
     */
    public record Fit(
            String deviceId,
            @Nullable String line,
            @Nullable Obstacle obstacle,
            String detail,
            @Nullable String runs,
            boolean older) {}

    /**
     * What a station runs.
     *
     * @param firmwareVersion what the hello says beside the protocol of updates
     * @param report null: its firmware does not speak that protocol, and it cannot be updated from here
     * @param runs the version of the build that it runs, whatever its hello says; null where that names no build
     * @param knownImage the image of this build, if it was uploaded
     * @param unsigned whether that image is not signed: nobody vouches for what the station runs
     * @param keyRevoked whether the key that signed that image counts no more
     */
    public record StationFirmware(
            String deviceId,
            String siteCode,
            @Nullable String line,
            @Nullable String firmwareVersion,
            @Nullable FirmwareReport report,
            @Nullable Instant heardAt,
            @Nullable String runs,
            @Nullable Long knownImage,
            boolean unsigned,
            boolean keyRevoked) {}

    /**
     * What happened to a station's firmware.
     *
     * @param unsigned whether the image of the rollout is not signed
     */
    public record Event(
            Instant at,
            @Nullable Long rolloutId,
            @Nullable String version,
            Rollouts.InstallState state,
            @Nullable String reason,
            boolean unsigned) {}

    /** A station's firmware, and what happened to it, newest first, at most 200. */
    public record StationHistory(StationFirmware now, List<Event> events) {}

    /**
     * A public key whose signatures count.
     *
     * @param id the first 16 hexadecimal digits of the SHA-256 of its encoding
     * @param algorithm {@code ecdsa-p256-sha256} or {@code ed25519}
     * @param revokedAt null: it counts
     */
    public record Key(
            String id,
            String name,
            String algorithm,
            String publicKey,
            Instant addedAt,
            @Nullable String addedBy,
            @Nullable Instant revokedAt) {}

    /** @param publicKey PEM, as {@code firmware keygen} wrote it */
    public record NewKey(
            @NotNull
            @Pattern(
                    regexp = "[^\\p{Cntrl}]{1,60}",
                    message = "must be 1 to 60 characters, none of them a control character")
            String name,

            @NotNull @Size(max = 2_000) String publicKey) {}
}
