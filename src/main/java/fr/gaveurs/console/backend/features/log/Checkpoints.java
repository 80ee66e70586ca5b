package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.api.log.Log.CheckpointState;
import fr.gaveurs.console.api.log.Log.LogTrouble;
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

    /** @param console where this console's key is, for people */
    Checkpoints(Database database, SigningKey key, String console) {
        this.database = database;
        this.key = key;
        this.console = console;
    }

    /** The log is not signed as it is now; the message says why, and what to do. */
    static final class UnsignedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final LogTrouble why;

        UnsignedException(LogTrouble why, String message) {
            super(message);
            this.why = why;
        }

        LogTrouble why() {
            return why;
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
    Stored make() throws SQLException, UnsignedException {
        try {
            Optional<UnsignedException> why = database.change(connection -> Optional.ofNullable(sign(connection)));
            if (why.isPresent()) {
                throw why.get();
            }
            return newest();
        } catch (LogTables.TileReadException e) {
            throw e.sql();
        }
    }

    /** Why it was not signed; null where it was, or need not be. */
    private @Nullable UnsignedException sign(Connection connection) throws SQLException {
        Stored last = newest(connection);
        TileTree tree = LogTables.tree(connection);
        if (tree.size() == 0 && last == null) {
            return null;
        }
        if (last != null) {
            boolean leads = tree.size() >= last.size()
                    && Arrays.equals(tree.at(last.size()).root(), last.root());
            if (!leads) {
                return new UnsignedException(
                        LogTrouble.NOT_SIGNED,
                        "the tree no longer leads to the checkpoint of " + last.size()
                                + " entries: it was altered, and is not signed; gaveurs-console verify says where");
            }
            if (tree.size() == last.size()) {
                return null;
            }
        }
        Checkpoint checkpoint = new Checkpoint(LogIdentity.origin(connection), tree.size(), tree.root());
        String own = key.verifier(checkpoint.origin()).toString();
        LogKey current = LogKey.current(connection);
        if (current != null && !current.verifierKey().equals(own)) {
            return new UnsignedException(
                    LogTrouble.OTHER_KEY,
                    "checkpoints of this log are signed with the key in " + current.console()
                            + ", which is not the one of this console: copy the file " + SigningKey.FILE
                            + " from there into this data folder and start again, or, where it is lost, have a new one taken"
                            + " (POST /api/log/key)");
        }
        if (current == null) {
            LogKey.take(connection, own, console);
        }
        store(connection, checkpoint);
        return null;
    }

    /** From now on this console's key signs. */
    String take() throws SQLException {
        return database.change(connection -> {
            String own = key.verifier(LogIdentity.origin(connection)).toString();
            LogKey.take(connection, own, console);
            return own;
        });
    }

    private void store(Connection connection, Checkpoint checkpoint) throws SQLException {
        SignedNote note = key.sign(checkpoint);
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
        return database.change(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM log_checkpoints c WHERE at <"
                    + " now() - interval '7 days' AND EXISTS (SELECT FROM log_checkpoints n WHERE n.size > c.size"
                    + " AND date_trunc('hour', n.at) = date_trunc('hour', c.at))")) {
                return delete.executeUpdate();
            }
        });
    }
}
