package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.devices.Devices.Device;
import fr.gaveurs.console.api.devices.Devices.DeviceDay;
import fr.gaveurs.console.api.quality.Statistics.StatsQuery;
import fr.gaveurs.console.backend.features.quality.StatsQueries;
import fr.gaveurs.console.backend.platform.cache.Cache;
import fr.gaveurs.console.backend.platform.cache.CacheKey;
import fr.gaveurs.console.backend.platform.cache.CacheKind;
import fr.gaveurs.console.backend.platform.cache.Tags;
import fr.gaveurs.console.backend.platform.store.errors.DatabaseErrors;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came of all stations today: two queries for all of them, whoever asks, every ten seconds at most. */
final class DeviceToday {
    /** It goes by time alone: every sample would make it old, and nobody counts along. */
    static final CacheKind KIND = new CacheKind("devices_today", Duration.ofSeconds(10));

    private final StatsQueries statistics;
    private final DeviceHistory history;
    private final Cache cache;

    /** What is cached, of stations of which something came. */
    record Days(Map<String, DeviceDay> byDevice) {}

    DeviceToday(StatsQueries statistics, DeviceHistory history, Cache cache) {
        this.statistics = statistics;
        this.history = history;
        this.cache = cache;
    }

    /** Of each of these stations; null while the database is away. */
    @Nullable
    Map<String, DeviceDay> of(List<Device> devices) throws Exception {
        StatsQuery day = statistics.settledToday();
        CacheKey key = CacheKey.shared(KIND, "today", day, Tags.TIME);
        Days days;
        try {
            days = Json.MAPPER.readValue(cache.get(key, () -> read(day)), Days.class);
        } catch (Exception e) {
            if (DatabaseErrors.isUnavailable(e)) {
                return null;
            }
            throw e;
        }
        Map<String, DeviceDay> all = HashMap.newHashMap(devices.size());
        for (Device device : devices) {
            all.put(device.deviceId(), days.byDevice().getOrDefault(device.deviceId(), DeviceDay.NOTHING));
        }
        return all;
    }

    private Days read(StatsQuery day) throws SQLException {
        Map<String, DeviceDay> byDevice = new HashMap<>();
        statistics.samplesByDevice(day).forEach((id, samples) -> byDevice.put(id, new DeviceDay(samples, 0)));
        history.refusedToday()
                .forEach((id, refused) -> byDevice.merge(
                        id, new DeviceDay(0, refused), (one, other) -> new DeviceDay(one.samples(), other.refused())));
        return new Days(byDevice);
    }
}
