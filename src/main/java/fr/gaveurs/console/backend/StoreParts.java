package fr.gaveurs.console.backend;

import fr.gaveurs.console.backend.lifecycle.Deadline;
import fr.gaveurs.console.backend.lifecycle.Lifecycle;
import fr.gaveurs.console.backend.lifecycle.Part;
import fr.gaveurs.console.backend.lifecycle.StartException;
import fr.gaveurs.console.backend.settings.Settings;
import fr.gaveurs.console.backend.store.ConnectionInfo;
import fr.gaveurs.console.backend.store.Database;
import fr.gaveurs.console.backend.store.EmbeddedPostgres;
import fr.gaveurs.console.backend.store.Migrations;
import fr.gaveurs.console.backend.store.Partitions;
import fr.gaveurs.console.backend.store.Retention;
import fr.gaveurs.console.backend.store.StoreException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL and the way to it: the embedded server where no other is named, the migrations, the pools.
 *
 * @param embedded null where another server is used
 */
record StoreParts(@Nullable EmbeddedPostgres embedded, Database database, Partitions partitions, Part retention) {

    static StoreParts start(Lifecycle lifecycle, Settings settings) throws StartException {
        EmbeddedPostgres embedded = null;
        Supplier<ConnectionInfo> info;
        String url = settings.databaseUrl();
        if (url == null) {
            EmbeddedPostgres server = new EmbeddedPostgres(settings.dataDir());
            lifecycle.start(new PostgresPart(server));
            embedded = server;
            info = server::connectionInfo;
        } else {
            info = () -> ConnectionInfo.parse(url);
        }
        DatabasePart part = lifecycle.start(new DatabasePart(info));
        Retention retention = new Retention(
                part.database(),
                part.partitions(),
                Map.of(
                        "sample_histograms",
                        settings.histogramRetention(),
                        "sensor_samples",
                        settings.sampleRetention()));
        return new StoreParts(embedded, part.database(), part.partitions(), new RetentionPart(retention));
    }

    private record PostgresPart(EmbeddedPostgres server) implements Part {
        @Override
        public String name() {
            return "postgresql";
        }

        @Override
        public void start() {
            server.start();
        }

        @Override
        public void stop(Deadline deadline) {
            server.stop(deadline.leftAtMost(Duration.ofSeconds(15)));
        }
    }

    private static final class DatabasePart implements Part {
        private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

        private final Supplier<ConnectionInfo> info;
        private @Nullable Database database;
        private @Nullable Partitions partitions;

        DatabasePart(Supplier<ConnectionInfo> info) {
            this.info = info;
        }

        @Override
        public String name() {
            return "database";
        }

        @Override
        public void start() throws InterruptedException {
            partitions = Partitions.of(new Migrations(info.get()).migrate());
            Database opened = new Database(info.get());
            if (!opened.awaitUp(CONNECT_LIMIT)) {
                opened.close();
                throw new StoreException(
                        "the database answers migrations but not the program's own connections: look at"
                                + " its connection limit");
            }
            database = opened;
        }

        Database database() {
            return Objects.requireNonNull(database);
        }

        Partitions partitions() {
            return Objects.requireNonNull(partitions);
        }

        @Override
        public void stop(Deadline deadline) {
            database().close();
        }
    }

    private record RetentionPart(Retention retention) implements Part {
        @Override
        public String name() {
            return "retention";
        }

        @Override
        public void start() {
            retention.start();
        }

        @Override
        public void stop(Deadline deadline) {
            retention.close();
        }
    }
}
