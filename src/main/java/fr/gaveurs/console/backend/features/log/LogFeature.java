package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.api.log.Log;
import fr.gaveurs.console.api.log.Log.LogState;
import fr.gaveurs.console.api.log.Log.WitnessState;
import fr.gaveurs.console.api.log.Log.WitnessTrouble;
import fr.gaveurs.console.backend.features.log.Checkpoints.Stored;
import fr.gaveurs.console.backend.features.log.Checkpoints.UnsignedException;
import fr.gaveurs.console.backend.features.log.LogSequencer.Lag;
import fr.gaveurs.console.backend.features.log.LogSequencer.Trouble;
import fr.gaveurs.console.backend.platform.Feature;
import fr.gaveurs.console.backend.platform.Services;
import fr.gaveurs.console.backend.platform.audit.AuditLog;
import fr.gaveurs.console.backend.platform.conditions.ConditionKind;
import fr.gaveurs.console.backend.platform.health.HealthCheck;
import fr.gaveurs.console.backend.platform.http.Endpoint;
import fr.gaveurs.console.backend.platform.jobs.Job;
import fr.gaveurs.console.backend.platform.lifecycle.StartException;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.tlog.LogRelation;
import fr.gaveurs.console.backend.platform.tlog.LogSource;
import fr.gaveurs.console.backend.platform.tlog.LoggedFiles;
import fr.gaveurs.console.backend.platform.tlog.SigningKey;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The transparency log. */
public final class LogFeature implements Feature {
    /** Of what is handed over every second: beyond it something is wrong. */
    private static final double LATE_SECONDS = 300;

    private static final int FORGOTTEN_AT_ONCE = 5_000;

    private final Services services;
    private final Database database;
    private final List<LogSource> sources;
    private final LogQueries queries;
    private final Checkpoints checkpoints;
    private final Witnesses witnesses;
    private final LogSequencer sequencer;
    private final LogVerifications verifications;
    private final LogAlteration alteration;
    private final LogBackgroundCheck check;
    private final LogRoutes routes;
    private final LogProofs proofs;
    private volatile @Nullable Trouble unsigned;

    /**
     * Starts to make entries.
     *
     * @param sources the kinds that there are
     * @param relations which of them say something of others
     * @param files of this console's disk that a verification compares, too
     * @throws StartException where the key that checkpoints are signed with cannot be read
     */
    public LogFeature(Services services, List<LogSource> sources, List<LogRelation> relations, List<LoggedFiles> files)
            throws StartException {
        this.services = services;
        this.database = services.database();
        this.sources = sources;
        SigningKey key = key(services);
        queries = new LogQueries(database);
        LogMemory memory = new LogMemory(services.settings().dataDir(), key);
        checkpoints =
                new Checkpoints(database, key, services.settings().dataDir().toString(), memory);
        witnesses = new Witnesses(database, services.settings());
        sequencer = services.lifecycle()
                .start(new LogSequencer(database, new Sequencing(sources, services.readyRows()), memory, checkpoints));
        alteration = new LogAlteration(services.conditions().board());
        LogVerifications.LogVerifierMaker maker = origin -> new LogVerifier(sources, List.of(key.verifier(origin)));
        verifications = services.lifecycle()
                .start(new LogVerifications(database, queries, witnesses, services.clock(), maker, alteration, files));
        check = services.lifecycle()
                .start(new LogBackgroundCheck(
                        database,
                        queries,
                        witnesses,
                        services.clock(),
                        maker,
                        alteration,
                        services.settings().log(),
                        files));
        proofs = new LogProofs(queries, checkpoints, sources, relations);
        routes = new LogRoutes(
                this, queries, proofs, checkpoints, verifications, new WitnessedLogs(database), new AuditLog(database));
        meters(services.metrics());
    }

    private static SigningKey key(Services services) throws StartException {
        try {
            return SigningKey.of(services.settings().dataDir());
        } catch (IOException e) {
            throw new StartException("log", String.valueOf(e.getMessage()), e);
        }
    }

    private void meters(Metrics metrics) {
        metrics.gauge(
                "log.entries",
                "Entries of the transparency log",
                () -> known(sequencer.lag().size()));
        metrics.gauge("log.pending", "Stored rows that have no entry of the log yet", () -> sequencer
                .lag()
                .pending());
        metrics.gauge("log.oldest.pending.seconds", "How long the oldest of them has waited", () -> sequencer
                .lag()
                .oldestSeconds());
        metrics.gauge("log.altered", "What the last check of the log found that is not as it was written", () -> {
            LogAlteration.Found found = alteration.now();
            return found == null ? 0 : found.count();
        });
        metrics.gauge(
                "log.stuck",
                "1 while no entries are made, or none are signed, for what was altered",
                () -> sequencer.trouble() == null && unsigned == null ? 0 : 1);
    }

    private static @Nullable Long known(long size) {
        return size < 0 ? null : size;
    }

