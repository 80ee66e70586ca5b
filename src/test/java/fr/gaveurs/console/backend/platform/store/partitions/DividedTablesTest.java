package fr.gaveurs.console.backend.platform.store.partitions;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.connection.Connections;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DividedTablesTest {
    @Test
    void theScriptOfATableSaysThatItIsDivided() {
        List<String> names = new ArrayList<>(List.of("before"));
        DividedTables.read("""
                -- ${partitioning} is explained here, and divides nothing
                CREATE TABLE plain (
                    name text
                );
                CREATE TABLE divided (
                    time timestamptz NOT NULL
                ) ${partitioning};
                ALTER TABLE divided
                    ALTER COLUMN time SET STORAGE PLAIN;
                """.lines(), names);
        assertThat(names).containsExactly("before", "divided");
    }

    @Test
    void whatALaterScriptDropsIsNoLonger() {
        List<String> names = new ArrayList<>(List.of("stays", "goes"));
        DividedTables.read("""
                CREATE TABLE goes_undivided (LIKE goes INCLUDING COMMENTS);
                DROP TABLE goes;
                ALTER TABLE goes_undivided RENAME TO goes;
                """.lines(), names);
        assertThat(names).containsExactly("stays");
    }

    @Test
    void theDatabaseDividesJustThose() throws SQLException {
        try (Connection connection = Connections.open(TestDatabase.freshInfo(), Connections.Kind.ADMIN);
                ResultSet rows =
                        connection.createStatement().executeQuery("SELECT relname FROM pg_class WHERE relkind = 'p'")) {
            List<String> divided = new ArrayList<>();
            while (rows.next()) {
                divided.add(rows.getString(1));
            }
            assertThat(DividedTables.NAMES).isNotEmpty().containsExactlyInAnyOrderElementsOf(divided);
        }
    }
}
