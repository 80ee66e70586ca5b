package fr.gaveurs.console.api.log;

import fr.gaveurs.console.api.Keyed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The transparency log: an append-only Merkle tree over grades, acts, products and what else must not be changed. */
public final class Log {
    /** What a proof that was downloaded begins with. */
    public static final String PROOF_FORMAT = "gaveurs-proof-v1";

    /** Entries that a proof has besides its own. */
    public static final int MOST_LATER = 100;

    private Log() {}

    /**
     * The log now.
     *
     * @param origin tells it from every other log
     * @param size entries of the tree
     * @param pending rows that are stored and have no entry yet
     * @param pendingSeconds how long the oldest of them has waited; 0 where none does
     * @param backfilling whether rows from before the log are still being put into it
     * @param checkpoint the newest; null before the first
     * @param verifierKey what this console's signatures are checked with, {@code NAME+KEYID+BASE64}
     * @param trouble why no entries are made, or none are signed, just now; null while all is well
     * @param detail the same in words
     * @param checkShare in how much of the time this console checks it, %; 0 where that is switched off
     * @param check how that check stands; null before the first, and where it is switched off
     */
    public record LogState(
            String origin,
            Instant began,
            long size,
            long pending,
            double pendingSeconds,
            boolean backfilling,
            @Nullable CheckpointState checkpoint,
            String verifierKey,
            List<WitnessState> witnesses,
            @Nullable LogTrouble trouble,
            @Nullable String detail,
            int checkShare,
            @Nullable CheckState check) {}

    /**
     * The check that the console makes by itself, slowly, again and again.
     *
     * @param startedAt of the one that is under way, or of the last one
     * @param percent done; 100 between two
     * @param finishedAt of the last one that came to its end; null while none did
     * @param found what that one found, and the one that is under way so far
     * @param first the first of it; null where nothing was found
     */
    public record CheckState(
            Instant startedAt,
            int percent,
            @Nullable Instant finishedAt,
            long found,
            @Nullable Finding first) {}

    /** What keeps the log from going on. */
    public enum LogTrouble implements Keyed {
        /** The tree was altered at its edge: nothing is put to it. */
        TREE_ALTERED,
        /** Entries could not be made; it is tried again. */
        NOT_MADE,
        /** The tree no longer leads to what was signed last: it is not signed. */
        NOT_SIGNED,
        /** Another console's key signs this log, and this one has not got it. */
        OTHER_KEY
    }

    /**
     * A checkpoint.
     *
     * @param root base64
     * @param note as it was signed (C2SP signed note)
     */
    public record CheckpointState(long size, String root, Instant at, String note) {}

    /**
     * Who keeps checkpoints elsewhere.
     *
     * @param size of the newest one that it has; null for none
     * @param seenAt when it last took one, or said that it has it
     * @param askedAt when it was last asked
     * @param trouble why it took none then; null where it did
     * @param detail the same in words
     */
    public record WitnessState(
            String name,
            @Nullable Long size,
            @Nullable Instant seenAt,
            Instant askedAt,
            @Nullable WitnessTrouble trouble,
            @Nullable String detail) {}

    /** Why a witness took no checkpoint. */
    public enum WitnessTrouble implements Keyed {
        /** It did not answer, or is not there: no word against the log. */
        AWAY,
        /** It keeps a larger log. */
        SHORTER,
        /** It keeps another log than this one was. */
        REWRITTEN,
        /** It keeps checkpoints that another key signed. */
        OTHER_KEY,
        /** What it kept was changed. */
        UNREADABLE,
        /** It does not say why. */
        REFUSED
    }

    /**
     * That an entry is in the log; whole in itself, to be checked without the console.
     *
     * @param format {@link #PROOF_FORMAT}
     * @param entry canonical JSON (RFC 8785), as it was hashed
     * @param proof hashes from the entry to the root, base64
     * @param checkpoint signed note
     * @param verifierKey of who signed it: to be compared with one that came by another way
     * @param later entries that say something of this one, such as that the product was recalled, newest first; null where
     *     there is no such kind
     */
    public record Proof(
            @NotNull @Size(max = 40) String format,
            @NotNull @Size(max = 200) String origin,
            @Min(0) long index,
            @NotNull @Size(max = 65_535) String entry,
            @NotNull @Size(max = 64) List<String> proof,
            @NotNull @Size(max = 65_535) String checkpoint,
            @NotNull @Size(max = 500) String verifierKey,
            @Nullable @Size(max = MOST_LATER) List<@NotNull LaterEntry> later) {}

    /**
     * An entry that is in the tree of the same checkpoint.
     *
     * @param entry canonical JSON, as it was hashed
     * @param proof hashes from the entry to the root, base64
     */
    public record LaterEntry(
            @Min(0) long index,
            @NotNull @Size(max = 65_535) String entry,
            @NotNull @Size(max = 64) List<String> proof) {}

    /**
     * Of which entry.
     *
     * @param index its place; or else
     * @param kind and
     * @param key of the row that it is about
     */
    public record ProofQuery(
            @Nullable @Min(0) Long index,
            @Nullable @Size(max = 100) String kind,
            @Nullable @Size(max = 1_000) String key) {}

    /**
     * Between which sizes.
     *
     * @param first the smaller one
     * @param second the size now where left out
     */
    public record ConsistencyQuery(
            @NotNull @Min(0) Long first, @Nullable @Min(0) Long second) {}

    /** That the larger tree only added to the smaller one; hashes are base64. */
    public record Consistency(long first, long second, String firstRoot, String secondRoot, List<String> proof) {}

