package fr.gaveurs.console.backend.features.bugs;

import fr.gaveurs.console.api.bugs.BugTerms.Sort;
import fr.gaveurs.console.api.bugs.BugTerms.Status;
import fr.gaveurs.console.api.bugs.Bugs.Attachment;
import fr.gaveurs.console.api.bugs.Bugs.Board;
import fr.gaveurs.console.api.bugs.Bugs.BoardColumn;
import fr.gaveurs.console.api.bugs.Bugs.Bug;
import fr.gaveurs.console.api.bugs.Bugs.BugPage;
import fr.gaveurs.console.api.bugs.Bugs.BugQuery;
import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import fr.gaveurs.console.api.bugs.Bugs.SimilarBug;
import fr.gaveurs.console.api.bugs.Bugs.SimilarQuery;
import fr.gaveurs.console.api.bugs.Bugs.TimelineEntry;
import fr.gaveurs.console.backend.features.bugs.BugCondition.Words;
import fr.gaveurs.console.backend.platform.store.PieceReads;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Reads bug reports. */
public final class BugQueries {
    /** A list says how many fit up to this many. */
    static final int MAX_TOTAL = 10_000;

    private static final int DEFAULT_LIMIT = 50;
    private static final int DEFAULT_COLUMN = 30;
    /** Of what fits a common word, the newest are ranked: to rank all would take long and change nothing on page one. */
    private static final int RANKED = 500;

    private static final String FROM = " FROM bug_reports b";

    private final Jdbi jdbi;

