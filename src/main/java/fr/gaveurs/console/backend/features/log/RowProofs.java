package fr.gaveurs.console.backend.features.log;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.gaveurs.console.api.log.Log.Proof;
import fr.gaveurs.console.backend.features.log.LogRows.Found;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.tlog.Checkpoint;
import fr.gaveurs.console.backend.platform.tlog.LogSource;
import fr.gaveurs.console.backend.platform.tlog.MerkleHash;
import fr.gaveurs.console.backend.platform.tlog.ProofCheck;
import fr.gaveurs.console.backend.platform.tlog.SignedNote;
import fr.gaveurs.console.backend.platform.tlog.VerifierKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says of single rows whether they are as the log has them: the entry is made of the row once more, and led to a signed
 * checkpoint. The row is read each time; what was found of the way to the checkpoint stands for a minute, for the very
 * values that it was found of.
 */
public final class RowProofs {
    private static final int REMEMBERED = 10_000;
    private static final int NOTES = 20;
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final RowProof PENDING = new RowProof(Standing.PENDING, null, null);

    private final Database database;
    private final LogSource source;
    private final LogRows rows;
    private final LogProofs proofs;
    private final Cache<String, RowProof> known = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(FRESH)
            .build();
    private final Cache<String, Optional<Checkpoint>> notes =
            Caffeine.newBuilder().maximumSize(NOTES).build();

    RowProofs(Database database, LogSource source, LogProofs proofs) {
        this.database = database;
        this.source = source;
        this.rows = new LogRows(source);
        this.proofs = proofs;
    }

    /** How a row stands to the log. */
    public enum Standing {
        /** There is neither a row nor an entry. */
        ABSENT,
        /** Row, entry, tree and signature agree. */
        VERIFIED,
        /** It was just stored: its entry is not made or not signed yet. */
        PENDING,
        /** Row and entry differ, one of them is gone or was put in by hand, or the tree that was signed has not the entry. */
        ALTERED
    }

    /**
     * What was found.
     *
     * @param index of its entry; null where there is none
     * @param size of the signed log; null where nothing is signed that holds it
     */
    public record RowProof(
            Standing standing,
            @Nullable Long index,
            @Nullable Long size) {}

    /** @param key of a row of the source */
    public RowProof of(String key) throws SQLException {
        Looked looked = look(key);
        if (!looked.isWhole() && !looked.waits()) {
            looked = look(key); // both may have come between the two questions
        }
        return of(looked);
    }

    /** The same of many, by key; rows that are whole are read with one statement. */
    public Map<String, RowProof> of(Collection<String> keys) throws SQLException {
        if (keys.isEmpty()) {
            return Map.of();
        }
        Map<String, Found> there = database.read(connection -> rows.byKeys(connection, keys));
        Map<String, RowProof> proofs = new LinkedHashMap<>();
        for (String key : keys) {
            Found found = there.get(key);
            proofs.put(
                    key,
                    found != null && found.index() != null ? of(new Looked(found, found.index(), false)) : of(key));
        }
        return proofs;
    }

    private RowProof of(Looked looked) throws SQLException {
        Found found = looked.found();
        Long index = looked.entry();
        if (found == null || index == null) {
            Standing standing = looked.waits()
                    ? Standing.PENDING
                    : found == null && index == null ? Standing.ABSENT : Standing.ALTERED;
            return new RowProof(standing, index, null);
        }
        String entry = found.entry(source);
        byte[] leaf = MerkleHash.leaf(entry);
        if (!Arrays.equals(leaf, found.leafHash())) {
            return new RowProof(Standing.ALTERED, index, null);
        }
        String values = index + " " + HexFormat.of().formatHex(leaf);
        RowProof before = known.getIfPresent(values);
        if (before != null) {
            return before;
        }
        RowProof now = led(entry, index);
        if (now.standing() != Standing.PENDING) {
            known.put(values, now);
        }
        return now;
    }

    /** @param waits whether its entry is to be made yet */
    private record Looked(@Nullable Found found, @Nullable Long entry, boolean waits) {
        boolean isWhole() {
            return found != null && entry != null;
        }
    }

    private Looked look(String key) throws SQLException {
        return database.read(connection -> {
            List<Found> there =
                    List.copyOf(rows.byKeys(connection, List.of(key)).values());
            Found found = there.isEmpty() ? null : there.getFirst();
            return found != null && found.index() != null
                    ? new Looked(found, found.index(), false)
                    : without(connection, key, found);
        });
    }

    private Looked without(Connection connection, String key, @Nullable Found found) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT EXISTS (SELECT FROM log_pending WHERE kind = ?"
                        + " AND ? = ANY (keys)) OR EXISTS (SELECT FROM log_backfill WHERE kind = ? AND NOT done),"
                        + " (SELECT max(idx) FROM log_entries WHERE kind = ? AND key = ?)")) {
            select.setString(1, source.kind());
            select.setString(2, key);
            select.setString(3, source.kind());
            select.setString(4, source.kind());
            select.setString(5, key);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                boolean waits = row.getBoolean(1);
                long index = row.getLong(2);
                Long entry = row.wasNull() ? null : (Long) index;
                return new Looked(found, entry, waits);
            }
        }
    }

    /** The checkpoint of a proof, if it is signed: of one note, which many proofs have, that is found out once. */
    private @Nullable Checkpoint signed(Proof proof) {
        return notes.get(proof.checkpoint() + proof.verifierKey(), both -> {
                    VerifierKey key = VerifierKey.parse(proof.verifierKey());
                    SignedNote note = SignedNote.parse(proof.checkpoint());
                    return note == null || key == null || !note.signedBy(key)
                            ? Optional.empty()
                            : Optional.ofNullable(Checkpoint.parse(note.text()));
                })
                .orElse(null);
    }

    private RowProof led(String entry, long index) throws SQLException {
        try {
            Proof proof = proofs.alone(index);
            Checkpoint checkpoint = signed(proof);
            boolean holds =
                    checkpoint != null && proof.entry().equals(entry) && ProofCheck.path(proof, checkpoint) == null;
            return new RowProof(
                    holds ? Standing.VERIFIED : Standing.ALTERED, index, checkpoint == null ? null : checkpoint.size());
        } catch (ProblemException e) {
            return PENDING;
        }
    }
}
