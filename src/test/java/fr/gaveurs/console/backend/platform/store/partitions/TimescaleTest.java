package fr.gaveurs.console.backend.platform.store.partitions;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.platform.postgres.EmbeddedPostgres;
import fr.gaveurs.console.backend.platform.postgres.UnpackedPostgres;
import fr.gaveurs.console.backend.platform.store.MemoryTempDir;
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

    /**
     * As the extension keeps rows: in a chunk that inherits from the table, to which inserts are led, and which a
     * {@code DROP TABLE} of the table, and of no other with it, drops beforehand (its {@code process_drop_hypertable});
     * without that PostgreSQL would refuse to drop what others inherit from.
     */
    private static final String CHUNKS = """
            CREATE SCHEMA chunks;
            CREATE FUNCTION to_chunk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                EXECUTE format('INSERT INTO chunks.%I SELECT $1.*', TG_TABLE_NAME) USING NEW; RETURN NULL; END $$;
            CREATE FUNCTION make_chunk(relation regclass) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
                EXECUTE format('CREATE TABLE chunks.%I () INHERITS (%s)', relation::text, relation);
                EXECUTE format('CREATE TRIGGER to_chunk BEFORE INSERT ON %s FOR EACH ROW EXECUTE FUNCTION to_chunk()',
                    relation); END $$;
            CREATE FUNCTION drop_chunk() RETURNS event_trigger LANGUAGE plpgsql AS $$
            DECLARE name text := substring(current_query() FROM '^DROP TABLE (\\w+)$'); BEGIN
                IF to_regclass('chunks.' || name) IS NOT NULL
                        AND current_setting('chunks.dropping', true) IS DISTINCT FROM name THEN
                    PERFORM set_config('chunks.dropping', name, true);
                    EXECUTE 'DROP TABLE chunks.' || name; END IF; END $$;
            CREATE EVENT TRIGGER drop_chunk ON ddl_command_start WHEN TAG IN ('DROP TABLE')
                EXECUTE FUNCTION drop_chunk();
            """;

    @TempDir(factory = MemoryTempDir.class)
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
    void aTableThatIsDividedNoMoreTakesTheRowsOfItsChunksAlong() throws Exception {
        ConnectionInfo info = startWith(STAND_IN + CHUNKS);
        assertThat(new Migrations(info).migrateTo("039")).isEqualTo(Partitioning.TIMESCALE);
        try (Connection connection = Connections.open(info, Connections.Kind.ADMIN);
                var statement = connection.createStatement()) {
            statement.execute("SELECT make_chunk('model_graded_samples')");
            statement.execute("INSERT INTO model_graded_samples (time, version_id, formula_spectral_score,"
                    + " formula_score, device_id, sample_id, version_name, version_sha256, profile_name, formula_grade)"
                    + " SELECT '2026-11-16 12:00+00'::timestamptz + n * interval '1 day', 1, 0.5, 0.5, 'd', 's' || n,"
                    + " 'v', 'h', 'p', 'A' FROM generate_series(1, 40) n");
            assertThat(count(connection, "ONLY model_graded_samples")).isZero();
            assertThat(count(connection, "chunks.model_graded_samples")).isEqualTo(40);

            assertThat(new Migrations(info).migrate()).isEqualTo(Partitioning.TIMESCALE);

            assertThat(count(connection, "ONLY model_graded_samples")).isEqualTo(40);
            assertThat(count(connection, "pg_class WHERE relnamespace = 'chunks'::regnamespace"))
                    .isZero();
            assertThat(calls(connection)).noneMatch(call -> call.startsWith("model_graded_samples"));
        }
    }

    private static long count(Connection connection, String table) throws SQLException {
        try (ResultSet count = connection.createStatement().executeQuery("SELECT count(*) FROM " + table)) {
            count.next();
            return count.getLong(1);
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
