package fr.gaveurs.console.backend.platform.settings;

/**
 * How firmware comes to stations.
 *
 * @param unsignedAdmitted whether images count that nobody signed
 * @param downloadKib KiB a second of all downloads together
 */
public record FirmwareSettings(boolean unsignedAdmitted, int downloadKib) {
    /** What the defaults say. */
    public static final FirmwareSettings USUAL = new FirmwareSettings(false, 2_048);
}
