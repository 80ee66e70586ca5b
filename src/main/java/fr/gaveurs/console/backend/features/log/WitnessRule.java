package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.api.log.Log.WitnessTrouble;
import fr.gaveurs.console.backend.features.log.Witness.WitnessRefusedException;
import fr.gaveurs.console.backend.platform.tlog.Checkpoint;
import fr.gaveurs.console.backend.platform.tlog.MerkleProof;
import fr.gaveurs.console.backend.platform.tlog.SignedNote;
import fr.gaveurs.console.backend.platform.tlog.VerifierKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a witness takes, wherever it keeps it. */
final class WitnessRule {
    private WitnessRule() {}

    /**
     * What a witness has of a log.
     *
     * @param key the one that its first checkpoint was signed with
     */
    record Kept(VerifierKey key, Checkpoint checkpoint) {}

    /**
     * The checkpoint of a note, where it may be kept after what is kept already.
     *
     * @param kept null for a log of which nothing is kept yet: its key is believed from then on
     * @throws WitnessRefusedException where not
     */
    static Checkpoint check(@Nullable Kept kept, String note, VerifierKey key, List<byte[]> proof)
            throws WitnessRefusedException {
        SignedNote signed = SignedNote.parse(note);
        Checkpoint checkpoint = signed == null ? null : Checkpoint.parse(signed.text());
        if (signed == null || checkpoint == null || !signed.signedBy(key)) {
            throw new WitnessRefusedException(
                    WitnessTrouble.REFUSED, "this is no checkpoint that the key " + key + " has signed");
        }
        if (kept == null) {
            return checkpoint;
        }
        if (!kept.key().equals(key)) {
            throw new WitnessRefusedException(
                    WitnessTrouble.OTHER_KEY,
                    "checkpoints of " + checkpoint.origin() + " are signed by "
                            + kept.key() + ", not by " + key
                            + ": a person has to say that it has another key, by taking away"
                            + " what the witness keeps");
        }
        Checkpoint old = kept.checkpoint();
        if (checkpoint.size() < old.size()) {
            throw new WitnessRefusedException(
                    WitnessTrouble.SHORTER,
                    "the log had " + old.size() + " entries and now says that it has " + checkpoint.size()
                            + ": entries were taken away");
        }
        if (!MerkleProof.isExtendedBy(old.root(), old.size(), checkpoint.root(), checkpoint.size(), proof)) {
            throw new WitnessRefusedException(
                    WitnessTrouble.REWRITTEN,
                    "the log of " + checkpoint.size() + " entries is not that of " + old.size()
                            + " with entries added: something before was rewritten");
        }
        return checkpoint;
    }
}
