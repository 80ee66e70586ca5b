package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.api.log.Log.FindingKind;
import fr.gaveurs.console.backend.features.log.LogPieces.Text;
import fr.gaveurs.console.backend.platform.tlog.CanonicalJson;
import fr.gaveurs.console.backend.platform.tlog.LogSource;
import fr.gaveurs.console.backend.platform.tlog.MerkleHash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Goes through the entries whose rows were not seen: why they are not there is told by other entries, or found. */
final class UnseenCheck {
    private static final int PIECE = 1_000;
    /** Entries that are looked through for such at once. */
    private static final int STRETCH = 100_000;

    private final Connection connection;
    private final Map<String, LogSource> sources;
    private final Absences absences;
    private final Findings findings;
    private long noLongerKept;
    private long erased;
    private long repeated;

    UnseenCheck(Connection connection, Map<String, LogSource> sources, Absences absences, Findings findings) {
        this.connection = connection;
        this.sources = sources;
        this.absences = absences;
        this.findings = findings;
    }

    /** @param step called now and then, and throws to end it */
    void check(SeenEntries seen, long since, long size, Runnable step) throws SQLException {
        LogPieces pieces = new LogPieces(connection);
        for (long from = since; from < size; from += STRETCH) {
            List<Long> missing = new ArrayList<>();
            seen.missing(from, Math.min(size, from + STRETCH), missing::add);
            for (int at = 0; at < missing.size(); at += PIECE) {
                for (Text entry : pieces.texts(missing.subList(at, Math.min(missing.size(), at + PIECE)))) {
                    look(entry);
                }
                step.run();
            }
        }
    }

    private void look(Text entry) throws SQLException {
        // A text that was changed is found by who goes through the tree.
        if (Arrays.equals(MerkleHash.leaf(entry.entry()), entry.leafHash()) && !says(entry)) {
            findings.add(
                    FindingKind.ENTRY_ALTERED,
                    entry.index(),
                    entry.kind(),
                    entry.key(),
                    "entry " + entry.index() + " (" + findings.name(entry.kind(), entry.key())
                            + ") is put down as another one than its text says");
        }
        LogSource source = sources.get(entry.kind());
        if (source == null) {
            return; // a kind of a newer program's
        }
        JsonNode text = Absences.parse(entry.entry());
        switch (text == null ? Absences.Why.UNEXPLAINED : absences.of(source, entry.key(), text)) {
            case NO_LONGER_KEPT -> noLongerKept++;
            case ERASED -> erased++;
            case UNEXPLAINED -> unexplained(entry, text);
        }
    }

    /** Whether its columns are those of its text, by which rows are compared. */
    private static boolean says(Text entry) {
        return entry.entry().contains("\"kind\":" + CanonicalJson.write(entry.kind()))
                && entry.entry().contains("\"key\":" + CanonicalJson.write(entry.key()));
    }

    private void unexplained(Text entry, @Nullable JsonNode text) throws SQLException {
        String name = findings.name(entry.kind(), entry.key());
        Long newer = newer(entry);
        if (newer != null && isRepeated(entry, newer)) {
            repeated++;
        } else if (newer != null) {
            found(
                    FindingKind.LOGGED_TWICE,
                    entry,
                    name + " has two entries that differ, " + entry.index() + " and " + newer
                            + ": its row was replaced and handed to the log again");
        } else if (text != null && text.has("gone")) {
            found(FindingKind.ROW_DELETED, entry, name + " was gone before its entry " + entry.index() + " was made");
        } else {
            found(
                    FindingKind.ROW_DELETED,
                    entry,
                    name + " is gone, and neither its keeping time nor an act says why; entry " + entry.index()
                            + " has what it was");
        }
    }

    private void found(FindingKind kind, Text entry, String detail) {
        findings.add(kind, entry.index(), entry.kind(), entry.key(), detail);
    }

    private @Nullable Long newer(Text entry) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT max(idx) FROM log_entries WHERE kind = ? AND key = ? AND idx > ?")) {
            select.setString(1, entry.kind());
            select.setString(2, entry.key());
            select.setLong(3, entry.index());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                long found = row.getLong(1);
                return row.wasNull() ? null : found;
            }
        }
    }

    /** Whether a newer entry, with which the row was compared, says the very same: then nothing was altered. */
    private boolean isRepeated(Text entry, long newer) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT entry FROM log_entries WHERE idx = ?")) {
            select.setLong(1, newer);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getString(1).equals(entry.entry());
            }
        }
    }

    /** Entries that a newer one repeats, word for word. */
    long repeated() {
        return repeated;
    }

    /** Entries whose rows were dropped after their keeping time. */
    long noLongerKept() {
        return noLongerKept;
    }

    /** Entries whose rows were erased by an act. */
    long erased() {
        return erased;
    }
}
