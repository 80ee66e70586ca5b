package fr.gaveurs.console.backend.features.quality;

import fr.gaveurs.console.api.devices.DeviceSettings.Calibration;
import fr.gaveurs.console.api.devices.DeviceSettings.ReflectanceUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What grading takes of how a sensor is mounted.
 *
 * @param floorMm distance of the empty tray, mm; null: the median of the sample's valid border zones
 * @param zoneAreaMm2 of one zone on the tray
 * @param reflectance on which scale the reflectances are; null: told by their values
 */
public record TofCalibration(
        @Nullable Double floorMm,
        double zoneAreaMm2,
        @Nullable ReflectanceUnit reflectance) {
    /** Of a station that nobody calibrated. */
    public static final TofCalibration USUAL = new TofCalibration(null, TofGrader.ZONE_AREA_MM2, null);

    /** @param calibration null where there is none */
    public static TofCalibration of(@Nullable Calibration calibration) {
        if (calibration == null) {
            return USUAL;
        }
        boolean sized = calibration.zoneWidthMm() != null && calibration.zoneHeightMm() != null;
        return new TofCalibration(
                calibration.mountingHeightMm(),
                sized
                        ? Objects.requireNonNull(calibration.zoneWidthMm())
                                * Objects.requireNonNull(calibration.zoneHeightMm())
                        : TofGrader.ZONE_AREA_MM2,
                calibration.reflectanceUnit());
    }
}
