package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.api.log.Log.Finding;
import fr.gaveurs.console.api.log.Log.FindingKind;
import fr.gaveurs.console.backend.platform.tlog.LogSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What may be done by hand to rows of one kind: each column edited that its entries speak of, rows taken out, put in and
 * swapped, and the same with its entries.
 */
final class RowAlterations {
    private final LogSource source;

    RowAlterations(LogSource source) {
        this.source = source;
    }

    /** Does something to a table within a transaction, and says what it has to be called. */
    @FunctionalInterface
    private interface Act {
        Expected on(Connection connection) throws SQLException;
    }

    /** @param what for a failing test */
    record Alteration(String what, Act act) {
        Expected apply(Connection connection) throws SQLException {
            return act.on(connection);
        }
    }

    /** What one of the findings has to say. */
    record Expected(FindingKind kind, String key, String column) {
        boolean isNamedBy(Finding finding) {
            return finding.kind() == kind
                    && key.equals(finding.key())
                    && (column.isEmpty()
                            || finding.changes().stream()
                                    .anyMatch(change -> change.field().equals(column)));
        }
    }

    /** Columns that entries tell or have a hash of, without the key's. */
    List<String> columns() {
        return Stream.of(
                        source.shown().stream().map(LogSource.Column::name),
                        source.covered().stream(),
                        source.personal().stream())
                .flatMap(names -> names)
                .filter(name ->
                        source.key().stream().noneMatch(key -> key.name().equals(name)))
                .distinct()
                .toList();
    }

    List<Alteration> all() {
        List<Alteration> all = new ArrayList<>();
        for (String column : columns()) {
            all.add(alteration("edit " + column, connection -> edit(connection, column)));
        }
        all.add(alteration("delete", this::delete));
        all.add(alteration("insert", this::insert));
        all.add(alteration("swap", this::swap));
        all.add(alteration("another key", this::rename));
        all.add(alteration("edit an entry", this::editEntry));
        all.add(alteration("delete an entry", this::deleteEntry));
        all.add(alteration("give an entry another key", this::renameEntry));
        return all;
    }

    private Alteration alteration(String what, Act act) {
        return new Alteration(source.kind() + ": " + what, act);
    }

    private String key(Connection connection, String order) throws SQLException {
        return (String) LogFixture.one(
                connection,
                "SELECT key FROM log_entries WHERE kind = ? ORDER BY idx " + order + " LIMIT 1",
                source.kind());
    }

