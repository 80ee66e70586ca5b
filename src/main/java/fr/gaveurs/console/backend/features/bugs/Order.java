package fr.gaveurs.console.backend.features.bugs;

import fr.gaveurs.console.api.bugs.BugTerms.Sort;
import fr.gaveurs.console.api.bugs.Bugs.BugQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The order of a list, as SQL, and where a page of it goes on. */
record Order(Sort sort, boolean ascending, List<Key> keys) {
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");

    /**
     * One of the values that a list is sorted by.
     *
     * @param sql the column
     * @param asNumber how it reads as a whole number
     * @param asValue how that number, bound as {@code :name}, becomes a value of the column again
     */
    record Key(String sql, String asNumber, String asValue) {
        /** A time reads as epoch microseconds: exact, and nothing else can be smuggled in. */
        static Key time(String column) {
            return new Key(
                    "b." + column,
                    "(extract(epoch FROM b." + column + ") * 1000000)::bigint",
                    "timestamptz 'epoch' + :%s * interval '1 microsecond'");
        }

        static Key number(String column) {
            return new Key("b." + column, "b." + column + "::bigint", ":%s");
        }
    }

    /** @param words whether it looks for words: then what fits best comes first unless something else is wanted */
    static Order of(BugQuery query, boolean words) {
        Sort wanted = query.sort() == null ? (words ? Sort.RELEVANCE : Sort.UPDATED) : query.sort();
        Sort sort = wanted == Sort.RELEVANCE && !words ? Sort.UPDATED : wanted;
        boolean ascending = Boolean.TRUE.equals(query.ascending()) && sort != Sort.RELEVANCE;
        List<Key> keys = new ArrayList<>(
                switch (sort) {
                    case CREATED -> List.of(Key.time("created_at"));
                    case UPDATED -> List.of(Key.time("updated_at"));
                    case LAST_SEEN -> List.of(Key.time("last_seen"));
                    case SEVERITY -> List.of(Key.number("severity_rank"), Key.time("created_at"));
                    case PRIORITY -> List.of(Key.number("priority_rank"), Key.time("created_at"));
                    case OCCURRENCES -> List.of(Key.number("occurrences"));
                    case RELEVANCE -> List.of(Key.number("fit"));
                });
        keys.add(Key.number("id"));
        return new Order(sort, ascending, List.copyOf(keys));
    }

    String orderBy() {
        String direction = ascending ? "" : " DESC";
        return " ORDER BY "
                + String.join(
                        ", ", keys.stream().map(key -> key.sql() + direction).toList());
    }

    /** The keys of a row as columns {@code key0}, {@code key1}… */
    String columns() {
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < keys.size(); i++) {
            columns.append(", ")
                    .append(keys.get(i).asNumber())
                    .append(" AS key")
                    .append(i);
        }
        return columns.toString();
    }

    /** What comes after the keys bound as {@code :key0}, {@code :key1}… */
    String after() {
        List<String> columns = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            columns.add(keys.get(i).sql());
            values.add(String.format(Locale.ROOT, keys.get(i).asValue(), "key" + i));
        }
        return " AND (" + String.join(", ", columns) + ") " + (ascending ? ">" : "<") + " (" + String.join(", ", values)
                + ")";
    }

    boolean accepts(List<String> values) {
        return values.size() == keys.size()
                && values.stream().allMatch(value -> WHOLE.matcher(value).matches());
    }
}
