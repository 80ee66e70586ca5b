package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.devices.DeviceSettings.Calibration;
import fr.gaveurs.console.api.devices.DeviceSettings.DevicePatch;
import fr.gaveurs.console.api.devices.DeviceSettings.Maintenance;
import fr.gaveurs.console.api.devices.DeviceSettings.NewCalibration;
import fr.gaveurs.console.backend.features.devices.DeviceActStore.Placed;
import fr.gaveurs.console.backend.features.quality.DeviceMessages;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a person changes of a station, checked as far as that can be done without knowing it. */
public final class DeviceChange {
    private final String words;
    private final UnaryOperator<Placed> change;

    private DeviceChange(String words, UnaryOperator<Placed> change) {
        this.words = words;
        this.change = change;
    }

    /** What was done, in a participle for the log. */
    String words() {
        return words;
    }

    /**
     * What it makes of a station.
     *
     * @throws ProblemException when it makes no sense of this one
     */
    Placed of(Placed before) {
        return change.apply(before);
    }

    /**
     * Name, place and maintenance.
     *
     * @throws ProblemException naming each field that cannot be
     */
    public static DeviceChange of(String deviceId, DevicePatch patch, Instant now) {
        List<FieldError> errors = new ArrayList<>();
        boolean begins = Boolean.TRUE.equals(patch.maintenance());
        if (!begins && patch.maintenanceReason() != null) {
            errors.add(new FieldError("maintenance_reason", "goes with maintenance: true alone"));
        }
        if (!begins && patch.maintenanceUntil() != null) {
            errors.add(new FieldError("maintenance_until", "goes with maintenance: true alone"));
        }
        if (begins
                && patch.maintenanceUntil() != null
                && !patch.maintenanceUntil().isAfter(now)) {
            errors.add(new FieldError("maintenance_until", "must lie ahead: it is " + now + " here"));
        }
        List<String> words = words(patch);
        if (errors.isEmpty() && words.isEmpty()) {
            errors.add(new FieldError("", "says nothing to change: give name, line, site_code or maintenance"));
        }
        if (!errors.isEmpty()) {
            throw ProblemException.validation("the station was not changed", errors);
        }
        return new DeviceChange(String.join(", ", words), before -> patched(deviceId, before, patch, now));
    }

    private static List<String> words(DevicePatch patch) {
        List<String> words = new ArrayList<>();
        if (patch.name() != null) {
            words.add("named");
        }
        if (patch.line() != null || patch.siteCode() != null) {
            words.add("moved");
        }
        if (patch.maintenance() != null) {
            words.add(patch.maintenance() ? "put into maintenance" : "taken out of maintenance");
        }
        return words;
    }

    private static Placed patched(String deviceId, Placed before, DevicePatch patch, Instant now) {
        DeviceSetup setup = before.setup();
        String site = patch.siteCode() == null
                ? before.siteCode()
                : patch.siteCode().isEmpty() ? DeviceMessages.siteOf(deviceId) : patch.siteCode();
        return new Placed(
                site,
                new DeviceSetup(
                        text(patch.name(), setup.name()),
                        text(patch.line(), setup.line()),
                        maintenance(setup.maintenanceAt(now), patch, now),
                        setup.calibration()));
    }

    private static @Nullable String text(@Nullable String given, @Nullable String before) {
        return given == null ? before : given.isBlank() ? null : given.strip();
    }

    private static @Nullable Maintenance maintenance(@Nullable Maintenance before, DevicePatch patch, Instant now) {
        Boolean wanted = patch.maintenance();
        if (wanted == null) {
            return before;
        }
        return wanted
                ? new Maintenance(
                        before == null ? micros(now) : before.since(),
                        patch.maintenanceUntil() == null ? null : micros(patch.maintenanceUntil()),
                        text(patch.maintenanceReason(), null))
                : null;
    }

    /**
     * How it is mounted and how often it measures.
     *
     * @throws ProblemException naming each field that cannot be
     */
    public static DeviceChange of(NewCalibration calibration, Instant now) {
        if ((calibration.zoneWidthMm() == null) != (calibration.zoneHeightMm() == null)) {
            throw ProblemException.validation(
                    "the station was not calibrated",
                    List.of(new FieldError(
                            calibration.zoneWidthMm() == null ? "zone_width_mm" : "zone_height_mm",
                            "is needed: the width and the height of a zone go together")));
        }
        return new DeviceChange("calibrated", before -> calibrated(before, calibration, now));
    }

    private static Placed calibrated(Placed before, NewCalibration wanted, Instant now) {
        Calibration stored = before.setup().calibration();
        Instant version = stored == null ? null : stored.updatedAt();
        if (wanted.replaces() != null && !Objects.equals(micros(wanted.replaces()), version)) {
            throw ProblemException.conflict("somebody calibrated this station meanwhile, at " + version
                    + ": look at it again, and then decide");
        }
        // By a clock that was set back a newer version would seem the older one.
        Instant at = micros(now);
        Instant updated = version == null || at.isAfter(version) ? at : version.plus(1, ChronoUnit.MICROS);
        DeviceSetup setup = before.setup();
        return new Placed(
                before.siteCode(),
                new DeviceSetup(
                        setup.name(),
                        setup.line(),
                        setup.maintenance(),
                        new Calibration(
                                wanted.mountingHeightMm(),
                                wanted.zoneWidthMm(),
                                wanted.zoneHeightMm(),
                                wanted.reflectanceUnit(),
                                wanted.intervalSeconds(),
                                updated)));
    }

    /** As the database keeps it. */
    private static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
