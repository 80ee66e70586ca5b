package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.api.log.Log.CheckpointState;
import fr.gaveurs.console.api.log.Log.LogTrouble;
import fr.gaveurs.console.backend.features.log.LogMemory.TreeCutException;
import fr.gaveurs.console.backend.features.log.Witness.WitnessRefusedException;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.tlog.Checkpoint;
import fr.gaveurs.console.backend.platform.tlog.SignedNote;
import fr.gaveurs.console.backend.platform.tlog.SigningKey;
import fr.gaveurs.console.backend.platform.tlog.TileTree;
import fr.gaveurs.console.backend.platform.tlog.VerifierKey;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The table {@code log_checkpoints}: what this console, or another one, signed. */
final class Checkpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

    private final Database database;
    private final SigningKey key;
    private final String console;
    private final LogMemory memory;

    /**
     * @param console where this console's key is, for people
     * @param memory what it has seen of the tree, without which nothing is signed
     */
    Checkpoints(Database database, SigningKey key, String console, LogMemory memory) {
        this.database = database;
        this.key = key;
        this.console = console;
        this.memory = memory;
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
            Stored made = newest();
            if (made != null) {
                keep(made);
            }
            return made;
        } catch (LogTables.TileReadException e) {
            throw e.sql();
        }
    }

    /** What was signed is known to the data folder, too, whoever asked for it. */
    private void keep(Stored made) throws SQLException {
        String origin = database.read(LogIdentity::origin);
        memory.remember(new Checkpoint(origin, made.size(), made.root()));
        keep();
    }

    /**
     * Signs what this console has seen of the log last, for its data folder alone, where it is this console that signs;
     * what hinders it is told by who gives checkpoints to witnesses.
     */
    void keep() throws SQLException {
        if (!memory.isBehind()) {
            return;
        }
        boolean ours = database.read(connection -> {
            LogKey current = LogKey.current(connection);
            return current != null
                    && current.verifierKey()
                            .equals(key.verifier(LogIdentity.origin(connection)).toString());
        });
        if (ours) {
            try {
                memory.keep();
            } catch (IOException | WitnessRefusedException e) {
                LOG.debug("what was seen of the log is not kept in the data folder: {}", e.getMessage());
            }
        }
    }

    /** Why it was not signed; null where it was, or need not be. */
    private @Nullable UnsignedException sign(Connection connection) throws SQLException {
        Stored last = newest(connection);
        TileTree tree = LogTables.tree(connection);
        if (last != null) {
            boolean leads = tree.size() >= last.size()
                    && Arrays.equals(tree.at(last.size()).root(), last.root());
            if (!leads) {
                return new UnsignedException(
                        LogTrouble.NOT_SIGNED,
                        "the tree no longer leads to the checkpoint of " + last.size()
                                + " entries: it was altered, and is not signed; gaveurs-console verify says where");
            }
        }
        Checkpoint checkpoint;
        try {
            checkpoint = memory.look(connection);
        } catch (TreeCutException e) {
            return new UnsignedException(LogTrouble.NOT_SIGNED, String.valueOf(e.getMessage()));
        }
        if (checkpoint.size() == (last == null ? 0 : last.size())) {
            return null;
        }
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
