package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.api.log.Log.WitnessTrouble;
import fr.gaveurs.console.backend.platform.tlog.Checkpoint;
import fr.gaveurs.console.backend.platform.tlog.VerifierKey;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who keeps the newest checkpoint of this log where whoever rewrites the database has no hand on it. */
interface Witness {
    /** How people know it. */
    String name();

    /**
     * The newest checkpoint that it has of a log; null for none.
     *
     * @throws IOException when it is not there
     * @throws WitnessRefusedException when what it has cannot be read
     */
    @Nullable
    Checkpoint newest(String origin) throws IOException, InterruptedException, WitnessRefusedException;

    /**
     * Gives it a checkpoint.
     *
     * @param note as it was signed
     * @param key of who signed it
     * @param oldSize what it has; 0 for nothing
     * @param proof of consistency between both
     * @throws WitnessRefusedException when it does not take it
     */
    void keep(String note, VerifierKey key, long oldSize, List<byte[]> proof)
            throws IOException, InterruptedException, WitnessRefusedException;

    /** It says no: the log became smaller, or was rewritten, or another key signed. */
    final class WitnessRefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final WitnessTrouble why;

        WitnessRefusedException(WitnessTrouble why, String message) {
            super(message);
            this.why = why;
        }

        WitnessTrouble why() {
            return why;
        }
    }
}
