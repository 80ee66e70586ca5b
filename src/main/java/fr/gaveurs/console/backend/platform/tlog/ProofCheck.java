package fr.gaveurs.console.backend.platform.tlog;

import fr.gaveurs.console.api.log.Log.LaterEntry;
import fr.gaveurs.console.api.log.Log.Proof;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks a proof that was downloaded, by nothing but itself and a key. */
public final class ProofCheck {
    private ProofCheck() {}

    /**
     * What is wrong with a proof; null where it holds.
     *
     * @param key that is believed; null for the one that the proof names
     */
    public static @Nullable String fault(Proof proof, @Nullable VerifierKey key) {
        VerifierKey named = VerifierKey.parse(proof.verifierKey());
        if (named == null) {
            return "it names no key";
        }
        if (key != null && !key.equals(named)) {
            return "it is signed with the key " + named + " and not with the one that was given";
        }
        SignedNote note = SignedNote.parse(proof.checkpoint());
        Checkpoint checkpoint = note == null ? null : Checkpoint.parse(note.text());
        if (note == null || checkpoint == null) {
            return "its checkpoint cannot be read";
        }
        if (!note.signedBy(named)) {
            return "its checkpoint is not signed with the key " + named;
        }
        return path(proof, checkpoint);
    }

    /**
     * Why an entry is not in a tree whose checkpoint was found to be signed; null where it is.
     *
     * @param checkpoint the one of the proof
     */
    public static @Nullable String path(Proof proof, Checkpoint checkpoint) {
        if (!checkpoint.origin().equals(proof.origin())) {
            return "its checkpoint is of another log, " + checkpoint.origin();
        }
        String fault = path(checkpoint, proof.index(), proof.entry(), proof.proof());
        for (LaterEntry later : Objects.requireNonNullElse(proof.later(), List.<LaterEntry>of())) {
            fault = fault == null ? path(checkpoint, later.index(), later.entry(), later.proof()) : fault;
        }
        return fault;
    }

    private static @Nullable String path(Checkpoint checkpoint, long index, String entry, List<String> proof) {
        List<byte[]> hashes = hashes(proof);
        return hashes != null
                        && MerkleProof.includes(
                                checkpoint.root(), checkpoint.size(), index, MerkleHash.leaf(entry), hashes)
                ? null
                : "its entry is not number " + index
                        + " of the log that was signed: the entry was changed, or the proof";
    }

    private static @Nullable List<byte[]> hashes(List<String> texts) {
        try {
            List<byte[]> hashes = new ArrayList<>();
            for (String text : texts) {
                hashes.add(Base64.getDecoder().decode(text));
            }
            return hashes;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
