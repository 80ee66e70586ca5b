package fr.gaveurs.console.backend.features.bugs;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.bugs.BugTerms.Sort;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Where a page of bugs ends: the sort and the key of its last bug, as opaque text.
 *
 * @param keys the sort's keys as PostgreSQL's text, the id last
 */
record BugCursor(Sort sort, boolean ascending, List<String> keys) {
    String encode() {
        String text = sort.key() + "\n" + ascending + "\n" + String.join("\n", keys);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @throws ProblemException 400 if it is none of ours, or one of another sort
     */
    static BugCursor decode(String text, Order order) {
        try {
            List<String> parts = new ArrayList<>(
                    List.of(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\n", -1)));
            BugCursor cursor = new BugCursor(
                    Sort.valueOf(parts.get(0).toUpperCase(java.util.Locale.ROOT)),
                    Boolean.parseBoolean(parts.get(1)),
                    parts.subList(2, parts.size()));
            if (cursor.sort() == order.sort()
                    && cursor.ascending() == order.ascending()
                    && order.accepts(cursor.keys())) {
                return cursor;
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw foreign();
        }
        throw foreign();
    }

    private static ProblemException foreign() {
        return ProblemException.validation(
                "the cursor is none of ours",
                List.of(new FieldError("cursor", "must be the next_cursor of the page before, with the same sort")));
    }
}
