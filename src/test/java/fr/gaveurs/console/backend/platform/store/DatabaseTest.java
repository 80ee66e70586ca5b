package fr.gaveurs.console.backend.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.gaveurs.console.Patience;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DatabaseTest {
    @Test
    void commitsWhatWorkDidAndNothingWhenItThrows() throws SQLException {
        try (Database database = TestDatabase.fresh()) {
            database.write(c -> c.createStatement()
                    .executeUpdate("INSERT INTO api_tokens (name, token_hash, role) VALUES ('a', '\\x01', 'reader')"));
            assertThatThrownBy(() -> database.write(c -> {
                        c.createStatement()
                                .executeUpdate(
                                        "INSERT INTO api_tokens (name, token_hash, role) VALUES ('b', '\\x02', 'r')");
                        throw new IllegalStateException("no");
                    }))
                    .isInstanceOf(IllegalStateException.class);

            List<String> names = database.jdbi().withHandle(handle -> handle.createQuery("SELECT name FROM api_tokens")
                    .mapTo(String.class)
                    .list());

            assertThat(names).containsExactly("a");
        }
    }

    @Test
    void eachTestHasADatabaseOfItsOwn() throws SQLException {
        try (Database one = TestDatabase.fresh();
                Database other = TestDatabase.fresh()) {
            one.write(c -> c.createStatement()
                    .executeUpdate("INSERT INTO devices (device_id, site_code) VALUES ('ESP32_LL_01', 'LL')"));

            int count = other.read(c -> {
                try (var rows = c.createStatement().executeQuery("SELECT count(*) FROM devices")) {
                    rows.next();
                    return rows.getInt(1);
                }
            });

            assertThat(count).isZero();
        }
    }

    @Test
    void tellsItselfFromOthersAlsoToAPlainRole() throws SQLException {
        ConnectionInfo info = TestDatabase.freshInfo();
        try (Database one = opened(info);
                Database other = TestDatabase.fresh()) {
            String role = "plain_" + System.nanoTime();
            one.write(c -> c.createStatement().execute("CREATE ROLE " + role + " LOGIN PASSWORD 'p'"));
            try (Database plain = opened(new ConnectionInfo(info.host(), info.port(), info.database(), role, "p"))) {
                assertThat(plain.identity()).isEqualTo(one.identity()).isNotEqualTo(other.identity());
            }
        }
    }

    @Test
    void whatARequestChangesWaitsForNoReport() throws Exception {
        try (Database database = TestDatabase.fresh();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch asked = new CountDownLatch(database.readerPool().max());
            CountDownLatch reports = new CountDownLatch(1);
            for (int i = 0; i < database.readerPool().max(); i++) {
                threads.submit(() -> database.jdbi().withHandle(handle -> {
                    asked.countDown();
                    return reports.await(1, TimeUnit.MINUTES);
                }));
            }
            asked.await();

            int changed = database.changes()
                    .withHandle(handle ->
                            handle.execute("INSERT INTO devices (device_id, site_code) VALUES ('ESP32_LL_01', 'LL')"));

            assertThat(changed).isOne();
            assertThat(database.readerPool().active())
                    .isEqualTo(database.readerPool().max());
            reports.countDown();
        }
    }

    private static Database opened(ConnectionInfo info) {
        Database database = TestDatabase.open(info);
        try {
            assertThat(database.awaitUp(Patience.LIMIT)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return database;
    }
}
