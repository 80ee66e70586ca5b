package fr.gaveurs.console.backend.features.feedback;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Conditions on ratings, and the values that they name. */
final class FeedbackFilter {
    private final StringBuilder where;
    private final Map<String, Object> values = new LinkedHashMap<>();

    private FeedbackFilter(String begin) {
        where = new StringBuilder(begin);
    }

    /** All that count. */
    static FeedbackFilter published() {
        return new FeedbackFilter(" WHERE f.status = 'published'");
    }

    static FeedbackFilter all() {
        return new FeedbackFilter(" WHERE true");
    }

    /** @param condition names the value by a colon and its name; left out where the value is null */
    FeedbackFilter and(String condition, String name, @Nullable Object value) {
        if (value != null) {
            where.append(" AND ").append(condition);
            values.put(name, value);
        }
        return this;
    }

    FeedbackFilter between(@Nullable Instant from, @Nullable Instant to) {
        return and("f.created_at >= :from", "from", from == null ? null : from.atOffset(ZoneOffset.UTC))
                .and("f.created_at < :to", "to", to == null ? null : to.atOffset(ZoneOffset.UTC));
    }

    String where() {
        return where.toString();
    }

    <S extends SqlStatement<S>> S bind(S statement) {
        values.forEach(statement::bind);
        return statement;
    }
}
