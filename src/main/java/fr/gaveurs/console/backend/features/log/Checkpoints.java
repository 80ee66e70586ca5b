package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.api.log.Log.CheckpointState;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.tlog.Checkpoint;
import fr.gaveurs.console.backend.platform.tlog.SignedNote;
import fr.gaveurs.console.backend.platform.tlog.SigningKey;
import fr.gaveurs.console.backend.platform.tlog.TileTree;
import fr.gaveurs.console.backend.platform.tlog.VerifierKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code log_checkpoints}: what this console, or another one, signed. */
final class Checkpoints {
    private final Database database;
    private final SigningKey key;
    private final String console;

    /** @param console how people know this console */
    Checkpoints(Database database, SigningKey key, String console) {
        this.database = database;
        this.key = key;
        this.console = console;
    }

    /** The tree does not lead from the newest checkpoint to what it is now: it is not signed. */
    static final class AlteredTreeException extends Exception {
        private static final long serialVersionUID = 1L;

        AlteredTreeException(long size) {
            super("the tree no longer leads to the checkpoint of " + size
                    + " entries: it was altered, and is not signed; gaveurs-console verify says where");
        }
    }

    /**
     * A stored checkpoint.
     *
     * @param note as it was signed
     */
    record Stored(long size, byte[] root, OffsetDateTime at, String note) {
        CheckpointState state() {
            return new CheckpointState(size, Base64.getEncoder().encodeToString(root), at.toInstant(), note);
        }
    }

    /**
     * Signs the tree as it is now; the newest checkpoint where nothing was added since, or nothing is there.
     *
     * @return null for a log without entries
     */
    @Nullable
    Stored make() throws SQLException, AlteredTreeException {
        try {
            Optional<Stored> altered = database.write(connection -> {
                Stored last = newest(connection);
                TileTree tree = LogTables.tree(connection);
                if (last != null && tree.size() == last.size() && Arrays.equals(tree.root(), last.root())) {
                    return Optional.empty();
                }
                if (last != null
                        && (tree.size() <= last.size()
                                || !Arrays.equals(tree.at(last.size()).root(), last.root()))) {
                    return Optional.of(last);
                }
                if (tree.size() > 0) {
                    store(connection, tree);
                }
                return Optional.empty();
            });
            if (altered.isPresent()) {
                throw new AlteredTreeException(altered.get().size());
            }
            return newest();
        } catch (LogTables.TileReadException e) {
            throw e.sql();
        }
    }

    private void store(Connection connection, TileTree tree) throws SQLException {
        Checkpoint checkpoint = new Checkpoint(LogIdentity.origin(connection), tree.size(), tree.root());
        SignedNote note = key.sign(checkpoint);
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO log_keys (verifier_key, console) VALUES (?, ?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, key.verifier(checkpoint.origin()).toString());
            insert.setString(2, console);
            insert.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO log_checkpoints (size, root, note) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")) {
            insert.setLong(1, checkpoint.size());
            insert.setBytes(2, checkpoint.root());
            insert.setString(3, note.toString());
            insert.executeUpdate();
        }
    }

    /** The newest; null before the first. */
    @Nullable
    Stored newest() throws SQLException {
        return database.read(connection -> Optional.ofNullable(newest(connection)))
                .orElse(null);
    }

    static @Nullable Stored newest(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT size, root, at, note FROM log_checkpoints ORDER BY size DESC LIMIT 1");
                ResultSet row = select.executeQuery()) {
            return row.next()
                    ? new Stored(
                            row.getLong(1), row.getBytes(2), row.getObject(3, OffsetDateTime.class), row.getString(4))
                    : null;
        }
    }

    /** By whom a note is signed, of the keys that consoles of this log put down; null for none of them. */
    static @Nullable VerifierKey signer(Connection connection, String note) throws SQLException {
        SignedNote parsed = SignedNote.parse(note);
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT verifier_key FROM log_keys ORDER BY since DESC");
                ResultSet row = select.executeQuery()) {
            while (parsed != null && row.next()) {
                VerifierKey known = VerifierKey.parse(row.getString(1));
                if (known != null && parsed.signedBy(known)) {
                    return known;
                }
            }
        }
        return null;
    }

    /** What this console signs with, as others check it. */
    VerifierKey verifier(String origin) {
        return key.verifier(origin);
    }

    /**
     * Of those that are a week old only the last of each hour is kept: proofs that were given name their own, and the
     * tree leads to each of them all the same.
     */
    int thin() throws SQLException {
        return database.write(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM log_checkpoints c WHERE at <"
                    + " now() - interval '7 days' AND EXISTS (SELECT FROM log_checkpoints n WHERE n.size > c.size"
                    + " AND date_trunc('hour', n.at) = date_trunc('hour', c.at))")) {
                return delete.executeUpdate();
            }
        });
    }
}
