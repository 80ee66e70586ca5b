package fr.gaveurs.console.backend.features.models.registry;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.partitions.Partitioning;
import fr.gaveurs.console.backend.platform.store.partitions.Partitions;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A day of the gate is one of the hall: a shift that ends at midnight there is one day, whatever UTC says. */
class GateDaysTest {
    /** Of an evening and the night after it in France: two days there, and one by UTC. */
    private static final Instant EVENING = Instant.parse("2027-03-02T22:30:00Z");

    private static final Instant NIGHT = Instant.parse("2027-03-02T23:30:00Z");

    @Test
    void aDayEndsAtTheHallsMidnight() throws Exception {
        try (Database database = TestDatabase.fresh()) {
            long id = database.write(connection -> {
                Partitions.of(Partitioning.NATIVE).ensure(connection, List.of(EVENING, NIGHT));
                try (var statement = connection.createStatement()) {
                    statement.execute(
                            "INSERT INTO model_versions (name, state, targets, methods, sha256, artefact, seed,"
                                    + " code_version) VALUES ('v', 'validated', '{freshness}', '{ridge}', 'h', '', 1, '1')");
                    statement.execute("INSERT INTO model_assignments (role, version_id, at)"
                            + " SELECT 'shadow', id, '2027-03-01T00:00:00Z' FROM model_versions");
                    statement.execute("INSERT INTO predictions (time, made_at, version_id, device_id, sample_id, role)"
                            + " SELECT t, t, id, 'd', t::text, 'shadow' FROM model_versions, unnest(ARRAY['" + EVENING
                            + "', '" + NIGHT + "']::timestamptz[]) t");
                    try (var row = statement.executeQuery("SELECT id FROM model_versions")) {
                        row.next();
                        return row.getLong(1);
                    }
                }
            });

            assertThat(days(database, id, "UTC")).isEqualTo(1);
            assertThat(days(database, id, "Europe/Paris")).isEqualTo(2);
        }
    }

    private static int days(Database database, long id, String zone) {
        return new Gate(database.jdbi(), ZoneId.of(zone))
                .report(new VersionStore(database.jdbi(), any -> null).need(id))
                .shadowDays();
    }
}
