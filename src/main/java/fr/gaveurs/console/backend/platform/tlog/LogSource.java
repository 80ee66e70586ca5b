package fr.gaveurs.console.backend.platform.tlog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A kind of entries, and how each is made, and made again when the log is verified, of a row of a table. An entry says
 * the row's key, some values for people to read, one hash over all its values that never change, and one, with a salt,
 * over those that are personal. What a row says later, such as that a product was recalled, is a row of another table
 * and another kind.
 *
 * <p>Entries are what proofs were given of: what a source says once it was released is never changed, only added to
 * under another kind.
 *
 * @param kind one word, such as {@code sample}: names the entries for ever
 * @param table one of ours
 * @param key columns of its primary key, in the order in which its rows are read: one that an index has. All but the
 *     last one without a slash in them
 * @param shown what an entry says openly; nothing of a person
 * @param covered columns that are hashed without being shown, of whatever type: those that never change
 * @param personal columns that are hashed with a salt, which is forgotten with the row
 * @param open whether anybody may ask for the proof of an entry by its key
 * @param agedBy column, of the key or shown, that its table is cleared by once rows are no longer kept; null where they
 *     are kept for ever
 */
public record LogSource(
        String kind,
        String table,
        List<Column> key,
        List<Column> shown,
        List<String> covered,
        List<String> personal,
        boolean open,
        @Nullable String agedBy) {
    /** What a column's value is in an entry. */
    public enum Type {
        TEXT,
        /** A whole number. */
        WHOLE,
        /** A double; as RFC 8785 writes it. */
        NUMBER,
        /** A timestamptz: in a key microseconds since 1970, else ISO 8601 in UTC. */
        TIME
    }

    /** A column and what its value is. */
    public record Column(String name, Type type) {
        public static Column text(String name) {
            return new Column(name, Type.TEXT);
        }

        public static Column whole(String name) {
            return new Column(name, Type.WHOLE);
        }

        public static Column number(String name) {
            return new Column(name, Type.NUMBER);
        }

        public static Column time(String name) {
            return new Column(name, Type.TIME);
        }

        /** SQL of its value as Java reads it. */
        public String sql() {
            return type == Type.TIME ? micros() : "t." + name;
        }

        /** SQL of its value in a key. */
        public String keyText() {
            return type == Type.TIME ? micros() : type == Type.WHOLE ? "t." + name + "::text" : "t." + name;
        }

        private String micros() {
            return "(extract(epoch FROM t." + name + ") * 1000000)::bigint";
        }

        /** PostgreSQL's type of the array that carries values of it. */
        public String arrayType() {
            return type == Type.TEXT ? "text" : "bigint";
        }

        /** SQL of the column's own value, made of the value of a key. */
        public String fromKey(String value) {
            return type == Type.TIME ? "'epoch'::timestamptz + " + value + " * interval '1 microsecond'" : value;
        }
    }

    public LogSource {
        key = List.copyOf(key);
        shown = List.copyOf(shown);
        covered = List.copyOf(covered);
        personal = List.copyOf(personal);
        if (key.isEmpty() || key.stream().anyMatch(c -> c.type() == Type.NUMBER)) {
            throw new IllegalArgumentException("a key is made of texts, whole numbers and times: " + key);
        }
    }

    /** Begins a source whose rows have this key. */
    public static LogSource of(String kind, String table, Column... key) {
        return new LogSource(kind, table, List.of(key), List.of(), List.of(), List.of(), false, null);
    }

    /** The same that says these openly. */
    public LogSource showing(Column... columns) {
        return new LogSource(kind, table, key, List.of(columns), covered, personal, open, agedBy);
    }

    /** The same with a hash over these, too. */
    public LogSource covering(String... columns) {
        return covering(List.of(columns));
    }

    /** The same with a hash over these, too. */
    public LogSource covering(List<String> columns) {
        return new LogSource(kind, table, key, shown, columns, personal, open, agedBy);
    }

    /** The same with a salted hash over these, too. */
    public LogSource sealing(String... columns) {
        return new LogSource(kind, table, key, shown, covered, List.of(columns), open, agedBy);
    }

    /** The same, whose proofs anybody may ask for. */
    public LogSource opened() {
        return new LogSource(kind, table, key, shown, covered, personal, true, agedBy);
    }

    /** The same, whose rows are dropped when this is old: the retention's own record says so, and is logged. */
    public LogSource agedBy(String column) {
        return new LogSource(kind, table, key, shown, covered, personal, open, column);
    }

    /**
     * The key of a row.
     *
     * @param values of the key's columns: {@link String}, {@link Number} or {@link Instant} of microseconds
     */
    public String key(Object... values) {
        if (values.length != key.size()) {
            throw new IllegalArgumentException(kind + " has a key of " + key.size() + " columns");
        }
        List<String> parts = new ArrayList<>();
        for (Object value : values) {
            parts.add(value instanceof Instant time ? Long.toString(micros(time)) : value.toString());
        }
        return String.join("/", parts);
    }

    /** Microseconds since 1970. */
    static long micros(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
    }

    /** A key's values, {@link Long} or {@link String}; null where it is none of this kind. */
    public @Nullable List<Object> values(String text) {
        String[] parts = text.split("/", key.size());
        if (parts.length != key.size()) {
            return null;
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            if (key.get(i).type() == Type.TEXT) {
                values.add(parts[i]);
                continue;
            }
            try {
                values.add(Long.valueOf(parts[i]));
            } catch (NumberFormatException e) {
                return null;
            }
        }
        return values;
    }

    /** SQL of a row's key, of the table called {@code t}. */
    public String keySql() {
        return key.stream().map(Column::keyText).collect(Collectors.joining(" || '/' || "));
    }
}