    /** How a verification stands. */
    public enum VerificationState implements Keyed {
        RUNNING,
        /** Everything is as it was written. */
        WHOLE,
        /** Something was changed by hand: the findings say what. */
        ALTERED,
        CANCELLED,
        /** It could not be done; {@code words} says why. */
        FAILED
    }

    /** What was found. */
    public enum FindingKind implements Keyed {
        /** A row says other than its entry. */
        ROW_ALTERED,
        /** A row is gone, and neither the keeping time nor an act says why. */
        ROW_DELETED,
        /** A row has no entry and waits for none. */
        ROW_INSERTED,
        /** Two entries say different things of one row. */
        LOGGED_TWICE,
        /** An entry does not fit its hash in the tree. */
        ENTRY_ALTERED,
        /** The tree has a hash of an entry that is gone. */
        ENTRY_DELETED,
        /** An entry is not in the tree. */
        ENTRY_INSERTED,
        /** A part of the tree does not fit what is below it. */
        TREE_ALTERED,
        /** The tree does not lead to what was signed: entries were rewritten, and the tree with them. */
        TREE_REBUILT,
        /** The tree has fewer entries than were signed. */
        TREE_CUT,
        /** A checkpoint is not signed by a key that is known, or is no checkpoint. */
        CHECKPOINT_ALTERED,
        /** A file of a report has other bytes than were made. */
        FILE_ALTERED,
        /** A file of a report is gone, or cannot be read, and no act says why. */
        FILE_DELETED
    }

    /**
     * A value that the row has no longer.
     *
     * @param before as the entry has it, JSON; null where the entry has a hash of it alone
     * @param after as the row has it now, JSON; null as {@code before}
     */
    public record Change(
            String field, @Nullable String before, @Nullable String after) {}

    /**
     * Where in the tree, or in what was signed of it; what does not matter is null.
     *
     * @param level of a tile
     * @param tile its number on that level
     * @param size entries that a checkpoint says, or that the log had
     * @param first the first entry that may be meant
     * @param last the last one
     * @param witness who keeps the checkpoint; null for one of the database
     */
    public record TreePlace(
            @Nullable Integer level,
            @Nullable Long tile,
            @Nullable Long size,
            @Nullable Long first,
            @Nullable Long last,
            @Nullable String witness) {
        public static TreePlace ofTile(int level, long tile) {
            return new TreePlace(level, tile, null, null, null, null);
        }

        public static TreePlace ofCheckpoint(long size) {
            return new TreePlace(null, null, size, null, null, null);
        }

        /** Entries that are not what was signed of a log of a size. */
        public static TreePlace ofEntries(long first, long last, long size, @Nullable String witness) {
            return new TreePlace(null, null, size, first, last, witness);
        }
    }

    /**
     * One thing that is not as it was written.
     *
     * @param index the entry; null where there is none
     * @param entryKind what it is about, such as {@code sample}
     * @param key of the row
     * @param name of the row for people: its key with times that can be read; null where it is about none
     * @param changes values that are others now, those that the entry shows first
     * @param place where in the tree; null where it is about an entry or a row
     * @param detail a sentence that names it
     */
    public record Finding(
            FindingKind kind,
            @Nullable Long index,
            @Nullable String entryKind,
            @Nullable String key,
            @Nullable String name,
            List<Change> changes,
            @Nullable TreePlace place,
            String detail) {}

    /**
     * A verification.
     *
     * @param since entries before it were not compared; 0 for all
     * @param size entries that the log had at its beginning
     * @param percent done
     * @param entries compared so far
     * @param kept entries whose rows are there and as they were
     * @param noLongerKept entries whose rows were dropped after their keeping time
     * @param erased entries whose rows were erased by an act
     * @param checkpoints that the tree led to
     * @param findings the first ones, by entries
     * @param found how many there are
     * @param words the result in a sentence
     */
    public record Verification(
            VerificationState state,
            Instant startedAt,
            @Nullable Instant finishedAt,
            long since,
            long size,
            int percent,
            long entries,
            long kept,
            long noLongerKept,
            long erased,
            int checkpoints,
            List<Finding> findings,
            long found,
            String words) {}

    /** @param since entries before it are not compared */
    public record VerificationRequest(@Nullable @Min(0) Long since) {}

    /**
     * A checkpoint for a witness.
     *
     * @param note signed
     * @param verifierKey of who signed it
     * @param oldSize the size that the witness is believed to have; 0 for none
     * @param proof of consistency from it, base64
     */
    public record WitnessRequest(
            @NotNull @Size(min = 1, max = 65_535) String note,
            @NotNull @Size(min = 1, max = 500) String verifierKey,
            @NotNull @Min(0) Long oldSize,
            @NotNull @Size(max = 64) List<@NotNull @Size(max = 44) String> proof) {}

    /** What a witness has of a log: the newest checkpoint that it took. */
    public record Witnessed(String origin, String verifierKey, long size, String note, Instant at) {}

    /**
     * Which entries.
     *
     * @param cursor the {@code next_cursor} of the page before
     * @param kind such as {@code sample}
     * @param limit how many at most, 50 where left out
     */
    public record EntriesQuery(
            @Nullable @Pattern(regexp = "[0-9]{1,18}", message = "must be the next_cursor of the page before")
            String cursor,

            @Nullable @Size(max = 100) String kind,
            @Nullable @Min(1) @Max(500) Integer limit) {}

    /** @param entry canonical JSON */
    public record Entry(long index, String kind, String key, String entry) {}
}
