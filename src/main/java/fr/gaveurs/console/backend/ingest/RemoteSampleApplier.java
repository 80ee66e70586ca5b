package fr.gaveurs.console.backend.ingest;

import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.backend.features.devices.DeviceRegistry;
import fr.gaveurs.console.backend.features.devices.Station;
import fr.gaveurs.console.backend.features.quality.SampleWindows;
import fr.gaveurs.console.backend.features.quality.SampleWindows.Window;
import fr.gaveurs.console.backend.realtime.Hub;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What other consoles stored, brought to this one's stations, figures and dashboards as {@link AfterCommit} does it for
 * its own. Meters that count stay with the console that counted.
 */
public final class RemoteSampleApplier {
    private final DeviceRegistry registry;
    private final SampleWindows samples;
    private final Hub hub;
    private final Throughput throughput;
    private final Clock clock;
    private final Consumer<List<Sample>> remembered;

    /** @param remembered hears of the samples that the stations' memory now knows */
    public RemoteSampleApplier(
            DeviceRegistry registry,
            SampleWindows samples,
            Hub hub,
            Throughput throughput,
            Clock clock,
            Consumer<List<Sample>> remembered) {
        this.clock = clock;
        this.registry = registry;
        this.samples = samples;
        this.hub = hub;
        this.throughput = throughput;
        this.remembered = remembered;
    }

    /** Another console wrote rows of these stations; null: perhaps of all. */
    public void rows(@Nullable Collection<String> ids) throws SQLException {
        List<Sample> first = new ArrayList<>();
        for (Station fresh : registry.readOthers(ids)) {
            Sample newest = fresh.latest();
            if (newest != null) {
                throughput.add(newest.receivedAt(), newest.timestamp(), 1);
                hub.publish(newest, fresh.ageSeconds());
                first.add(newest);
            }
        }
        remembered.accept(first);
    }

    /** Another console stored samples in these windows; those of a station whose row is not there yet come with it. */
    public void samples(Collection<Window> windows) throws SQLException {
        List<String> unknown = windows.stream()
                .map(Window::deviceId)
                .filter(id -> registry.find(id) == null)
                .toList();
        if (!unknown.isEmpty()) {
            rows(unknown);
        }
        if (windows.isEmpty()) {
            return;
        }
        List<Sample> taken = new ArrayList<>();
        for (Sample sample : samples.read(windows)) {
            Station station = registry.find(sample.deviceId());
            if (station != null && station.storedElsewhere(sample, clock.instant())) {
                throughput.add(sample.receivedAt(), sample.timestamp(), 1);
                hub.publish(sample, station.ageSeconds());
                taken.add(sample);
            }
        }
        remembered.accept(taken);
    }

    /** Whatever is newer than what is known here, of the stations that are known. */
    public void everything() throws SQLException {
        samples(registry.stations().stream()
                .map(station -> Window.after(station.deviceId(), station.latest()))
                .toList());
    }
}
