package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.api.log.Log.WitnessTrouble;
import fr.gaveurs.console.backend.platform.files.FileErrors;
import fr.gaveurs.console.backend.platform.postgres.FolderSwap;
import fr.gaveurs.console.backend.platform.tlog.Checkpoint;
import fr.gaveurs.console.backend.platform.tlog.SignedNote;
import fr.gaveurs.console.backend.platform.tlog.VerifierKey;
import fr.gaveurs.console.files.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A folder, such as on a stick: a file for each log with its newest checkpoint, the first line of which is the key. It
 * is written anew as a whole, so that a stick that is pulled out keeps the one before.
 *
 * @param folder that has to be there: one that is not is a stick that is not plugged in
 */
record FolderWitness(Path folder) implements Witness {
    private static final int LONGEST = 64 << 10;

    @Override
    public String name() {
        return folder.toString();
    }

    Path file(String origin) {
        return folder.resolve(origin.replaceAll("[^A-Za-z0-9._-]", "-") + FolderSwap.CHECKPOINT);
    }

    @Override
    public @Nullable Checkpoint newest(String origin) throws IOException, WitnessRefusedException {
        WitnessRule.Kept kept = kept(origin);
        return kept == null ? null : kept.checkpoint();
    }

    WitnessRule.@Nullable Kept kept(String origin) throws IOException, WitnessRefusedException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("the folder " + folder + " is not there");
        }
        Path file = file(origin);
        if (!Files.exists(file)) {
            return null;
        }
        try {
            String text = Files.size(file) > LONGEST ? "" : Files.readString(file);
            int end = text.indexOf('\n');
            VerifierKey key = VerifierKey.parse(text.substring(0, Math.max(0, end)));
            SignedNote note = SignedNote.parse(text.substring(end + 1));
            Checkpoint checkpoint = note == null ? null : Checkpoint.parse(note.text());
            if (key == null || note == null || checkpoint == null || !note.signedBy(key)) {
                throw new WitnessRefusedException(
                        WitnessTrouble.UNREADABLE,
                        file + " is no checkpoint any more: it was changed, or its disk is failing");
            }
            return new WitnessRule.Kept(key, checkpoint);
        } catch (IOException e) {
            throw new IOException(file + " cannot be read: " + FileErrors.reason(e), e);
        }
    }

    /** When it was given what it keeps. */
    Instant written(String origin) throws IOException {
        return Files.getLastModifiedTime(file(origin)).toInstant();
    }

    /** Puts down what its own console has seen to follow what is kept. */
    void put(String origin, String note, VerifierKey key) throws IOException, WitnessRefusedException {
        WitnessRule.Kept kept = kept(origin);
        if (kept != null && !kept.key().equals(key)) {
            throw new WitnessRefusedException(
                    WitnessTrouble.OTHER_KEY, file(origin) + " is signed by another key: a person has to take it away");
        }
        write(origin, note, key);
    }

    private void write(String origin, String note, VerifierKey key) throws IOException {
        AtomicFile.write(file(origin), (key + "\n" + note).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void keep(String note, VerifierKey key, long oldSize, List<byte[]> proof)
            throws IOException, WitnessRefusedException {
        SignedNote signed = SignedNote.parse(note);
        Checkpoint said = signed == null ? null : Checkpoint.parse(signed.text());
        Checkpoint checkpoint = WitnessRule.check(said == null ? null : kept(said.origin()), note, key, proof);
        write(checkpoint.origin(), note, key);
    }
}
