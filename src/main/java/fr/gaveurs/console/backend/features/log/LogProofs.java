package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.api.log.Log.Entry;
import fr.gaveurs.console.api.log.Log.Proof;
import fr.gaveurs.console.backend.features.log.Checkpoints.Stored;
import fr.gaveurs.console.backend.features.log.Checkpoints.UnsignedException;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import fr.gaveurs.console.backend.platform.tlog.LogRelation;
import fr.gaveurs.console.backend.platform.tlog.LogSource;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Proofs of inclusion. What was added since the newest checkpoint is signed for it, every few seconds at most. */
final class LogProofs {
    private static final int PAUSE_SECONDS = 5;

    private final LogQueries queries;
    private final Checkpoints checkpoints;
    private final List<LogSource> open;
    private final List<LogRelation> relations;
    private final long pauseNanos = TimeUnit.SECONDS.toNanos(PAUSE_SECONDS);
    private boolean signed;
    private long signedNanos;

    /** @param relations whose later entries are given with a proof */
    LogProofs(LogQueries queries, Checkpoints checkpoints, Collection<LogSource> sources, List<LogRelation> relations) {
        this.queries = queries;
        this.checkpoints = checkpoints;
        this.open = sources.stream().filter(LogSource::open).toList();
        this.relations = List.copyOf(relations);
    }

    /** The proof of a row of a kind that anybody may ask for. */
    Proof open(String key) throws SQLException {
        for (LogSource source : open) {
            Entry entry = queries.entry(source.kind(), key);
            if (entry != null) {
                return of(entry);
            }
        }
        throw ProblemException.notFound(
                "the log has no product " + key + ": one that was just made is in it after" + " some seconds");
    }

    Proof of(@Nullable Long index, @Nullable String kind, @Nullable String key) throws SQLException {
        if (index == null && (kind == null || key == null)) {
            throw ProblemException.validation("an index is needed, or a kind and a key", List.of());
        }
        Entry entry =
                index != null ? queries.entry(index) : kind == null || key == null ? null : queries.entry(kind, key);
        if (entry == null) {
            throw ProblemException.notFound(
                    "the log has no such entry: what was just stored is in it after some" + " seconds");
        }
        return of(entry);
    }

    private Proof of(Entry entry) throws SQLException {
        List<Entry> later = null;
        for (LogRelation relation : relations) {
            if (relation.of().kind().equals(entry.kind())) {
                if (queries.waits(relation)) {
                    throw notYet(); // one that left out what was just said of it would be believed
                }
                later = later == null ? new ArrayList<>() : later;
                later.addAll(queries.later(relation, entry));
            }
        }
        long last = Stream.concat(Stream.of(entry), later == null ? Stream.of() : later.stream())
                .mapToLong(Entry::index)
                .max()
                .orElseThrow();
        return queries.proof(entry, signed(last), later);
    }

    /** The proof of an entry, without what was said of it later. */
    Proof alone(long index) throws SQLException {
        Entry entry = queries.entry(index);
        if (entry == null) {
            throw ProblemException.notFound("the log has no entry " + index);
        }
        return queries.proof(entry, signed(index), null);
    }

    /** A checkpoint of more entries than an index. */
    private Stored signed(long index) throws SQLException {
        Stored newest = checkpoints.newest();
        if (newest == null || newest.size() <= index) {
            newest = sign();
        }
        if (newest == null || newest.size() <= index) {
            throw notYet();
        }
        return newest;
    }

    private static ProblemException notYet() {
        return ProblemException.unavailable("the entry is not signed yet: ask again in some seconds", PAUSE_SECONDS);
    }

    private synchronized @Nullable Stored sign() throws SQLException {
        long now = System.nanoTime();
        if (signed && now - signedNanos < pauseNanos) {
            return checkpoints.newest();
        }
        signed = true;
        signedNanos = now;
        try {
            return checkpoints.make();
        } catch (UnsignedException e) {
            throw ProblemException.unavailable(String.valueOf(e.getMessage()), 3_600);
        }
    }
}
