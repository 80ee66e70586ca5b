package fr.gaveurs.console.backend.platform.store.damage;

import fr.gaveurs.console.backend.platform.store.partitions.Partitions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings back those rows of a damaged day that can be read: of a day, often a single page is damaged. */
final class Salvage {
    private static final Logger log = LoggerFactory.getLogger(Salvage.class);
    /** A day larger than this is left where it is: a copy might fill the disk. */
    private static final long MAX_BYTES = 2L << 30;

    private Salvage() {}

    /**
     * Copies what can be read from where it was set aside, which stays as it is.
     *
     * @param table one of {@link Partitions#TABLES}
     * @param kept the part's name in the schema {@code damaged}
     * @return what became of it, in words
     */
    static String copyBack(Connection connection, Partitions partitions, String table, String kept) {
        String from = Partitions.DAMAGED + "." + kept;
        LocalDate day = LocalDate.parse(
                kept.substring(table.length() + 2, table.length() + 10), DateTimeFormatter.BASIC_ISO_DATE);
        try (Statement statement = connection.createStatement()) {
            try (ResultSet size = statement.executeQuery("SELECT pg_total_relation_size('" + from + "')")) {
                if (size.next() && size.getLong(1) > MAX_BYTES) {
                    return "its rows are left there, since they are many";
                }
            }
            partitions.ensure(
                    connection, List.of(day.atStartOfDay(ZoneOffset.UTC).toInstant()));
            // A page that cannot be read counts as empty while this connection reads; nothing is written to it. The
            // rows themselves, not what an index says of them.
            statement.execute("SET zero_damaged_pages = on; SET enable_indexscan = off; SET enable_bitmapscan = off");
            long rows = statement.executeLargeUpdate(
                    "INSERT INTO " + table + " SELECT * FROM " + from + " ON CONFLICT DO NOTHING");
            return rows + " rows of it could be read and are back in " + table;
        } catch (SQLException e) {
            log.debug("nothing is brought back of {}", kept, e);
            return "none of its rows could be read";
        }
    }
}
