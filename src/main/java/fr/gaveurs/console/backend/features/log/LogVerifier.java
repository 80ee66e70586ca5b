package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.api.log.Log.Finding;
import fr.gaveurs.console.api.log.Log.FindingKind;
import fr.gaveurs.console.backend.features.log.Absences.Why;
import fr.gaveurs.console.backend.features.log.TreeCheck.Signed;
import fr.gaveurs.console.backend.platform.tlog.Checkpoint;
import fr.gaveurs.console.backend.platform.tlog.LogSource;
import fr.gaveurs.console.backend.platform.tlog.SignedNote;
import fr.gaveurs.console.backend.platform.tlog.TileTree.TileMissingException;
import fr.gaveurs.console.backend.platform.tlog.VerifierKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Verifies the log: makes each entry once more of the row that it is about, grows the tree once more, and compares both
 * with what is stored, with the signed checkpoints and with those that witnesses keep. It reads and changes nothing; the
 * console may go on meanwhile.
 */
public final class LogVerifier {
    private final Map<String, LogSource> sources = new LinkedHashMap<>();
    private final List<VerifierKey> trusted;

    /**
     * @param sources the kinds of entries
     * @param trusted who may have signed checkpoints, besides those that the database names
     */
    public LogVerifier(Collection<LogSource> sources, Collection<VerifierKey> trusted) {
        sources.forEach(source -> this.sources.put(source.kind(), source));
        this.trusted = List.copyOf(trusted);
    }

    /**
     * What is to be verified.
     *
     * @param since entries before it are taken to be what the tree says they are
     * @param witnessed checkpoints that are kept elsewhere
     */
    public record Request(long since, List<Witnessed> witnessed) {}

    /**
     * A checkpoint that a witness keeps.
     *
     * @param witness its name
     */
    public record Witnessed(String witness, Checkpoint checkpoint) {}

    /**
     * What came of it.
     *
     * @param size entries of the log when it began
     * @param kept entries whose rows are there
     * @param checkpoints that the tree led to, those of witnesses among them
     * @param findings the first ones; none where all is as it was written
     * @param found how many there are
     * @param unknownKeys of other consoles, which the database alone vouches for
     */
    public record Result(
            long since,
            long size,
            long kept,
            long noLongerKept,
            long erased,
            int checkpoints,
            List<Finding> findings,
            long found,
            List<String> unknownKeys) {
        /** In a sentence. */
        public String words() {
            String compared = (size - since) + " entries" + (since > 0 ? " from number " + since + " on" : "")
                    + " compared: " + kept + " with their rows, " + noLongerKept + " of rows no longer kept, " + erased
                    + " of rows erased by an act, " + checkpoints + " signed checkpoints";
            if (found > 0) {
                return found + " found that are not as they were written. The first: "
                        + findings.getFirst().detail() + ". (" + compared + ")";
            }
            return "everything is as it was written: " + compared
                    + (unknownKeys.isEmpty()
                            ? ""
                            : "; these keys of checkpoints are vouched for by the database alone: "
                                    + String.join(", ", unknownKeys));
        }
    }

    /** Hears how far it is: entries compared, and percent of everything. */
    @FunctionalInterface
    public interface Progress {
        void at(long entries, int percent);
    }

    /**
     * Verifies.
     *
     * @param connection where a statement may take long
     * @throws CancellationException when it was cancelled
     * @throws SQLException when the database is away
     */
    public Result verify(Connection connection, Request request, Progress progress, BooleanSupplier cancelled)
            throws SQLException {
        try {
            return new Run(connection, request, progress, cancelled).run();
        } catch (LogTables.TileReadException e) {
            throw e.sql();
        }
    }

    private final class Run {
        private final Connection connection;
        private final Request request;
        private final Progress progress;
        private final BooleanSupplier cancelled;
        private final Findings findings = new Findings(sources);
        private final BitSet seen = new BitSet();
        private final List<String> unknownKeys = new ArrayList<>();
        private long size;
        private long since;
        private long work;
        private long done;
        private long entries;
        private long noLongerKept;
        private long erased;

        Run(Connection connection, Request request, Progress progress, BooleanSupplier cancelled) {
            this.connection = connection;
            this.request = request;
            this.progress = progress;
            this.cancelled = cancelled;
        }

        Result run() throws SQLException {
            size = LogTables.size(connection);
            since = Math.min(request.since(), size);
            work = Math.max(1, 2 * (size - since));
            List<Signed> signed = signed();
            outsideTheTree();
            RowCheck rows = new RowCheck(connection, since, size, seen, findings);
            for (LogSource source : sources.values()) {
                rows.check(source, this::step);
            }
            Absences absences = Absences.read(connection, size);
            int led = 0;
            try {
                led = new TreeCheck(connection, since, size, signed, findings, unseen(absences)).check(n -> {
                    entries += n;
                    step(n);
                });
            } catch (TileMissingException e) {
                findings.add(FindingKind.TREE_ALTERED, null, null, null, String.valueOf(e.getMessage()));
            }
            return new Result(
                    since,
                    size,
                    seen.cardinality(),
                    noLongerKept,
                    erased,
                    led,
                    findings.sorted(),
                    findings.count(),
                    List.copyOf(unknownKeys));
        }

        private TreeCheck.Unseen unseen(Absences absences) {
            return new TreeCheck.Unseen() {
                @Override
                public boolean seen(long index) {
                    return seen.get(Math.toIntExact(index - since));
                }

                @Override
                public void entry(long index, String kind, String key, String entry) throws SQLException {
                    explain(absences, index, kind, key, entry);
                }
            };
        }

