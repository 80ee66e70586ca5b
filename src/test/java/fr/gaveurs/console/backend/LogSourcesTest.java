package fr.gaveurs.console.backend;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.tlog.LogSource;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What verifying finds of a kind of entries can be told to people. */
class LogSourcesTest {
    /**
     * Columns that no entry tells: the order of lists, how far an erasure has come, which excuses no missing row, and what
     * the database makes of other columns for looking up.
     */
    private static final Map<String, Set<String>> NOT_TOLD = Map.of(
            "audit_log",
            Set.of("actor_plain", "name_plain", "object_plain"),
            "consumer_products",
            Set.of("seq"),
            "device_erasures",
            Set.of("deleted", "finished_at", "late_up_to_seq"));

    /** What is shown and used of a row that has an entry is compared with the entry. */
    @Test
    void everyColumnOfARowThatHasAnEntryIsToldOrHashed() throws Exception {
        Map<String, Set<String>> untold = new TreeMap<>();
        try (Database database = TestDatabase.fresh()) {
            for (LogSource source : LogSources.ALL) {
                Set<String> columns = database.read(connection -> columns(connection, source.table()));
                source.key().forEach(column -> columns.remove(column.name()));
                source.shown().forEach(column -> columns.remove(column.name()));
                columns.removeAll(source.covered());
                columns.removeAll(source.personal());
                if (!columns.isEmpty()) {
                    untold.put(source.table(), columns);
                }
            }
        }
        assertThat(untold).containsExactlyInAnyOrderEntriesOf(NOT_TOLD);
    }

    private static Set<String> columns(Connection connection, String table) throws SQLException {
        Set<String> columns = new TreeSet<>();
        try (ResultSet row = connection.getMetaData().getColumns(null, "public", table, null)) {
            while (row.next()) {
                columns.add(row.getString("COLUMN_NAME"));
            }
        }
        return columns;
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyKindAndWhatItsEntriesShowHasAName(Language language) {
        Messages messages = new Messages(language, ZoneId.of("UTC"));
        for (LogSource source : LogSources.ALL) {
            assertThat(messages.getOr("proofs.kind." + source.kind(), ""))
                    .as(source.kind())
                    .isNotBlank();
            for (LogSource.Column column : source.shown()) {
                assertThat(messages.getOr("proofs.field." + column.name(), ""))
                        .as(source.kind() + "." + column.name())
                        .isNotBlank();
            }
            for (String column : source.covered()) { // of which a finding may say that it changed
                assertThat(messages.getOr("proofs.field." + column, ""))
                        .as(source.kind() + "." + column)
                        .isNotBlank();
            }
        }
    }
}
