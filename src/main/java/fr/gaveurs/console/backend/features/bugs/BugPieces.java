package fr.gaveurs.console.backend.features.bugs;

import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import fr.gaveurs.console.backend.platform.store.PieceReads;
import java.util.List;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Bugs by a filter, newest first, some at a time; between two pieces nothing of the database is held. */
final class BugPieces {
    private static final int PIECE = 500;

    private final PieceReads reads;
    private final BugCondition filter;
    private @Nullable BugSummary last;

    BugPieces(PieceReads reads, BugCondition filter) {
        this.reads = reads;
        this.filter = filter;
    }

    /** The next ones; empty after the last. */
    List<BugSummary> next() throws InterruptedException {
        BugSummary before = last;
        List<BugSummary> piece = reads.read(handle -> {
            Query query = filter.bind(handle.createQuery("SELECT " + BugRows.SUMMARY + " FROM bug_reports b"
                            + filter.where()
                            + (before == null ? "" : " AND (b.created_at, b.id) < (:before_created, :before_id)")
                            + " ORDER BY b.created_at DESC, b.id DESC LIMIT :piece"))
                    .bind("piece", PIECE);
            if (before != null) {
                query.bind("before_created", BugRows.at(before.createdAt())).bind("before_id", before.id());
            }
            return query.map((row, context) -> BugRows.summary(row)).list();
        });
        if (!piece.isEmpty()) {
            last = piece.getLast();
        }
        return piece;
    }
}
