package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.api.log.Log.WitnessState;
import fr.gaveurs.console.api.log.Log.WitnessTrouble;
import fr.gaveurs.console.backend.features.log.Checkpoints.Stored;
import fr.gaveurs.console.backend.features.log.LogVerifier.Witnessed;
import fr.gaveurs.console.backend.features.log.Witness.WitnessRefusedException;
import fr.gaveurs.console.backend.platform.settings.LogPlan;
import fr.gaveurs.console.backend.platform.settings.Settings;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.tlog.Checkpoint;
import fr.gaveurs.console.backend.platform.tlog.TileTree;
import fr.gaveurs.console.backend.platform.tlog.VerifierKey;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This log's witnesses, as the settings name them, and the table {@code log_witnesses}. */
final class Witnesses {
    private static final Logger LOG = LoggerFactory.getLogger(Witnesses.class);

    private final Database database;
    /** The data folder: it is told every few seconds, and asked whenever somebody wants to know. */
    private final FolderWitness own;

    private final List<Witness> witnesses;

    Witnesses(Database database, Settings settings) {
        this.database = database;
        this.own = new FolderWitness(settings.dataDir());
        this.witnesses = of(settings);
    }

    /** The data folder is one by itself: what is in it is not changed by who has the database's password alone. */
    static List<Witness> of(Settings settings) {
        LogPlan plan = settings.log();
        List<Witness> witnesses = new ArrayList<>();
        witnesses.add(new FolderWitness(settings.dataDir()));
        if (plan.witnessFolder() != null) {
            witnesses.add(new FolderWitness(plan.witnessFolder()));
        }
        if (plan.witnessUrl() != null) {
            witnesses.add(new ConsoleWitness(plan.witnessUrl(), plan.witnessToken()));
        }
        return List.copyOf(witnesses);
    }

    /** What each of them keeps of a log; one that is not there, or keeps nothing, says nothing and is named so. */
    static List<Witnessed> kept(List<Witness> witnesses, String origin, List<String> silent)
            throws InterruptedException {
        List<Witnessed> kept = new ArrayList<>();
        for (Witness witness : witnesses) {
            try {
                Checkpoint checkpoint = witness.newest(origin);
                if (checkpoint == null) {
                    silent.add(
                            witness.name() + ": it keeps no checkpoint of this log: it was never given one, or what it"
                                    + " kept was taken away");
                } else {
                    kept.add(new Witnessed(witness.name(), checkpoint));
                }
            } catch (IOException | WitnessRefusedException e) {
                silent.add(witness.name() + ": " + e.getMessage());
            }
        }
        return kept;
    }

    List<Witness> all() {
        return witnesses;
    }

    /** Gives each of them a checkpoint; what comes of it is written down. */
    void give(Stored signed) throws SQLException, InterruptedException {
        for (Witness witness : witnesses) {
            WitnessTrouble trouble = null;
            String detail = null;
            Long size = null;
            try {
                size = give(witness, signed);
            } catch (IOException e) {
                trouble = WitnessTrouble.AWAY;
                detail = String.valueOf(e.getMessage());
                LOG.debug("the witness {} is not there: {}", witness.name(), detail);
            } catch (WitnessRefusedException e) {
                trouble = e.why();
                detail = String.valueOf(e.getMessage());
                LOG.warn("the witness {} refused the log's checkpoint: {}", witness.name(), detail);
            }
            note(witness.name(), size, trouble, detail);
        }
    }

    private long give(Witness witness, Stored signed)
            throws SQLException, IOException, InterruptedException, WitnessRefusedException {
        LogQueries log = new LogQueries(database);
        String origin = log.identity().origin();
        Checkpoint kept = witness.newest(origin);
        long old = kept == null ? 0 : kept.size();
        if (kept != null && old > signed.size()) {
            boolean newer = log.read(connection -> {
                TileTree now = LogTables.tree(connection);
                return now.size() >= old && Arrays.equals(now.at(old).root(), kept.root());
            });
            if (newer) {
                return old; // it has a newer one, which leads on from this
            }
            throw new WitnessRefusedException(
                    WitnessTrouble.SHORTER,
                    "it keeps a checkpoint of " + old + " entries and the log has " + signed.size()
                            + ": entries were taken away, or an older backup was restored");
        }
        List<byte[]> proof =
                log.read(connection -> new TileTree(signed.size(), LogTables.reader(connection)).consistency(old));
        VerifierKey key = log.read(connection -> Optional.ofNullable(Checkpoints.signer(connection, signed.note())))
                .orElseThrow(() -> new WitnessRefusedException(
                        WitnessTrouble.OTHER_KEY, "the key of the newest checkpoint is not known"));
        witness.keep(signed.note(), key, old, proof);
        return signed.size();
    }

    private void note(String name, @Nullable Long size, @Nullable WitnessTrouble trouble, @Nullable String detail)
            throws SQLException {
        database.change(connection -> {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO log_witnesses AS w (name, size, seen_at, trouble, detail)"
                            + " VALUES (?, ?, CASE WHEN ?::text IS NULL THEN now() END, ?, ?) ON CONFLICT (name) DO UPDATE"
                            + " SET size = coalesce(excluded.size, w.size), seen_at = coalesce(excluded.seen_at,"
                            + " w.seen_at), asked_at = now(), trouble = excluded.trouble, detail = excluded.detail")) {
                insert.setString(1, name);
                insert.setObject(2, size, Types.BIGINT);
                insert.setString(3, trouble == null ? null : trouble.key());
                insert.setString(4, trouble == null ? null : trouble.key());
                insert.setString(5, detail);
                return insert.executeUpdate();
            }
        });
    }

    /** Of the witnesses that are set now. */
    List<WitnessState> states() throws SQLException {
        return database.read(this::states);
    }

    private WitnessState asItIs(WitnessState told, String origin) {
        if (!told.name().equals(own.name())) {
            return told;
        }
        try {
            Checkpoint kept = own.newest(origin);
            return kept == null
                    ? told
                    : new WitnessState(
                            told.name(),
                            kept.size(),
                            own.written(origin),
                            told.askedAt(),
                            told.trouble(),
                            told.detail());
        } catch (IOException | WitnessRefusedException e) {
            return told;
        }
    }

    private List<WitnessState> states(Connection connection) throws SQLException {
        String origin = LogIdentity.origin(connection);
        List<WitnessState> states = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT name, size, seen_at, asked_at, trouble, detail FROM log_witnesses WHERE name = ANY (?) ORDER BY name")) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "text", witnesses.stream().map(Witness::name).toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    long size = row.getLong(2);
                    Long known = row.wasNull() ? null : size;
                    states.add(asItIs(
                            new WitnessState(
                                    row.getString(1),
                                    known,
                                    time(row, 3),
                                    Objects.requireNonNull(time(row, 4)),
                                    trouble(row.getString(5)),
                                    row.getString(6)),
                            origin));
                }
            }
        }
        return states;
    }

    private static @Nullable WitnessTrouble trouble(@Nullable String key) {
        return key == null
                ? null
                : Arrays.stream(WitnessTrouble.values())
                        .filter(trouble -> trouble.key().equals(key))
                        .findFirst()
                        .orElse(WitnessTrouble.REFUSED);
    }

    private static @Nullable Instant time(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