    /** Says of rows of one kind whether they are as the log has them. */
    public RowProofs proofs(LogSource source) {
        return new RowProofs(database, source, proofs);
    }

    /** Says of all rows of one kind that name a thing in a column whether they are as the log has them. */
    public RowsAbout proofsAbout(LogSource source, String column) {
        return new RowsAbout(database, source, column, proofs(source));
    }

    /** The proof of a row, whole in itself. */
    public Log.Proof proof(LogSource source, String key) throws SQLException {
        return proofs.of(null, source.kind(), key);
    }

    @Override
    public List<Endpoint> endpoints() {
        return routes.endpoints();
    }

    @Override
    public List<Job> jobs() {
        return List.of(
                Job.every("log checkpoint", Duration.ofHours(1), this::sign),
                Job.every("log upkeep", Duration.ofHours(24), this::upkeep));
    }

    private void sign() throws SQLException, InterruptedException {
        try {
            Stored made = checkpoints.make();
            unsigned = null;
            if (made != null) {
                give(made);
            }
        } catch (UnsignedException e) {
            unsigned = new Trouble(e.why(), String.valueOf(e.getMessage()));
        }
    }

    void give(Stored made) throws SQLException, InterruptedException {
        witnesses.give(made);
    }

    /** Thins out old checkpoints, and forgets the salts of rows that are no longer kept. */
    private void upkeep() throws SQLException {
        checkpoints.thin();
        for (LogSource source : sources) {
            if (!source.personal().isEmpty()) {
                int forgotten;
                do {
                    forgotten = forget(source);
                } while (forgotten == FORGOTTEN_AT_ONCE);
            }
        }
    }

    /** Without its salt nobody can try out whether a name fits the hash of a row that is gone. */
    private int forget(LogSource source) throws SQLException {
        return database.change(connection -> {
            try (PreparedStatement update = connection.prepareStatement("UPDATE log_entries SET salt = NULL WHERE idx ="
                    + " ANY (ARRAY(SELECT e.idx FROM log_entries e WHERE e.kind = ? AND e.salt IS NOT NULL AND NOT"
                    + " EXISTS (SELECT FROM " + source.table() + " t WHERE " + source.keySql()
                    + " = e.key) LIMIT " + FORGOTTEN_AT_ONCE + "))")) {
                update.setString(1, source.kind());
                return update.executeUpdate();
            }
        });
    }

    LogState state() throws SQLException {
        Lag lag = database.read(LogSequencer::lag);
        LogIdentity identity = queries.identity();
        Trouble trouble = trouble();
        Stored newest = checkpoints.newest();
        return new LogState(
                identity.origin(),
                identity.began(),
                lag.size(),
                lag.pending(),
                lag.oldestSeconds(),
                lag.backfilling(),
                newest == null ? null : newest.state(),
                checkpoints.verifier(identity.origin()).toString(),
                witnesses.states(),
                trouble == null ? null : trouble.why(),
                trouble == null ? null : trouble.words(),
                check.share(),
                check.state());
    }

    @Override
    public List<ConditionKind> conditions() {
        return List.of(LogAlteration.KIND);
    }

    private @Nullable Trouble trouble() {
        Trouble stuck = sequencer.trouble();
        return stuck == null ? unsigned : stuck;
    }

    @Override
    public Map<String, HealthCheck> checks() {
        return Map.of("log", this::check);
    }

    private HealthCheck.Result check() throws SQLException {
        Lag lag = sequencer.lag();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("entries", lag.size());
        figures.put("pending", lag.pending());
        figures.put("oldest_pending_seconds", Math.round(lag.oldestSeconds()));
        figures.put("backfilling", lag.backfilling());
        Trouble trouble = trouble();
        if (trouble != null) {
            return HealthCheck.Result.degraded(trouble.words(), figures);
        }
        LogAlteration.Found altered = alteration.now();
        if (altered != null) {
            figures.put("altered", altered.count());
            return HealthCheck.Result.degraded(
                    "something was changed by hand: " + altered.first().detail(), figures);
        }
        if (services.database().availability().isUp()) {
            for (WitnessState witness : witnesses.states()) {
                if (witness.trouble() != null && witness.trouble() != WitnessTrouble.AWAY) {
                    return HealthCheck.Result.degraded(
                            "the witness " + witness.name() + " refused the log's checkpoint: " + witness.detail(),
                            figures);
                }
            }
        }
        if (sequencer.hasOlder()) {
            return HealthCheck.Result.degraded(
                    "a console of an older version stores in this database: its rows get their entries, but what it"
                            + " deletes is not put down; end it, or install this version there",
                    figures);
        }
        return lag.oldestSeconds() > LATE_SECONDS
                ? HealthCheck.Result.degraded(
                        "entries of the log are late: the oldest row that waits for one was stored "
                                + Math.round(lag.oldestSeconds() / 60) + " min ago",
                        figures)
                : HealthCheck.Result.up(figures);
    }
}
