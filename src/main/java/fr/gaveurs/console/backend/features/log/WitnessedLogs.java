package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.api.log.Log.WitnessRequest;
import fr.gaveurs.console.api.log.Log.WitnessTrouble;
import fr.gaveurs.console.api.log.Log.Witnessed;
import fr.gaveurs.console.backend.features.log.Witness.WitnessRefusedException;
import fr.gaveurs.console.backend.platform.audit.Act;
import fr.gaveurs.console.backend.platform.audit.AuditLog;
import fr.gaveurs.console.backend.platform.audit.AuditObject;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.tlog.Checkpoint;
import fr.gaveurs.console.backend.platform.tlog.SignedNote;
import fr.gaveurs.console.backend.platform.tlog.VerifierKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table {@code log_witnessed}: this console as a witness of others. */
final class WitnessedLogs {
    /** Logs of which it keeps something; whoever may call this could fill the table. */
    static final int MOST = 50;

    private final Database database;

    WitnessedLogs(Database database) {
        this.database = database;
    }

    List<Witnessed> list() throws SQLException {
        return database.read(connection -> {
            List<Witnessed> kept = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(
                            "SELECT origin, verifier_key, size, note, at FROM log_witnessed ORDER BY origin");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    kept.add(witnessed(row));
                }
            }
            return kept;
        });
    }

    private static Witnessed witnessed(ResultSet row) throws SQLException {
        return new Witnessed(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getString(4),
                row.getObject(5, OffsetDateTime.class).toInstant());
    }

    /**
     * Keeps a checkpoint.
     *
     * @throws ProblemException 409 where it does not follow what is kept
     */
    Witnessed keep(WitnessRequest request, Act act) throws SQLException {
        SignedNote note = SignedNote.parse(request.note());
        Checkpoint said = note == null ? null : Checkpoint.parse(note.text());
        VerifierKey key = VerifierKey.parse(request.verifierKey());
        List<byte[]> proof = proof(request.proof());
        if (said == null || key == null || proof == null) {
            throw ProblemException.conflict("this is no checkpoint, no key or no proof");
        }
        return database.change(connection -> {
            lock(connection);
            Witnessed old = kept(connection, said.origin());
            Checkpoint checkpoint;
            try {
                checkpoint = WitnessRule.check(rule(old), request.note(), key, proof);
            } catch (WitnessRefusedException e) {
                throw ProblemException.conflict(String.valueOf(e.getMessage()), ConsoleWitness.reason(e));
            }
            if (old != null && old.size() == checkpoint.size()) {
                return old;
            }
            if (old == null && count(connection) >= MOST) {
                throw ProblemException.conflict("this console keeps checkpoints of " + MOST + " logs, and no more");
            }
            AuditLog.write(
                    connection,
                    act,
                    AuditObject.of("log", checkpoint.origin()),
                    old == null ? null : Map.of("entries", old.size()),
                    Map.of("entries", checkpoint.size()));
            return store(connection, checkpoint, key, request.note());
        });
    }

    private static @Nullable List<byte[]> proof(List<String> hashes) {
        try {
            List<byte[]> proof =
                    hashes.stream().map(Base64.getDecoder()::decode).toList();
            return proof.stream().allMatch(hash -> hash.length == 32) ? proof : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Two that come at once are compared with what is kept one after the other. */
    private static void lock(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("LOCK TABLE log_witnessed IN EXCLUSIVE MODE")) {
            lock.execute();
        }
    }

    private static WitnessRule.@Nullable Kept rule(@Nullable Witnessed old) throws WitnessRefusedException {
        if (old == null) {
            return null;
        }
        SignedNote note = SignedNote.parse(old.note());
        Checkpoint checkpoint = note == null ? null : Checkpoint.parse(note.text());
        VerifierKey key = VerifierKey.parse(old.verifierKey());
        if (checkpoint == null || key == null) {
            throw new WitnessRefusedException(
                    WitnessTrouble.UNREADABLE, "what is kept of this log cannot be read any more");
        }
        return new WitnessRule.Kept(key, checkpoint);
    }

    private static @Nullable Witnessed kept(Connection connection, String origin) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT origin, verifier_key, size, note, at FROM log_witnessed WHERE origin = ?")) {
            select.setString(1, origin);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? witnessed(row) : null;
            }
        }
    }

    private static int count(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT count(*) FROM log_witnessed");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    private static Witnessed store(Connection connection, Checkpoint checkpoint, VerifierKey key, String note)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO log_witnessed (origin, verifier_key, size, root, note) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (origin) DO UPDATE SET size = excluded.size, root = excluded.root,"
                        + " note = excluded.note, at = now() RETURNING origin, verifier_key, size, note, at")) {
            insert.setString(1, checkpoint.origin());
            insert.setString(2, key.toString());
            insert.setLong(3, checkpoint.size());
            insert.setBytes(4, checkpoint.root());
            insert.setString(5, note);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return witnessed(row);
            }
        }
    }
}
