package fr.gaveurs.console.backend.features.firmware;

import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.api.firmware.Firmware.Fit;
import fr.gaveurs.console.api.firmware.Firmware.Image;
import fr.gaveurs.console.api.firmware.Firmware.StationFirmware;
import fr.gaveurs.console.api.firmware.Rollouts.Plan;
import fr.gaveurs.console.backend.features.devices.DeviceRegistry;
import fr.gaveurs.console.backend.features.devices.Station;
import fr.gaveurs.console.backend.features.firmware.rollout.RolloutActs.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What every station runs, and what it can take. */
final class FleetView implements FirmwareRoutes.Fleet, RolloutDesk.Targets {
    /** So much that is unknown is named at once. */
    private static final int MOST_NAMED = 10;

    private final DeviceRegistry registry;
    private final StationReports reports;
    private final Supplier<List<Image>> images;

    FleetView(DeviceRegistry registry, StationReports reports, Supplier<List<Image>> images) {
        this.registry = registry;
        this.reports = reports;
        this.images = images;
    }

    @Override
    public List<Fit> fits(Image image) {
        return registry.stations().stream()
                .filter(DeviceRegistry::counts)
                .map(station -> fit(image, station))
                .toList();
    }

    private Fit fit(Image image, Station station) {
        StationReports.Heard heard = reports.find(station.deviceId());
        FitRules.Reason reason = FitRules.obstacle(image, station.approved(), heard == null ? null : heard.report());
        return new Fit(
                station.deviceId(),
                station.device().line(),
                reason == null ? null : reason.obstacle(),
                reason == null ? "" : reason.detail());
    }

    @Override
    public List<String> unknown(Plan plan) {
        Set<String> ids = new HashSet<>();
        Set<String> lines = new HashSet<>();
        registry.stations().stream().filter(DeviceRegistry::counts).forEach(station -> {
            ids.add(station.deviceId());
            String line = station.device().line();
            if (line != null) {
                lines.add(line);
            }
        });
        List<String> unknown = new ArrayList<>();
        plan.deviceIds().stream().filter(id -> !ids.contains(id)).forEach(id -> unknown.add("station " + id));
        plan.lines().stream().filter(line -> !lines.contains(line)).forEach(line -> unknown.add("line " + line));
        return unknown.subList(0, Math.min(MOST_NAMED, unknown.size()));
    }

    @Override
    public List<Target> of(Image image, Plan plan) {
        return fits(image).stream()
                .filter(fit -> fit.obstacle() == null)
                .filter(fit -> plan.deviceIds().isEmpty() || plan.deviceIds().contains(fit.deviceId()))
                .filter(fit -> plan.lines().isEmpty()
                        || (fit.line() != null && plan.lines().contains(fit.line())))
                .map(fit -> {
                    StationReports.Heard heard = reports.find(fit.deviceId());
                    return new Target(
                            fit.deviceId(),
                            heard == null ? null : heard.report().elfSha256());
                })
                .toList();
    }

    @Override
    public List<StationFirmware> stations() {
        Known known = new Known(images.get());
        return registry.stations().stream()
                .filter(DeviceRegistry::counts)
                .map(station -> of(station, known))
                .toList();
    }

    @Override
    public Optional<StationFirmware> station(String deviceId) {
        return Optional.ofNullable(registry.find(deviceId)).map(station -> of(station, new Known(images.get())));
    }

    /** What is known of builds. */
    private final class Known {
        private final Map<String, Image> byElf = new HashMap<>();
        private final Builds builds;

        Known(List<Image> all) {
            // The newest comes first: of two with one build, one signed later, that one counts.
            all.forEach(image -> byElf.putIfAbsent(image.elfSha256(), image));
            builds = new Builds(reports.all(), all);
        }
    }

    private StationFirmware of(Station station, Known known) {
        Device device = station.device();
        StationReports.@Nullable Heard heard = reports.find(device.deviceId());
        Image image = heard == null ? null : known.byElf.get(heard.report().elfSha256());
        return new StationFirmware(
                device.deviceId(),
                device.siteCode(),
                device.line(),
                device.firmwareVersion(),
                heard == null ? null : heard.report(),
                heard == null ? null : heard.at(),
                heard == null ? null : known.builds.version(heard.report()),
                image == null ? null : (Long) image.id(),
                image != null && !image.signed());
    }
}
