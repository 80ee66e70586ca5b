package fr.gaveurs.console.backend.features.feedback;

import fr.gaveurs.console.api.feedback.Feedbacks.Context;
import fr.gaveurs.console.api.feedback.Feedbacks.Feedback;
import fr.gaveurs.console.api.feedback.Feedbacks.HeldFor;
import fr.gaveurs.console.api.feedback.Feedbacks.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Rows of ratings, as they are told. */
final class FeedbackRows {
    static final String SELECT =
            "SELECT f.*, e.email FROM consumer_feedbacks f" + " LEFT JOIN consumer_emails e ON e.feedback_id = f.id";

    private FeedbackRows() {}

    /** @param withEmail whether the caller may see where to answer */
    static Feedback feedback(ResultSet row, boolean withEmail) throws SQLException {
        String context = row.getString("context");
        OffsetDateTime replied = row.getObject("replied_at", OffsetDateTime.class);
        return new Feedback(
                row.getLong("id"),
                row.getString("product_id"),
                row.getString("site_code"),
                row.getString("lot"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getInt("overall"),
                stars(row, "texture"),
                stars(row, "flavor"),
                stars(row, "color"),
                stars(row, "aroma"),
                stars(row, "freshness"),
                row.getString("comment"),
                context == null ? null : Context.valueOf(context.toUpperCase(Locale.ROOT)),
                withEmail ? row.getString("email") : null,
                State.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                Arrays.stream((String[]) row.getArray("held_for").getArray())
                        .map(reason -> HeldFor.valueOf(reason.toUpperCase(Locale.ROOT)))
                        .toList(),
                row.getString("reply"),
                row.getString("replied_by"),
                replied == null ? null : replied.toInstant(),
                row.getInt("version"));
    }

    private static @Nullable Integer stars(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : (Integer) value;
    }
}
