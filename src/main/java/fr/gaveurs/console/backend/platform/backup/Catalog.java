package fr.gaveurs.console.backend.platform.backup;

import fr.gaveurs.console.backend.platform.store.partitions.Partitions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The console's tables as the database itself knows them: a table that a later version adds is found, too. */
final class Catalog {
    /** What Flyway keeps: it writes it again when it makes the tables. */
    private static final String HISTORY = "flyway_schema_history";

    /** Tables of the current schema that belong to no extension. A partition's rows are read through its parent. */
    private static final String TABLES = " FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace"
            + " AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> '" + HISTORY + "'"
            + " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid"
            + " AND d.deptype = 'e')";

    private Catalog() {}

    /**
     * A table.
     *
     * @param columns those that hold data: what PostgreSQL computes from others is left out
     * @param estimate rows that it may have, by what the database last counted
     */
    record Table(String name, List<String> columns, long estimate) {
        /** The statement that writes its rows, every partition's among them. */
        String copyOut() {
            return "COPY (SELECT " + list() + " FROM " + quote(name) + ") TO STDOUT (FORMAT text, ENCODING 'UTF8')";
        }

        String copyIn() {
            return "COPY " + quote(name) + " (" + list() + ") FROM STDIN (FORMAT text, ENCODING 'UTF8')";
        }

        private String list() {
            return String.join(", ", columns.stream().map(Catalog::quote).toList());
        }
    }

    static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** All tables, each after those that it refers to. */
    static List<Table> tables(Connection connection) throws SQLException {
        Map<String, Table> found = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT c.relname, a.attname, (SELECT coalesce(sum(greatest(p.reltuples, 0)), 0)::bigint"
                                + " FROM pg_class p WHERE p.oid = c.oid OR p.oid IN"
                                + " (SELECT inhrelid FROM pg_inherits WHERE inhparent = c.oid))"
                                + TABLES.replace(
                                        " WHERE",
                                        " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0"
                                                + " AND NOT a.attisdropped AND a.attgenerated = '' WHERE")
                                + " ORDER BY c.relname, a.attnum")) {
            while (rows.next()) {
                String name = rows.getString(1);
                long estimate = rows.getLong(3);
                found.computeIfAbsent(name, n -> new Table(n, new ArrayList<>(), estimate))
                        .columns()
                        .add(rows.getString(2));
            }
        }
        Map<String, Set<String>> parents = parents(connection);
        Set<String> ordered = new LinkedHashSet<>();
        found.keySet().forEach(name -> order(name, parents, new LinkedHashSet<>(), ordered));
        return ordered.stream().map(found::get).toList();
    }

    private static void order(String table, Map<String, Set<String>> parents, Set<String> way, Set<String> ordered) {
        if (ordered.contains(table) || !way.add(table)) {
            return;
        }
        parents.getOrDefault(table, Set.of()).forEach(parent -> order(parent, parents, way, ordered));
        ordered.add(table);
    }

    private static Map<String, Set<String>> parents(Connection connection) throws SQLException {
        Map<String, Set<String>> parents = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT c.relname, r.relname FROM pg_constraint k"
                        + " JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class r ON r.oid = k.confrelid"
                        + " WHERE k.contype = 'f' AND c.relnamespace = current_schema()::regnamespace"
                        + " AND NOT c.relispartition ORDER BY 1, 2")) {
            while (rows.next()) {
                parents.computeIfAbsent(rows.getString(1), k -> new LinkedHashSet<>())
                        .add(rows.getString(2));
            }
        }
        return parents;
    }

    /** Tables with triggers of ours, which would do again what their rows show to be done. */
    static List<String> tablesWithTriggers(Connection connection) throws SQLException {
        return list(
                connection,
                "SELECT c.relname" + TABLES + " AND EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid"
                        // TimescaleDB's own, on each hypertable.
                        + " AND NOT t.tgisinternal AND t.tgname <> 'ts_insert_blocker') ORDER BY 1");
    }

    static List<Manifest.Sequence> sequences(Connection connection) throws SQLException {
        List<String> names = list(
                connection,
                "SELECT c.relname FROM pg_class c WHERE c.relkind = 'S'"
                        + " AND c.relnamespace = current_schema()::regnamespace ORDER BY 1");
        List<Manifest.Sequence> sequences = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            for (String name : names) {
                try (ResultSet row = statement.executeQuery("SELECT last_value, is_called FROM " + quote(name))) {
                    row.next();
                    sequences.add(new Manifest.Sequence(name, row.getLong(1), row.getBoolean(2)));
                }
            }
        }
        return sequences;
    }

    /** The UTC days that a table's rows lie in; none of a table that is not divided by time. */
    static List<LocalDate> days(Connection connection, String table) throws SQLException {
        return Partitions.TABLES.contains(table)
                ? list(
                                connection,
                                "SELECT DISTINCT (time AT TIME ZONE 'UTC')::date AS day FROM " + table + " ORDER BY 1")
                        .stream()
                        .map(LocalDate::parse)
                        .toList()
                : List.of();
    }

    /** Version of the tables; empty where Flyway made none. */
    static String schema(Connection connection) throws SQLException {
        List<String> present = list(connection, "SELECT 1 WHERE to_regclass('" + HISTORY + "') IS NOT NULL");
        if (present.isEmpty()) {
            return "";
        }
        List<String> last = list(
                connection,
                "SELECT version FROM " + HISTORY
                        + " WHERE success AND version IS NOT NULL ORDER BY installed_rank DESC LIMIT 1");
        return last.isEmpty() ? "" : last.getFirst();
    }

    static String serverVersion(Connection connection) throws SQLException {
        return list(connection, "SHOW server_version").getFirst();
    }

    static List<String> list(Connection connection, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
