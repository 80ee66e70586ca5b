package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.devices.DevicesApi;
import fr.gaveurs.console.backend.features.quality.GradedSample;
import fr.gaveurs.console.backend.platform.audit.AuditLog;
import fr.gaveurs.console.backend.platform.store.Database;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells samples whose station a person made the console forget, after they came and before they were stored, from those
 * of a station whose row never reached the database. By the journal: there a forgetting stands for longer than any spool
 * lies.
 */
final class ForgottenSamples {
    private static final Logger LOG = LoggerFactory.getLogger(ForgottenSamples.class);
    private static final List<String> ERASING = List.of(DevicesApi.ERASE_DEVICE.id());
    private static final List<String> FORGETTING = List.of(DevicesApi.FORGET_DEVICE.id(), DevicesApi.ERASE_DEVICE.id());

    private final Database database;

    ForgottenSamples(Database database) {
        this.database = database;
    }

    /** When stations were last forgotten, and when with their samples. */
    private record Acts(Map<String, Instant> forgotten, Map<String, Instant> erased) {}

    /**
     * Those of samples whose station was not forgotten since. Those of one that was forgotten with its samples are to be
     * deleted, too.
     *
     * @param stored just now, out of the spool of an earlier run
     * @return none where it cannot be told: their stations come again with what they say next
     */
    List<GradedSample> without(List<GradedSample> stored) {
        Set<String> ids =
                stored.stream().map(sample -> sample.measurement().deviceId()).collect(Collectors.toSet());
        try {
            Acts acts = database.read(connection -> new Acts(
                    AuditLog.last(connection, DeviceActStore.OBJECT_KIND, ids, FORGETTING),
                    AuditLog.last(connection, DeviceActStore.OBJECT_KIND, ids, ERASING)));
            List<GradedSample> left = new ArrayList<>();
            Map<String, Long> erased = new HashMap<>();
            for (GradedSample sample : stored) {
                String id = sample.measurement().deviceId();
                if (!isBefore(sample, acts.forgotten().get(id))) {
                    left.add(sample);
                } else if (isBefore(sample, acts.erased().get(id))) {
                    erased.merge(id, sample.sequence(), Math::max);
                }
            }
            if (!erased.isEmpty()) {
                database.change(connection -> ErasureStore.again(connection, erased));
            }
            if (left.size() < stored.size()) {
                LOG.info(
                        "{} samples of the spool are of stations that were forgotten since: these stay so",
                        stored.size() - left.size());
            }
            return left;
        } catch (SQLException e) {
            LOG.warn("whether stations of the spool were forgotten since is not known: {}", e.getMessage());
            return List.of();
        }
    }

    private static boolean isBefore(GradedSample sample, @Nullable Instant act) {
        return act != null && !sample.receivedAt().isAfter(act);
    }
}
