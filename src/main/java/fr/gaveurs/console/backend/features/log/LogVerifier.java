package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.api.log.Log.Finding;
import fr.gaveurs.console.api.log.Log.FindingKind;
import fr.gaveurs.console.api.log.Log.TreePlace;
import fr.gaveurs.console.backend.features.log.TreeCheck.Signed;
import fr.gaveurs.console.backend.platform.tlog.Checkpoint;
import fr.gaveurs.console.backend.platform.tlog.LogSource;
import fr.gaveurs.console.backend.platform.tlog.LoggedFiles;
import fr.gaveurs.console.backend.platform.tlog.SignedNote;
import fr.gaveurs.console.backend.platform.tlog.TileTree.TileMissingException;
import fr.gaveurs.console.backend.platform.tlog.VerifierKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the log: makes each entry once more of the row that it is about, grows the tree once more, and compares both
 * with what is stored, with the signed checkpoints and with those that witnesses keep. It reads and changes nothing; the
 * console may go on meanwhile.
 */
public final class LogVerifier {
    /** Into so many the rows are divided: whoever has done one takes the next. */
    private static final int RANGES = 16;

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
     * @param files of this console's disk
     * @param found hears of each thing as soon as it is found
     */
    public record Request(long since, List<Witnessed> witnessed, List<LoggedFiles> files, Consumer<Finding> found) {
        public Request(long since, List<Witnessed> witnessed, List<LoggedFiles> files) {
            this(since, witnessed, files, finding -> {});
        }
    }

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
     * @param files of this console's disk that were compared
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
            long files,
            List<Finding> findings,
            long found,
            List<String> unknownKeys) {
        /** In a sentence. */
        public String words() {
            String compared = (size - since) + " entries" + (since > 0 ? " from number " + since + " on" : "")
                    + " compared: " + kept + " with their rows, " + noLongerKept + " of rows no longer kept, " + erased
                    + " of rows erased by an act, " + checkpoints + " signed checkpoints"
                    + (files == 0 ? "" : ", " + files + " files of reports on this console's disk");
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
     * @param connections where statements may take long; so many parts of it are done at once
     * @throws CancellationException when it was cancelled
     * @throws SQLException when the database is away
     */
    public Result verify(List<Connection> connections, Request request, Progress progress, BooleanSupplier cancelled)
            throws SQLException {
        try {
            return new Run(connections, request, progress, cancelled).run();
        } catch (LogTables.TileReadException e) {
            throw e.sql();
        }
    }

    private final class Run {
        private final List<Connection> connections;
        private final Connection connection;
        private final Request request;
        private final Progress progress;
        private final BooleanSupplier cancelled;
        private final Findings findings;
        private final List<String> unknownKeys = new ArrayList<>();
        private final AtomicInteger led = new AtomicInteger();
        private volatile boolean stopped;
        private long size;
        private long work;
        private long done;
        private long entries;

        Run(List<Connection> connections, Request request, Progress progress, BooleanSupplier cancelled) {
            this.connections = List.copyOf(connections);
            this.connection = connections.getFirst();
            this.request = request;
            this.findings = new Findings(sources, request.found());
            this.progress = progress;
            this.cancelled = cancelled;
        }

        Result run() throws SQLException {
            size = LogTables.size(connection);
            long since = Math.min(request.since(), size);
            work = Math.max(1, 2 * (size - since));
            List<Signed> signed = signed();
            beyond();
            outsideTheTree();
            SeenEntries seen = new SeenEntries(since);
            List<CheckParts.Part> parts = new ArrayList<>();
            parts.add(own -> led.set(tree(own, since, signed)));
            int ranges = connections.size() == 1 ? 1 : RANGES;
            for (RowCheck.Range range : RowRanges.of(connection, sources.values(), size, ranges)) {
                parts.add(own -> new RowCheck(own, since, size, seen, findings).check(range, n -> step(0, n)));
            }
            CheckParts.run(connections, parts, () -> stopped = true);
            // What was deleted meanwhile is told by entries that were made meanwhile.
            UnseenCheck unseen = new UnseenCheck(connection, sources, Absences.now(connection), findings);
            unseen.check(seen, since, size, () -> step(0, 0));
            long files = files();
            return new Result(
                    since,
                    size,
                    seen.count() + unseen.repeated(),
                    unseen.noLongerKept(),
                    unseen.erased(),
                    led.get(),
                    files,
                    findings.sorted(),
                    findings.count(),
                    List.copyOf(unknownKeys));
        }

        /** Files of this console's disk, which have their SHA-256 in rows that were compared by now. */
        private long files() throws SQLException {
            long compared = 0;
            for (LoggedFiles each : request.files()) {
                compared += each.compare(connection, () -> step(0, 0), findings::add);
            }
            step(0, 0);
            return compared;
        }

        /** Whoever names a size has seen a log that had it; of a witness' checkpoint that was said already. */
        private void beyond() {
            long named = request.since();
            if (named > size
                    && request.witnessed().stream()
                            .noneMatch(witnessed -> witnessed.checkpoint().size() == named)) {
                findings.add(
                        FindingKind.TREE_CUT,
                        size,
                        TreePlace.ofEntries(size, named - 1, named, null),
                        "the log had " + named + " entries, as was said with what to begin from, and has " + size
                                + ": the last " + (named - size) + " were taken away, or there never were so many");
            }
        }

        private int tree(Connection own, long since, List<Signed> signed) throws SQLException {
            try {
                return new TreeCheck(own, since, size, signed, findings).check(n -> step(n, n));
            } catch (TileMissingException e) {
                findings.add(
                        FindingKind.TREE_ALTERED,
                        null,
                        TreePlace.ofTile(e.level(), e.index()),
                        String.valueOf(e.getMessage()));
                return 0;
            }
        }

        private synchronized void step(long compared, long n) {
            entries += compared;
            done += n;
            progress.at(entries, (int) Math.min(99, done * 100 / work));
            if (stopped || cancelled.getAsBoolean()) {
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
            long newest = 0;
            try (PreparedStatement select = connection.prepareStatement(
                            "SELECT size, root, at, note FROM log_checkpoints ORDER BY size");
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    newest = row.getLong(1);
                    String by = "checkpoint of "
                            + row.getObject(3, OffsetDateTime.class).toInstant();
                    take(signed, new Checkpoint(origin, row.getLong(1), row.getBytes(2)), by, null);
                    check(origin, row.getLong(1), row.getBytes(2), row.getString(4), known);
                }
            }
            takenAway(newest);
            for (Witnessed witnessed : request.witnessed()) {
                take(signed, witnessed.checkpoint(), "kept by the witness " + witnessed.witness(), witnessed.witness());
            }
            signed.sort(Comparator.comparingLong(Signed::size));
            return signed;
        }

        /** Witnesses were given what is in the table, of which the newest is never thinned out. */
        private void takenAway(long newest) throws SQLException {
            try (PreparedStatement select = connection.prepareStatement(
                            "SELECT coalesce(max(size), 0), EXISTS (SELECT FROM" + " log_keys) FROM log_witnesses");
                    ResultSet row = select.executeQuery()) {
                row.next();
                long given = row.getLong(1);
                if (given > newest || (newest == 0 && row.getBoolean(2))) {
                    findings.add(
                            FindingKind.CHECKPOINT_ALTERED,
                            null,
                            TreePlace.ofCheckpoint(given),
                            "checkpoints are gone from log_checkpoints: "
                                    + (given > newest
                                            ? "witnesses took one of " + given + " entries"
                                            : "this log was signed, and none is there"));
                }
            }
        }

        private void take(List<Signed> signed, Checkpoint checkpoint, String by, @Nullable String witness) {
            if (checkpoint.size() <= size) {
                signed.add(new Signed(checkpoint.size(), checkpoint.root(), by, witness));
            } else {
                findings.add(
                        FindingKind.TREE_CUT,
                        size,
                        TreePlace.ofEntries(size, checkpoint.size() - 1, checkpoint.size(), witness),
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
                        TreePlace.ofCheckpoint(of),
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
    }
}
