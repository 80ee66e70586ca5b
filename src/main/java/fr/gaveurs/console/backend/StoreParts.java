package fr.gaveurs.console.backend;

import fr.gaveurs.console.backend.platform.Feature;
import fr.gaveurs.console.backend.platform.backup.BackupBeforeMigration;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.Lifecycle;
import fr.gaveurs.console.backend.platform.lifecycle.Part;
import fr.gaveurs.console.backend.platform.lifecycle.StartException;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.postgres.EmbeddedPostgres;
import fr.gaveurs.console.backend.platform.resilience.Breakers;
import fr.gaveurs.console.backend.platform.settings.Settings;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import fr.gaveurs.console.backend.platform.store.connection.SessionCheck;
import fr.gaveurs.console.backend.platform.store.damage.DamageWatch;
import fr.gaveurs.console.backend.platform.store.errors.StoreException;
import fr.gaveurs.console.backend.platform.store.migrations.Migrations;
import fr.gaveurs.console.backend.platform.store.partitions.Partitions;
import fr.gaveurs.console.backend.platform.store.retention.NewestRows;
import fr.gaveurs.console.backend.platform.store.retention.Retention;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL and the way to it: the embedded server where no other is named, the migrations, the pools.
 *
 * @param embedded null where another server is used
 * @param where how to reach it; only while it runs
 */
record StoreParts(
        @Nullable EmbeddedPostgres embedded,
        Supplier<ConnectionInfo> where,
        Database database,
        Supplier<Partitions> partitions,
        DamageWatch damage) {
    private static final Logger LOG = LoggerFactory.getLogger(StoreParts.class);

    /** @throws StartException also while the database is away: for commands, which need it at once */
    static StoreParts startWithDatabase(Lifecycle lifecycle, Settings settings, String version) throws StartException {
        return start(lifecycle, settings, new Breakers(Clock.systemUTC(), null), version, Clock.systemUTC(), true);
    }

    /** Starts with another server that is away, too: samples are kept in the spool meanwhile. */
    static StoreParts start(Lifecycle lifecycle, Settings settings, Breakers breakers, String version, Clock clock)
            throws StartException {
        return start(lifecycle, settings, breakers, version, clock, settings.databaseUrl() == null);
    }

    private static StoreParts start(
            Lifecycle lifecycle, Settings settings, Breakers breakers, String version, Clock clock, boolean needed)
            throws StartException {
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
        DatabasePart part = lifecycle.start(new DatabasePart(
                info, breakers, new BackupBeforeMigration(settings.dataDir(), version, clock), needed, url == null));
        return new StoreParts(embedded, info, part.database(), part::partitions, part.damage());
    }

    /** Deletes what the features do not keep for ever. */
    Retention retention(List<Feature> features, Clock clock, Settings settings) {
        return new Retention(
                database,
                partitions,
                features.stream()
                        .flatMap(feature -> feature.retained().stream())
                        .toList(),
                NewestRows.of(features.stream().map(Feature::newestRows).toList()),
                clock,
                settings.dataDir());
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

        @Override
        public List<Supervised> supervised() {
            return server.supervised();
        }
    }

    private static final class DatabasePart implements Part {
        private static final Duration LIMIT = Duration.ofSeconds(10);
        /** Samples can be kept without it: no reason to let them wait for long. */
        private static final Duration OPTIONAL_LIMIT = Duration.ofSeconds(3);

        private final Supplier<ConnectionInfo> info;
        private final Breakers breakers;
        private final Migrations.PreMigrationHook preMigrationHook;
        private final boolean needed;
        private final boolean own;
        private final DamageWatch damage;
        private volatile @Nullable Partitions partitions;
        private @Nullable Database database;

        /**
         * @param needed whether there is no start without it
         * @param own whether the server is the console's own
         */
        DatabasePart(
                Supplier<ConnectionInfo> info,
                Breakers breakers,
                Migrations.PreMigrationHook preMigrationHook,
                boolean needed,
                boolean own) {
            this.info = info;
            this.breakers = breakers;
            this.preMigrationHook = preMigrationHook;
            this.needed = needed;
            this.own = own;
            this.damage = new DamageWatch(info, own, this::partitions);
        }

        @Override
        public String name() {
            return "database";
        }

        @Override
        public void start() throws InterruptedException {
            ConnectionInfo where = info.get();
            Database opened = new Database(where, breakers, () -> {
                if (!own) {
                    SessionCheck.require(where);
                }
                partitions = Partitions.of(new Migrations(where, preMigrationHook).migrate());
                damage.check();
            });
            opened.onFailure(damage::met);
            Deadline limit = Deadline.in(needed ? LIMIT : OPTIONAL_LIMIT);
            while (!opened.awaitUp(Duration.ofMillis(50))) {
                StoreException reason = opened.unpreparable();
                if (reason == null && limit.passed() && !opened.preparing()) {
                    if (!needed) {
                        LOG.warn("The database {} is away: samples are kept in the spool until it answers", where);
                        break;
                    }
                    reason = new StoreException("The database " + where + " does not answer: "
                            + opened.availability().lastError());
                }
                if (reason != null) {
                    opened.close();
                    throw reason;
                }
            }
            database = opened;
        }

        DamageWatch damage() {
            return damage;
        }

        Database database() {
            return Objects.requireNonNull(database);
        }

        /** Known once the database has answered: nothing is written before. */
        Partitions partitions() {
            Partitions known = partitions;
            if (known == null) {
                throw new IllegalStateException("the database has not answered yet");
            }
            return known;
        }

        @Override
        public List<Supervised> supervised() {
            return List.of(database().supervised());
        }

        @Override
        public void stop(Deadline deadline) {
            database().close();
        }
    }
}
