package fr.gaveurs.console.backend.features.bugs;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.bugs.BugTerms.Category;
import fr.gaveurs.console.api.bugs.BugTerms.Priority;
import fr.gaveurs.console.api.bugs.BugTerms.Severity;
import fr.gaveurs.console.api.bugs.BugTerms.Source;
import fr.gaveurs.console.api.bugs.BugTerms.Status;
import fr.gaveurs.console.api.bugs.Bugs.BugQuery;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * The condition that a query makes of {@code bug_reports b}, and what it binds.
 *
 * @param where begins with {@code WHERE}
 * @param words whether it looks for words, and how
 */
record BugCondition(String where, Map<String, Object> bindings, Words words) {
    private static final Pattern NUMBER = Pattern.compile("(#?)(\\d{1,18})");

    /** How words are looked for. */
    enum Words {
        NONE("''::tsquery"),
        /** By their stems in both languages, or by the beginning of the last. */
        STEMS("(websearch_to_tsquery('gaveurs_french', bug_plain(:q))"
                + " || websearch_to_tsquery('gaveurs_english', bug_plain(:q))"
                + " || to_tsquery('simple', :prefix))"),
        /** By the words of titles that are like them: what finds words that were typed wrong. */
        LIKENESS("to_tsquery('gaveurs_french', :alike)");

        private final String tsquery;

        Words(String tsquery) {
            this.tsquery = tsquery;
        }

        /** What {@code words} must fit, as SQL. */
        String tsquery() {
            return tsquery;
        }
    }

    /**
     * @throws ProblemException 400 naming each parameter at fault
     */
    static BugCondition of(BugQuery query) {
        return of(query, Words.STEMS);
    }

    /**
     * The same with other words: for where no stem fits.
     *
     * @param alike a tsquery of words that titles have
     */
    static BugCondition alike(BugQuery query, String alike) {
        BugCondition made = of(query, Words.LIKENESS);
        made.bindings().put("alike", alike);
        return made;
    }

    private static BugCondition of(BugQuery query, Words how) {
        Builder made = new Builder();
        made.oneOf("status", query.status(), Status.values());
        made.oneOf("severity", query.severity(), Severity.values());
        made.oneOf("priority", query.priority(), Priority.values());
        made.oneOf("category", query.category(), Category.values());
        made.oneOf("source", query.source(), Source.values());
        made.equal("device_id", Texts.idOrNull(query.deviceId()));
        made.equal("firmware_version", query.firmwareVersion());
        made.equal("sample_id", Texts.idOrNull(query.sampleId()));
        made.equal("error_code", query.errorCode());
        made.equal("reporter", query.reporter());
        if ("-".equals(query.assignee())) {
            made.when(" AND b.assignee IS NULL");
        } else {
            made.equal("assignee", query.assignee());
        }
        if (query.tag() != null) {
            made.when(" AND b.tags @> CAST(ARRAY[:tag] AS text[])").bind("tag", query.tag());
        }
        if (query.from() != null) {
            made.when(" AND b.created_at >= :from").bind("from", BugRows.at(query.from()));
        }
        if (query.to() != null) {
            made.when(" AND b.created_at < :to").bind("to", BugRows.at(query.to()));
        }
        if (query.from() != null && query.to() != null && !query.from().isBefore(query.to())) {
            made.errors.add(new FieldError("from", "must be earlier than to"));
        }
        Words words = made.words(query.q(), how);
        if (!made.errors.isEmpty()) {
            throw ProblemException.validation("the query could not be understood", List.copyOf(made.errors));
        }
        return new BugCondition(made.where.toString(), made.bindings, words);
    }

    /** How well a bug fits the words, as SQL: the one whose number was typed best of all. */
    String rank() {
        String rank = "ts_rank(b.words, " + words.tsquery() + ")";
        return bindings.containsKey("number") ? rank + " + CASE WHEN b.id = :number THEN 10 ELSE 0 END" : rank;
    }

    /** Whether every bug fits. */
    boolean empty() {
        return bindings.isEmpty() && where.equals(Builder.ALL);
    }

    <S extends SqlStatement<S>> S bind(S statement) {
        bindings.forEach(statement::bind);
        return statement;
    }

    private static final class Builder {
        static final String ALL = " WHERE true";
        final StringBuilder where = new StringBuilder(ALL);
        final Map<String, Object> bindings = new LinkedHashMap<>();
        final List<FieldError> errors = new ArrayList<>();

        Builder when(String condition) {
            where.append(condition);
            return this;
        }

        void bind(String name, @Nullable Object value) {
            if (value != null) {
                bindings.put(name, value);
            }
        }

        void equal(String column, @Nullable String value) {
            if (value != null) {
                // As it was kept: a name that was typed on a Mac is the same name.
                when(" AND b." + column + " = :" + column).bind(column, Texts.clean(value));
            }
        }

        void oneOf(String column, @Nullable String values, Enum<?>[] known) {
            if (values == null) {
                return;
            }
            List<String> names = new ArrayList<>();
            for (String value : values.split(",", -1)) {
                String name = value.strip().toLowerCase(Locale.ROOT);
                if (column.equals("status") && name.equals("unresolved")) {
                    names.add(Status.OPEN.key());
                    names.add(Status.IN_PROGRESS.key());
                } else if (List.of(known).stream().anyMatch(k -> k.toString().equals(name))) {
                    names.add(name);
                } else {
                    errors.add(new FieldError(
                            column, "may name " + List.of(known) + ", separated by commas, not '" + value + "'"));
                }
            }
            // Names of our own: as literals they let the planner use the partial index.
            when(" AND b." + column + " IN ('" + String.join("', '", names) + "')");
        }

        Words words(@Nullable String q, Words how) {
            if (q == null || q.isBlank()) {
                return Words.NONE;
            }
            String text = q.strip();
            Matcher number = NUMBER.matcher(SearchText.plain(text).strip());
            if (number.matches()) {
                bind("number", Long.valueOf(number.group(2)));
                if (!number.group(1).isEmpty()) {
                    when(" AND b.id = :number");
                    return Words.NONE;
                }
            }
            List<String> words = SearchText.words(text);
            if (words.isEmpty()) {
                errors.add(new FieldError("q", "has no letters or figures to look for"));
                return Words.NONE;
            }
            if (how == Words.STEMS) {
                bind("q", text);
                bind("prefix", String.join(" & ", words) + ":*");
            }
            // A bare number may be a bug's own, and may stand in the text of others.
            String fits = "b.words @@ " + how.tsquery;
            when(" AND " + (bindings.containsKey("number") ? "(b.id = :number OR " + fits + ")" : fits));
            return how;
        }
    }
}
