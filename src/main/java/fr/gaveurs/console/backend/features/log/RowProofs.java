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
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says of single rows whether they are as the log has them: the entry is made of the row once more, and led to a signed
 * checkpoint. What was found stands for a minute.
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
        /** Row, entry, tree and signature agree. */
        VERIFIED,
        /** It was just stored: its entry is not made or not signed yet. */
        PENDING,
        /** Row and entry differ, or the entry is not in the tree that was signed. */
        ALTERED
    }

    /**
     * What was found.
     *
     * @param index of its entry; null where it is pending
     * @param size of the signed log; null where nothing is signed that holds it
     */
    public record RowProof(
            Standing standing,
            @Nullable Long index,
            @Nullable Long size) {}

    /** @param key of a row of the source */
    public RowProof of(String key) throws SQLException {
        RowProof before = known.getIfPresent(key);
        if (before != null) {
            return before;
        }
        RowProof now = look(key);
        if (now.standing() != Standing.PENDING) {
            known.put(key, now);
        }
        return now;
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

    private RowProof look(String key) throws SQLException {
        List<Found> there = database.read(
                connection -> List.copyOf(rows.byKeys(connection, List.of(key)).values()));
        Found found = there.isEmpty() ? null : there.getFirst();
        Long index = found == null ? null : found.index();
        if (found == null || index == null) {
            return PENDING;
        }
        String entry = found.row().entry(source, found.salt());
        if (!Arrays.equals(MerkleHash.leaf(entry), found.leafHash())) {
            return new RowProof(Standing.ALTERED, index, null);
        }
        try {
            Proof proof = proofs.of(index, null, null);
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