    public BugQueries(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** When a bug was last made or changed; null while there is none. */
    @Nullable
    Instant lastChange() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT max(updated_at) FROM bug_reports")
                .mapTo(OffsetDateTime.class)
                .findOne()
                .map(OffsetDateTime::toInstant)
                .orElse(null));
    }

    /** Numbers of the bugs that changed after an instant, at most 200 of them: the newest, oldest first. */
    List<Long> changedSince(Instant since) {
        return jdbi.withHandle(handle -> handle.createQuery(
                                "SELECT id FROM bug_reports WHERE updated_at > :since ORDER BY updated_at DESC LIMIT 200")
                        .bind("since", since.atOffset(ZoneOffset.UTC))
                        .mapTo(Long.class)
                        .list())
                .reversed();
    }

    private record Row(BugSummary bug, List<String> keys) {}

    /**
     * A page. Where no report has the words, those whose titles are like them are found: words that were typed wrong.
     *
     * @throws fr.gaveurs.console.backend.platform.http.ProblemException 400 for a filter or cursor that is none
     */
    public BugPage list(BugQuery query) {
        return jdbi.inTransaction(handle -> {
            BugCondition stems = BugCondition.of(query);
            int total = total(handle, stems);
            BugCondition alike = total == 0 ? alike(handle, query, stems) : null;
            return alike == null ? page(handle, query, stems, total) : page(handle, query, alike, total(handle, alike));
        });
    }

    /** What to look for where no stem fits: null where no words were asked for, or one is like none that is known. */
    private static @Nullable BugCondition alike(Handle handle, BugQuery query, BugCondition stems) {
        if (query.q() == null || stems.words() != Words.STEMS) {
            return null;
        }
        String meant = meant(handle, SearchText.words(query.q()));
        return meant == null ? null : BugCondition.alike(query, meant);
    }

    /** The words of titles that are most like each of these, as a tsquery; null where one is like none. */
    private static @Nullable String meant(Handle handle, List<String> words) {
        handle.execute("SELECT set_config('pg_trgm.similarity_threshold', '0.3', true)");
        Map<String, List<String>> found = new LinkedHashMap<>();
        handle.createQuery("SELECT asked.word AS asked, known.word AS known FROM unnest(:words) AS asked (word)"
                        + " CROSS JOIN LATERAL (SELECT v.word FROM bug_vocabulary v WHERE v.word % asked.word"
                        + " ORDER BY similarity(v.word, asked.word) DESC, v.word LIMIT 3) AS known")
                .bindArray("words", String.class, words)
                .map((row, context) -> found.computeIfAbsent(row.getString("asked"), asked -> new ArrayList<>())
                        .add(row.getString("known")))
                .list();
        return found.keySet().containsAll(words)
                ? found.values().stream()
                        .map(each -> "(" + String.join(" | ", each) + ")")
                        .collect(Collectors.joining(" & "))
                : null;
    }

    private static int total(Handle handle, BugCondition filter) {
        return filter.bind(handle.createQuery(
                        "SELECT count(*) FROM (SELECT" + FROM + filter.where() + " LIMIT " + MAX_TOTAL + ") AS found"))
                .mapTo(Integer.class)
                .one();
    }

    private static BugPage page(Handle handle, BugQuery query, BugCondition filter, int total) {
        Order order = Order.of(query, filter.words() != Words.NONE);
        BugCursor cursor = query.cursor() == null ? null : BugCursor.decode(query.cursor(), order);
        int limit = query.limit() == null ? DEFAULT_LIMIT : query.limit();
        String after = cursor == null ? "" : order.after();
        String from =
                order.sort() == Sort.RELEVANCE ? ranked(filter) + " WHERE true" + after : FROM + filter.where() + after;
        Query select = filter.bind(handle.createQuery(
                        "SELECT " + BugRows.SUMMARY + order.columns() + from + order.orderBy() + " LIMIT :limit"))
                .bind("limit", limit + 1);
        if (cursor != null) {
            for (int i = 0; i < cursor.keys().size(); i++) {
                select.bind("key" + i, Long.valueOf(cursor.keys().get(i)));
            }
        }
        List<Row> rows = select.map((row, context) -> row(row, order)).list();
        boolean more = rows.size() > limit;
        List<Row> shown = more ? rows.subList(0, limit) : rows;
        String next = more
                ? new BugCursor(order.sort(), order.ascending(), shown.getLast().keys()).encode()
                : null;
        return new BugPage(shown.stream().map(Row::bug).toList(), next, total);
    }

    private static String ranked(BugCondition filter) {
        return " FROM (SELECT b.*, ((" + filter.rank() + ") * 1000000)::bigint AS fit FROM (SELECT b.*" + FROM
                + filter.where() + " ORDER BY b.created_at DESC, b.id DESC LIMIT " + RANKED + ") AS b) AS b";
    }

    private static Row row(ResultSet row, Order order) throws SQLException {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < order.keys().size(); i++) {
            keys.add(Long.toString(row.getLong("key" + i)));
        }
        return new Row(BugRows.summary(row), keys);
    }

    /** Unresolved columns worst first, settled ones newest first. Words that were typed wrong are found as in lists. */
    public Board board(BugQuery query) {
        BugCondition filter = BugCondition.of(query);
        int limit = query.limit() == null ? DEFAULT_COLUMN : query.limit();
        Map<Status, Long> totals = new EnumMap<>(Status.class);
        Map<Status, List<BugSummary>> bugs = new EnumMap<>(Status.class);
        jdbi.useTransaction(handle -> {
            if (filter.empty()) {
                everything(handle, limit, totals, bugs);
            } else {
                some(handle, filter, limit, totals, bugs);
                BugCondition alike = totals.isEmpty() ? alike(handle, query, filter) : null;
                if (alike != null) {
                    some(handle, alike, limit, totals, bugs);
                }
            }
        });
        return new Board(List.of(Status.values()).stream()
                .map(status ->
                        new BoardColumn(status, totals.getOrDefault(status, 0L), bugs.getOrDefault(status, List.of())))
                .toList());
    }

    /** The daily figures know how many there are, and the indices which come first. */
    private static void everything(
            Handle handle, int limit, Map<Status, Long> totals, Map<Status, List<BugSummary>> bugs) {
        handle.createQuery("SELECT total_open, total_in_progress, total_resolved, total_closed, total_wont_fix"
                        + " FROM bug_metrics ORDER BY day DESC LIMIT 1")
                .map((row, context) -> {
                    for (Status status : Status.values()) {
                        totals.put(status, row.getLong("total_" + status.key()));
                    }
                    return totals;
                })
                .list();
        for (Status status : Status.values()) {
            String order = (status.unresolved() ? "b.severity_rank DESC, " : "") + "b.updated_at DESC, b.id DESC";
            bugs.put(
                    status,
                    handle.createQuery("SELECT " + BugRows.SUMMARY + FROM + " WHERE b.status = '" + status.key()
                                    + "' ORDER BY " + order + " LIMIT :limit")
                            .bind("limit", limit)
                            .map((row, context) -> BugRows.summary(row))
                            .list());
        }
    }

    /** What fits is found once, narrow, and only what is shown is fetched. */
    private static void some(
            Handle handle,
            BugCondition filter,
            int limit,
            Map<Status, Long> totals,
            Map<Status, List<BugSummary>> bugs) {
        filter.bind(handle.createQuery("WITH found AS MATERIALIZED (SELECT b.id, b.status, b.updated_at,"
                        // Made of what an index holds: the reports themselves needn't be read for it.
                        + " CASE WHEN b.status NOT IN ('open', 'in_progress') THEN 0 ELSE CASE b.severity"
                        + " WHEN 'critical' THEN 4 WHEN 'high' THEN 3 WHEN 'medium' THEN 2 ELSE 1 END END AS worth"
                        + FROM + filter.where() + "), totals AS (SELECT status, count(*) AS total FROM found GROUP BY"
                        // The best of each column, not all in order: of many that fit few are shown.
                        + " status) SELECT " + BugRows.SUMMARY + ", totals.total FROM totals CROSS JOIN LATERAL"
                        + " (SELECT * FROM found WHERE found.status = totals.status ORDER BY worth DESC,"
                        + " updated_at DESC, id DESC LIMIT :limit) AS shown JOIN bug_reports b ON b.id = shown.id"
                        + " ORDER BY shown.worth DESC, shown.updated_at DESC, shown.id DESC"))
                .bind("limit", limit)
                .map((row, context) -> {
                    BugSummary bug = BugRows.summary(row);
                    totals.put(bug.status(), row.getLong("total"));
                    return bugs.computeIfAbsent(bug.status(), status -> new ArrayList<>())
                            .add(bug);
                })
                .list();
    }

    /** Unresolved bugs that share a word with a title and are like it, those of the same station before others. */
    public List<SimilarBug> similar(SimilarQuery query) {
        List<String> words = SearchText.words(query.title());
        if (words.isEmpty()) {
            return List.of();
        }
        // To compare takes long, so only the newest of those that share a word are compared.
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT " + BugRows.SUMMARY + ", b.likeness FROM ("
                                + "SELECT b.*, similarity(:plain, bug_plain(b.title)) AS likeness FROM (SELECT b.*"
                                + FROM
                                + " WHERE b.status IN ('open', 'in_progress') AND b.words @@ (to_tsquery('gaveurs_french', :any)"
                                + " || to_tsquery('gaveurs_english', :any)) ORDER BY b.created_at DESC LIMIT " + RANKED
                                + ") AS b) AS b WHERE b.likeness >= 0.25"
                                + " ORDER BY coalesce(b.device_id = :device, false) DESC, b.likeness DESC, b.id DESC LIMIT :limit")
                .bind("plain", SearchText.plain(query.title()))
                .bind("any", String.join(" | ", words))
                .bind("device", query.deviceId())
                .bind("limit", query.limit() == null ? 5 : query.limit())
                .map((row, context) -> new SimilarBug(BugRows.summary(row), row.getDouble("likeness")))
                .list());
    }

    /**
     * Every bug that the list would show, newest first, piece by piece. One that is made or changed meanwhile may be in
     * it or not; every other one is in it once.
     *
     * @throws fr.gaveurs.console.backend.platform.http.ProblemException 400 for a filter that is none
     */
    BugPieces pieces(BugQuery query, PieceReads reads) throws InterruptedException {
        BugCondition stems = BugCondition.of(query);
        BugCondition alike = reads.read(handle ->
                handle.inTransaction(inside -> total(inside, stems) == 0 ? alike(inside, query, stems) : null));
        return new BugPieces(reads, alike == null ? stems : alike);
    }

    /** One bug as lists show it. */
    public Optional<BugSummary> summary(long id) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT " + BugRows.SUMMARY + FROM + " WHERE b.id = :id")
                .bind("id", id)
                .map((row, context) -> BugRows.summary(row))
                .findOne());
    }

    /**
     * One bug with everything.
     *
     * @param confidential whether internal comments and the reporter's e-mail address are shown
     */
    public Optional<Bug> find(long id, boolean confidential) {
        return jdbi.withHandle(handle -> {
            List<Attachment> attachments = handle.createQuery(
                            "SELECT * FROM bug_attachments WHERE bug_id = :id ORDER BY added_at, hash")
                    .bind("id", id)
                    .map((row, context) -> BugRows.attachment(row))
                    .list();
            List<TimelineEntry> timeline = handle.createQuery("SELECT created_at AS at, author, text, internal,"
                            + " NULL AS field, NULL AS from_value, NULL AS to_value, id FROM bug_comments"
                            + " WHERE bug_id = :id AND (:all OR NOT internal)"
                            + " UNION ALL SELECT changed_at, changed_by, NULL, false, field, from_value, to_value, id"
                            + " FROM bug_changes WHERE bug_id = :id AND (:all OR field <> 'reporter_email')"
                            + " ORDER BY at, id")
                    .bind("id", id)
                    .bind("all", confidential)
                    .map((row, context) -> new TimelineEntry(
                            BugRows.time(row, "at"),
                            row.getString("author"),
                            row.getString("text"),
                            row.getBoolean("internal"),
                            row.getString("field"),
                            row.getString("from_value"),
                            row.getString("to_value")))
                    .list();
            return handle.createQuery("SELECT b.*" + FROM + " WHERE b.id = :id")
                    .bind("id", id)
                    .map((row, context) -> new Bug(
                            BugRows.summary(row),
                            row.getString("description"),
                            row.getString("reproduction_steps"),
                            row.getString("error_logs"),
                            row.getString("program_version"),
                            confidential ? row.getString("reporter_email") : null,
                            row.getString("resolution"),
                            BugRows.numbers(row.getArray("related_issues")),
                            BugRows.instant(row, "first_response_at"),
                            BugRows.instant(row, "resolved_at"),
                            attachments,
                            timeline))
                    .findOne();
        });
    }
}
