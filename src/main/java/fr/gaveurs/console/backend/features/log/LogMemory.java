package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.backend.features.log.Witness.WitnessRefusedException;
import fr.gaveurs.console.backend.platform.tlog.Checkpoint;
import fr.gaveurs.console.backend.platform.tlog.SigningKey;
import fr.gaveurs.console.backend.platform.tlog.TileTree;
import fr.gaveurs.console.backend.platform.tlog.TileTree.TileMissingException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this console has seen of the log's tree last: in memory, and, signed, in its data folder, which is more than the
 * newest checkpoint of the database tells. Whoever has the database alone can cut off nothing of it unnoticed. Thread-safe.
 */
final class LogMemory {
    private static final Logger LOG = LoggerFactory.getLogger(LogMemory.class);

    private final FolderWitness folder;
    private final SigningKey key;
    private boolean isRead;
    private @Nullable Checkpoint seen;
    private @Nullable Checkpoint kept;

    /**
     * @param dataDir this console's own
     * @param key that it signs with
     */
    LogMemory(Path dataDir, SigningKey key) {
        this.folder = new FolderWitness(dataDir);
        this.key = key;
    }

    /** The tree does not lead on from what was seen; the message says what of it, and what to do. */
    static final class TreeCutException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TreeCutException(String message) {
            super(message);
        }
    }

    /**
     * The tree as it is now, in the transaction of {@code connection}; to be remembered once that is committed.
     *
     * @throws TreeCutException where it is shorter than what was seen, or does not lead on from it
     * @throws TileMissingException where tiles are gone that it needs
     */
    Checkpoint look(Connection connection) throws SQLException {
        String origin = LogIdentity.origin(connection);
        Checkpoint before = seen(origin);
        TileTree tree = LogTables.tree(connection);
        if (before != null && tree.size() < before.size()) {
            throw new TreeCutException("the log had " + before.size() + " entries and has " + tree.size()
                    + ": the last " + (before.size() - tree.size()) + " were taken away; " + what(origin));
        }
        if (before != null && !Arrays.equals(tree.at(before.size()).root(), before.root())) {
            throw new TreeCutException("the log is not what it was when it had " + before.size()
                    + " entries: something of them was rewritten; " + what(origin));
        }
        return new Checkpoint(origin, tree.size(), tree.root());
    }

    private String what(String origin) {
        return "no entry is put to it and it is not signed. gaveurs-console verify says where; where an older backup was put"
                + " in its place on purpose, take away the file " + folder.file(origin)
                + " and start the console again";
    }

    private synchronized @Nullable Checkpoint seen(String origin) {
        if (!isRead) {
            isRead = true;
            try {
                kept = folder.newest(origin);
                seen = kept;
            } catch (IOException | WitnessRefusedException e) {
                LOG.warn("what this console saw of the log last is not known: {}", e.getMessage());
            }
        }
        return seen;
    }

    /** What was looked at is committed. */
    synchronized void remember(Checkpoint looked) {
        if (seen == null || seen.size() < looked.size()) {
            seen = looked;
        }
    }

    /** Whether the data folder knows less than was seen. */
    synchronized boolean isBehind() {
        return seen != null && seen.size() > 0 && (kept == null || kept.size() < seen.size());
    }

    /**
     * Signs what was seen last, for the data folder alone.
     *
     * @throws IOException where it could not be written
     * @throws WitnessRefusedException where what is there is of another key, or cannot be read
     */
    synchronized void keep() throws IOException, WitnessRefusedException {
        Checkpoint now = seen;
        if (now != null && isBehind()) {
            folder.put(now.origin(), key.sign(now).toString(), key.verifier(now.origin()));
            kept = now;
        }
    }
}
