package fr.gaveurs.console.backend.features.firmware;

import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.api.firmware.Firmware.Fit;
import fr.gaveurs.console.api.firmware.Firmware.Image;
import fr.gaveurs.console.api.firmware.Firmware.Obstacle;
import fr.gaveurs.console.api.firmware.Firmware.StationFirmware;
import fr.gaveurs.console.api.firmware.FirmwareReport;
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
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What every station runs, and what it can take. */
final class FleetView implements FirmwareRoutes.Fleet, RolloutDesk.Targets {
    /** So much that is unknown is named at once. */
    private static final int MOST_NAMED = 10;

    private final DeviceRegistry registry;
    private final StationReports reports;
    private final Supplier<List<Image>> images;
    private final boolean unsignedAdmitted;

    /** @param unsignedAdmitted whether stations may be given what nobody signed */
    FleetView(DeviceRegistry registry, StationReports reports, Supplier<List<Image>> images, boolean unsignedAdmitted) {
        this.unsignedAdmitted = unsignedAdmitted;
        this.registry = registry;
        this.reports = reports;
        this.images = images;
    }

    private Stream<Station> hall() {
        return registry.stations().stream().filter(DeviceRegistry::counts);
    }

    private @Nullable FirmwareReport report(Station station) {
        StationReports.Heard heard = reports.find(station.deviceId());
        return heard == null ? null : heard.report();
    }

    @Override
    public List<Fit> fits(Image image) {
        Known known = new Known(images.get());
        return hall().map(station -> fit(image, station, known)).toList();
    }

    private Fit fit(Image image, Station station, Known known) {
        FirmwareReport report = report(station);
        FitRules.Reason reason = FitRules.obstacle(image, station.approved(), report);
        if (reason == null && !image.signed() && !unsignedAdmitted) {
            reason = new FitRules.Reason(Obstacle.UNSIGNED, "");
        }
        String runs = report == null ? null : known.builds.version(report);
        return new Fit(
                station.deviceId(),
                station.device().line(),
                reason == null ? null : reason.obstacle(),
                reason == null ? "" : reason.detail(),
                runs,
                runs != null && VersionOrder.isOlder(image.version(), runs));
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

    /** Those of a plan that can take an image, as long as its key counts. */
    private Stream<Station> meant(Image image, Plan plan) {
        return hall().filter(station -> FitRules.mismatch(image, station.approved(), report(station)) == null)
                .filter(station ->
                        plan.deviceIds().isEmpty() || plan.deviceIds().contains(station.deviceId()))
                .filter(station -> {
                    String line = station.device().line();
                    return plan.lines().isEmpty()
                            || (line != null && plan.lines().contains(line));
                });
    }

    @Override
    public List<Target> of(Image image, Plan plan) {
        return meant(image, plan)
                .map(station -> {
                    FirmwareReport report = report(station);
                    return new Target(station.deviceId(), report == null ? null : report.elfSha256());
                })
                .toList();
    }

    /**
     * What drafts would take now. What builds are called is read once, when the first draft needs it.
     *
     * @param found an image by its number
     */
    RolloutQueries.Drafts drafts(LongFunction<Optional<Image>> found) {
        return new RolloutQueries.Drafts() {
            private @Nullable Known known;

            @Override
            public RolloutQueries.Drafted of(long id, Plan plan) {
                Image image = found.apply(id).orElse(null);
                if (image == null) {
                    return RolloutQueries.Drafted.NOTHING;
                }
                Known now = known == null ? new Known(images.get()) : known;
                known = now;
                List<Station> stations = meant(image, plan).toList();
                return new RolloutQueries.Drafted(
                        stations.stream().map(Station::deviceId).toList(), (int) stations.stream()
                                .flatMap(station -> Stream.ofNullable(report(station)))
                                .filter(report -> VersionOrder.isOlder(image.version(), now.builds.version(report)))
                                .count());
            }
        };
    }

    @Override
    public List<StationFirmware> stations() {
        Known known = new Known(images.get());
        return hall().map(station -> of(station, known)).toList();
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
                image != null && !image.signed(),
                image != null && image.keyRevoked());
    }
}