    /** Whoever has the password of the database takes away what forbids a value, too. */
    private void loosen(Connection connection) throws SQLException {
        LogFixture.begin(connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "DO $$ DECLARE c record; BEGIN FOR c IN SELECT conname FROM pg_constraint WHERE conrelid = '"
                            + source.table() + "'::regclass AND contype IN ('c', 'u', 'f') LOOP EXECUTE 'ALTER TABLE "
                            + source.table() + " DROP CONSTRAINT ' || quote_ident(c.conname) || ' CASCADE'; END LOOP;"
                            + " FOR c IN SELECT indexrelid::regclass AS i FROM pg_index WHERE indrelid = '"
                            + source.table()
                            + "'::regclass AND indisunique AND NOT indisprimary LOOP EXECUTE 'DROP INDEX ' || c.i; END LOOP;"
                            + " END $$");
        }
    }

    private Expected edit(Connection connection, String column) throws SQLException {
        loosen(connection);
        String type = (String) LogFixture.one(
                connection,
                "SELECT format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = CAST(? AS regclass) AND attname = ?",
                source.table(),
                column);
        String key = key(connection, "");
        update(connection, column + " = " + another(column, type), key);
        return new Expected(FindingKind.ROW_ALTERED, key, column);
    }

    private void update(Connection connection, String set, String key) throws SQLException {
        int changed = LogFixture.hand(
                connection, "UPDATE " + source.table() + " t SET " + set + " WHERE " + source.keySql() + " = ?", key);
        if (changed != 1) {
            throw new IllegalStateException(set + " changed " + changed + " rows of " + source.table());
        }
    }

    /** SQL of a value that differs as little as its type lets it. */
    private static String another(String column, String type) {
        return switch (type) {
            case "bigint", "integer", "smallint" -> "coalesce(" + column + ", 0) + 1";
            case "double precision", "real", "numeric" ->
                "CASE WHEN " + column + " IS NULL THEN 0 WHEN " + column + " = 0 THEN 1e-9 ELSE " + column
                        + " * (1 + 1e-6) END";
            case "boolean" -> "NOT coalesce(" + column + ", false)";
            case "text" -> "coalesce(" + column + ", '') || ' '";
            case "bytea" -> "coalesce(" + column + ", '') || '\\x00'::bytea";
            case "timestamp with time zone" -> "coalesce(" + column + ", now()) + interval '1 microsecond'";
            case "date" -> "coalesce(" + column + ", current_date) + 1";
            case "jsonb" -> "'{\"x\": 1}'";
            case "text[]" -> "array_append(" + column + ", 'x')";
            case "real[]", "double precision[]" -> "array_append(" + column + ", 1)";
            default -> throw new IllegalStateException("no other value is known for " + column + ", " + type);
        };
    }

    private Expected delete(Connection connection) throws SQLException {
        loosen(connection);
        String key = key(connection, "DESC");
        LogFixture.hand(connection, "DELETE FROM " + source.table() + " t WHERE " + source.keySql() + " = ?", key);
        return new Expected(FindingKind.ROW_DELETED, key, "");
    }

    /** A copy of a row under a key of its own. */
    private Expected insert(Connection connection) throws SQLException {
        loosen(connection);
        String columns = names(connection, false);
        LogFixture.hand(
                connection,
                "INSERT INTO " + source.table() + " (" + columns + ") OVERRIDING SYSTEM VALUE SELECT " + columns
                        + " FROM (SELECT (jsonb_populate_record(t, jsonb_build_object(?, ?::text))).* FROM "
                        + source.table() + " t WHERE " + source.keySql() + " = ?) q",
                last().name(),
                newValue(),
                key(connection, ""));
        return new Expected(FindingKind.ROW_INSERTED, newKey(key(connection, "")), "");
    }

    private LogSource.Column last() {
        return source.key().getLast();
    }

    private String newValue() {
        return last().type() == LogSource.Type.TEXT ? "put in by hand" : "987654";
    }

    private String newKey(String key) {
        String before = key.endsWith(lastOf(key))
                ? key.substring(0, key.length() - lastOf(key).length())
                : "";
        return before + newValue();
    }

    private String lastOf(String key) {
        List<Object> values = source.values(key);
        return String.valueOf(values.getLast());
    }

    private Expected rename(Connection connection) throws SQLException {
        loosen(connection);
        String key = key(connection, "");
        String value = last().type() == LogSource.Type.TEXT ? "'" + newValue() + "'" : newValue();
        if (last().type() != LogSource.Type.TEXT) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("ALTER TABLE " + source.table() + " ALTER COLUMN " + last().name()
                        + " DROP IDENTITY IF EXISTS");
            }
        }
        update(connection, last().name() + " = " + value, key);
        return new Expected(FindingKind.ROW_DELETED, key, "");
    }

    private String names(Connection connection, boolean withoutKey) throws SQLException {
        String names = (String) LogFixture.one(
                connection,
                "SELECT string_agg(column_name, ', ' ORDER BY ordinal_position) FROM information_schema.columns"
                        + " WHERE table_schema = current_schema() AND table_name = ? AND is_generated = 'NEVER'",
                source.table());
        return Stream.of(names.split(", "))
                .filter(name -> !withoutKey
                        || source.key().stream().noneMatch(key -> key.name().equals(name)))
                .collect(Collectors.joining(", "));
    }

    /** Two rows take each other's values. */
    private Expected swap(Connection connection) throws SQLException {
        loosen(connection);
        String first = key(connection, "");
        String last = key(connection, "DESC");
        String set = Stream.of(names(connection, true).split(", "))
                .filter(columns()::contains)
                .map(name -> name + " = o." + name)
                .collect(Collectors.joining(", "));
        String other = source.keySql().replace("t.", "o.");
        LogFixture.hand(
                connection,
                "UPDATE " + source.table() + " t SET " + set + " FROM " + source.table() + " o WHERE ("
                        + source.keySql() + " = ? AND " + other + " = ?) OR (" + source.keySql() + " = ? AND " + other
                        + " = ?)",
                first,
                last,
                last,
                first);
        return new Expected(FindingKind.ROW_ALTERED, last, "");
    }

    private Expected editEntry(Connection connection) throws SQLException {
        LogFixture.begin(connection);
        String key = key(connection, "");
        LogFixture.hand(
                connection,
                "UPDATE log_entries SET entry = replace(entry, '\"kind\"', '\"Kind\"') WHERE kind = ? AND key = ?",
                source.kind(),
                key);
        return new Expected(FindingKind.ENTRY_ALTERED, key, "");
    }

    private Expected deleteEntry(Connection connection) throws SQLException {
        LogFixture.begin(connection);
        String key = key(connection, "");
        LogFixture.hand(connection, "DELETE FROM log_entries WHERE kind = ? AND key = ?", source.kind(), key);
        return new Expected(FindingKind.ROW_INSERTED, key, "");
    }

    /** Its text stays: what it is put down as is another row. */
    private Expected renameEntry(Connection connection) throws SQLException {
        LogFixture.begin(connection);
        String key = key(connection, "");
        LogFixture.hand(
                connection,
                "UPDATE log_entries SET key = ? WHERE kind = ? AND key = ?",
                newKey(key),
                source.kind(),
                key);
        return new Expected(FindingKind.ROW_INSERTED, key, "");
    }
}
