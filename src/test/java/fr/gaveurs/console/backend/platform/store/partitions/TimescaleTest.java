package fr.gaveurs.console.backend.platform.store.partitions;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.platform.postgres.EmbeddedPostgres;
import fr.gaveurs.console.backend.platform.postgres.UnpackedPostgres;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import fr.gaveurs.console.backend.platform.store.connection.Connections;
import fr.gaveurs.console.backend.platform.store.migrations.Migrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The way that is taken where the server has TimescaleDB, which no test can install. A stand-in of the extension with
 * the functions' documented signatures writes down how it is called: that shows what we ask for and when, and that the
 * tables are plain ones then, not what the real one makes of it.
 */
class TimescaleTest {
    private static final String STAND_IN = """
            CREATE TABLE calls (at serial, call text);
            CREATE FUNCTION by_range(column_name name, partition_interval interval) RETURNS text
                LANGUAGE sql AS $$ SELECT column_name || ' by ' || partition_interval $$;
            CREATE FUNCTION create_hypertable(relation regclass, dimension text,
                create_default_indexes boolean DEFAULT true, if_not_exists boolean DEFAULT false,
                migrate_data boolean DEFAULT false) RETURNS int LANGUAGE sql AS $$
                INSERT INTO calls (call) VALUES (relation || ' ' || dimension || ' ' || create_default_indexes
                    || ' ' || if_not_exists) RETURNING 1 $$;
            CREATE FUNCTION drop_chunks(relation regclass, older_than timestamptz) RETURNS SETOF text LANGUAGE sql AS $$
                INSERT INTO calls (call) VALUES ('drop ' || relation || ' ' || older_than) RETURNING call $$;
            """;

    @TempDir
    Path data;

    private EmbeddedPostgres postgres;

    private ConnectionInfo startWith(String script) throws IOException {
        UnpackedPostgres.linkInto(data);
        try (Stream<Path> homes = Files.list(data.resolve("postgres"))) {
            Path extensions = homes.findFirst().orElseThrow().resolve("share/postgresql/extension");
            Files.writeString(extensions.resolve("timescaledb.control"), "default_version = '1'\n");
            Files.writeString(extensions.resolve("timescaledb--1.sql"), script);
        }
        postgres = new EmbeddedPostgres(data);
        postgres.start();
        return postgres.connectionInfo();
    }

    @AfterEach
    void stop() {
        postgres.stop(Duration.ofSeconds(20));
    }

    @Test
    void makesHypertablesAndLetsTheExtensionDropTheirChunks() throws Exception {
        ConnectionInfo info = startWith(STAND_IN);

        assertThat(new Migrations(info).migrate()).isEqualTo(Partitioning.TIMESCALE);
        assertThat(new Migrations(info).migrate()).isEqualTo(Partitioning.TIMESCALE);

        Partitions partitions = Partitions.of(Partitioning.TIMESCALE);
        Instant cutoff = Instant.parse("2026-11-16T12:00:00Z");
        try (Connection connection = Connections.open(info, Connections.Kind.ADMIN)) {
            partitions.ensure(connection, List.of(cutoff));
            assertThat(connection
                            .createStatement()
                            .executeUpdate(
                                    "INSERT INTO sample_histograms VALUES ('2026-11-16 12:00+00', 'd', 's', '')"))
                    .isEqualTo(1);
            assertThat(partitions.dropOlderThan(connection, "sample_histograms", cutoff))
                    .isEqualTo(1);
            assertThat(calls(connection))
                    .startsWith("sensor_samples time by 1 day false true", "sample_histograms time by 1 day false true")
                    .endsWith("drop sample_histograms 2026-11-16 12:00:00+00");
        }
    }

    @Test
    void anExtensionThatCannotBeCreatedIsLeftAlone() throws Exception {
        ConnectionInfo info = startWith("DO $$ BEGIN RAISE 'must be preloaded'; END $$;");

        assertThat(new Migrations(info).migrate()).isEqualTo(Partitioning.NATIVE);
        assertThat(new Migrations(info).migrate()).isEqualTo(Partitioning.NATIVE);
    }

    private static List<String> calls(Connection connection) throws SQLException {
        try (ResultSet calls =
                connection.createStatement().executeQuery("SELECT array_agg(call ORDER BY at) FROM calls")) {
            calls.next();
            return List.of((String[]) calls.getArray(1).getArray());
        }
    }
}
