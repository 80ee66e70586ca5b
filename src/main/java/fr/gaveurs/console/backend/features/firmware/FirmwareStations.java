package fr.gaveurs.console.backend.features.firmware;

import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.api.firmware.Firmware.Image;
import fr.gaveurs.console.api.firmware.FirmwareReport;
import fr.gaveurs.console.backend.features.devices.DeviceHistory;
import fr.gaveurs.console.backend.features.devices.DeviceRegistry;
import fr.gaveurs.console.backend.features.devices.Station;
import fr.gaveurs.console.backend.features.firmware.rollout.Baseline;
import fr.gaveurs.console.backend.features.firmware.rollout.Evidence;
import fr.gaveurs.console.backend.features.firmware.rollout.Place;
import fr.gaveurs.console.backend.features.firmware.rollout.Stations;
import fr.gaveurs.console.backend.features.quality.SampleQuality;
import fr.gaveurs.console.backend.features.quality.SampleQuality.Counts;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** What rollouts ask of stations, of those that this console knows. */
final class FirmwareStations implements Stations {
    private final DeviceRegistry registry;
    private final DeviceHistory history;
    private final SampleQuality quality;
    private final StationReports reports;
    private final LongFunction<Optional<Image>> images;
    private final InstantSource clock;

    FirmwareStations(
            DeviceRegistry registry,
            DeviceHistory history,
            SampleQuality quality,
            StationReports reports,
            LongFunction<Optional<Image>> images,
            InstantSource clock) {
        this.registry = registry;
        this.history = history;
        this.quality = quality;
        this.reports = reports;
        this.images = images;
        this.clock = clock;
    }

    @Override
    public Place place(String deviceId, long imageId, boolean online) {
        Station station = registry.find(deviceId);
        Image image = images.apply(imageId).orElse(null);
        if (station == null || image == null) {
            return Place.unknown(deviceId);
        }
        Device device = station.device();
        FitRules.Reason reason = FitRules.mismatch(image, station.approved(), report(deviceId));
        return new Place(
                device.line() == null ? "station " + deviceId : device.siteCode() + ' ' + device.line(),
                online,
                device.ageSeconds(),
                reason == null,
                device.intervalSeconds());
    }

    /** What a station said that it runs; null if it does not speak the protocol of updates. */
    @Nullable
    FirmwareReport report(String deviceId) {
        StationReports.Heard heard = reports.find(deviceId);
        return heard == null ? null : heard.report();
    }

    @Override
    public Baseline baseline(String deviceId) throws SQLException {
        Counts day = quality.before(deviceId);
        long refused = refused(deviceId);
        // A station that said nothing for a day has a newest sample nevertheless.
        long newest = day.samples() > 0
                ? day.newest()
                : quality.after(deviceId, 0, null).newest();
        return new Baseline(
                newest,
                refused,
                new Evidence(day.samples(), day.ungraded(), day.differing(), refused),
                clock.instant());
    }

    @Override
    public Evidence since(String deviceId, Baseline baseline) throws SQLException {
        Counts counts = quality.after(deviceId, baseline.seq(), baseline.at());
        // Refusals are counted by days: after midnight those before it are not told apart any more.
        long refused = Math.max(0, refused(deviceId) - baseline.refused());
        return new Evidence(counts.samples(), counts.ungraded(), counts.differing(), refused);
    }

    private long refused(String deviceId) throws SQLException {
        return history.faultsToday(deviceId);
    }
}