        private void step(long n) {
            done += n;
            progress.at(entries, (int) Math.min(99, done * 100 / work));
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("cancelled");
            }
        }

        /** Entries of which the tree knows nothing. */
        private void outsideTheTree() throws SQLException {
            try (PreparedStatement select = connection.prepareStatement(
                            "SELECT idx, kind, key FROM log_entries WHERE idx >= coalesce((SELECT idx * 256 +"
                                    + " octet_length(hashes) / 32 FROM log_tiles WHERE level = 0 ORDER BY idx DESC"
                                    + " LIMIT 1), 0) ORDER BY idx LIMIT " + Findings.TOLD);
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    findings.add(
                            FindingKind.ENTRY_INSERTED,
                            row.getLong(1),
                            row.getString(2),
                            row.getString(3),
                            "entry " + row.getLong(1) + " (" + findings.name(row.getString(2), row.getString(3))
                                    + ") is not in the tree, which has " + size);
                }
            }
        }

        /** What was signed of sizes that the tree has; what it has not is found. */
        private List<Signed> signed() throws SQLException {
            List<VerifierKey> known = keys();
            List<Signed> signed = new ArrayList<>();
            String origin = LogIdentity.origin(connection);
            try (PreparedStatement select = connection.prepareStatement(
                            "SELECT size, root, at, note FROM log_checkpoints ORDER BY size");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String by = "checkpoint of "
                            + row.getObject(3, OffsetDateTime.class).toInstant();
                    take(signed, new Checkpoint(origin, row.getLong(1), row.getBytes(2)), by);
                    check(origin, row.getLong(1), row.getBytes(2), row.getString(4), known);
                }
            }
            for (Witnessed witnessed : request.witnessed()) {
                take(signed, witnessed.checkpoint(), "kept by the witness " + witnessed.witness());
            }
            signed.sort(Comparator.comparingLong(Signed::size));
            return signed;
        }

        private void take(List<Signed> signed, Checkpoint checkpoint, String by) {
            if (checkpoint.size() <= size) {
                signed.add(new Signed(checkpoint.size(), checkpoint.root(), by));
            } else {
                findings.add(
                        FindingKind.TREE_CUT,
                        size,
                        null,
                        null,
                        "the log had " + checkpoint.size() + " entries (" + by + ") and has " + size + ": the last "
                                + (checkpoint.size() - size) + " were taken away");
            }
        }

        private void check(String origin, long of, byte[] root, String note, List<VerifierKey> known) {
            SignedNote parsed = SignedNote.parse(note);
            Checkpoint checkpoint = parsed == null ? null : Checkpoint.parse(parsed.text());
            if (parsed == null
                    || checkpoint == null
                    || !checkpoint.origin().equals(origin)
                    || !checkpoint.same(new Checkpoint(origin, of, root))
                    || known.stream().noneMatch(parsed::signedBy)) {
                findings.add(
                        FindingKind.CHECKPOINT_ALTERED,
                        null,
                        null,
                        null,
                        "the checkpoint of " + of + " entries is not signed by a key of this log's consoles, or says"
                                + " other than it did");
            }
        }

        private List<VerifierKey> keys() throws SQLException {
            List<VerifierKey> known = new ArrayList<>(trusted);
            try (PreparedStatement select =
                            connection.prepareStatement("SELECT verifier_key, console FROM log_keys ORDER BY since");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    VerifierKey key = VerifierKey.parse(row.getString(1));
                    if (key != null && !known.contains(key)) {
                        known.add(key);
                        unknownKeys.add(key + " (" + row.getString(2) + ")");
                    }
                }
            }
            return known;
        }

        /** Why the row of an entry was not seen. */
        private void explain(Absences absences, long index, String kind, String key, String entry) throws SQLException {
            LogSource source = sources.get(kind);
            if (source == null || seen.get(Math.toIntExact(index - since))) {
                return; // a kind of a newer program's
            }
            Why why = Why.UNEXPLAINED;
            JsonNode text = Absences.parse(entry);
            if (text != null) {
                why = absences.of(source, key, text);
            }
            switch (why) {
                case NO_LONGER_KEPT -> noLongerKept++;
                case ERASED -> erased++;
                case UNEXPLAINED -> unexplained(index, kind, key, text);
            }
        }

        private void unexplained(long index, String kind, String key, @Nullable JsonNode text) throws SQLException {
            String name = findings.name(kind, key);
            Long newer = newer(index, kind, key);
            if (newer != null) {
                findings.add(
                        FindingKind.LOGGED_TWICE,
                        index,
                        kind,
                        key,
                        name + " has two entries that differ, " + index + " and " + newer
                                + ": its row was replaced and handed to the log again");
            } else if (text != null && text.has("gone")) {
                findings.add(
                        FindingKind.ROW_DELETED,
                        index,
                        kind,
                        key,
                        name + " was gone before its entry " + index + " was made");
            } else {
                findings.add(
                        FindingKind.ROW_DELETED,
                        index,
                        kind,
                        key,
                        name + " is gone, and neither its keeping time nor an act says why; entry " + index
                                + " has what it was");
            }
        }

        private @Nullable Long newer(long index, String kind, String key) throws SQLException {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT max(idx) FROM log_entries WHERE kind = ? AND key = ? AND idx > ?")) {
                select.setString(1, kind);
                select.setString(2, key);
                select.setLong(3, index);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    long found = row.getLong(1);
                    return row.wasNull() ? null : found;
                }
            }
        }
    }
}
