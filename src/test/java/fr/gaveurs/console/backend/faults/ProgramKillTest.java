package fr.gaveurs.console.backend.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.ConsoleProcess;
import fr.gaveurs.console.backend.FaultyLink;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.backend.platform.store.connection.ConnectionInfo;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Random;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program itself is killed, as by a power cut, while it stores, spools and brings the spool to the database. */
@Timeout(400)
class ProgramKillTest {
    private static final int ROUNDS = Integer.getInteger("faults.kills", 4);

    @TempDir
    private Path folder;

    private volatile int port;

    @Test
    void killedAgainAndAgainAtRandomMoments() throws Exception {
        long seed = Long.getLong("faults.seed", System.nanoTime());
        System.out.println("seed: -Dfaults.seed=" + seed);
        Random random = new Random(seed);
        ConnectionInfo info = TestDatabase.freshInfo();
        Path data = folder.resolve("data");
        double starting = 0;
        int spooling = 0;
        try (FaultyLink link = new FaultyLink(info.port())) {
            ConnectionInfo through =
                    new ConnectionInfo("127.0.0.1", link.port(), info.database(), info.user(), info.password());
            ConsoleProcess.Options options = ConsoleProcess.on(data)
                    .environment("DATABASE_URL", TestConsole.url(through))
                    .quick();
            Fleet fleet = new Fleet(() -> port, 3, Duration.ofMillis(10));
            try {
                for (int round = 0; round < ROUNDS; round++) {
                    ConsoleProcess console = options.start();
                    starting += console.readySeconds();
                    port = console.port();
                    boolean cut = round == 0 || random.nextInt(3) == 0;
                    // Early moments more often: then the spool of the last round is being emptied.
                    int before = 200 + (int) (1_300 * Math.pow(random.nextDouble(), 3));
                    int after = cut ? before / 2 : 0;
                    Thread.sleep(before - after);
                    if (cut) {
                        link.cut();
                        if (round == 0) {
                            // On a busy machine the devices may not have been there yet.
                            await().until(() -> fleet.count("spooled") > 0);
                        } else {
                            Thread.sleep(after);
                        }
                        spooling++;
                    }
                    console.kill();
                    link.mend();
                }
                try (ConsoleProcess console = options.start()) {
                    port = console.port();
                    fleet.rest();
                    await().until(() -> console.get("/metrics").contains("\nspool_samples 0"));
                    await().untilAsserted(() -> assertThat(console.get("/api/bugs"))
                            .as("the runs that did not come to their end are one bug")
                            .containsOnlyOnce("The console ended without a word"));
                    await().atMost(Duration.ofSeconds(60))
                            .until(() -> console.get("/api/log").contains("\"pending\":0,"));
                    console.post("/api/log/verification", "{}");
                    await().atMost(Duration.ofSeconds(60))
                            .until(() -> !console.get("/api/log/verification").contains("\"running\""));
                    assertThat(console.get("/api/log/verification")).contains("\"whole\"");
                    assertThat(console.log()).doesNotContain("no records").doesNotContain("no sample of this program");
                }
            } finally {
                fleet.close();
            }
            System.out.printf(
                    "%d kills, %d of them while spooling; %d acknowledged (%d as spooled); a start took %.2f s%n",
                    ROUNDS, spooling, fleet.acknowledged().size(), fleet.count("spooled"), starting / ROUNDS);
            assertThat(fleet.count("spooled")).isPositive();
            assertLogged(Jdbi.create(() -> DriverManager.getConnection(info.jdbcUrl(), info.properties())));
            fleet.assertStoredOnce(Jdbi.create(() -> DriverManager.getConnection(info.jdbcUrl(), info.properties())));
        }
    }

    /** Nothing is left out of the log, nothing is in it twice, and it has no gap. */
    private static void assertLogged(Jdbi jdbi) {
        jdbi.useHandle(handle -> {
            long samples = handle.createQuery("SELECT count(*) FROM sensor_samples")
                    .mapTo(Long.class)
                    .one();
            assertThat(handle.createQuery("SELECT count(*) FROM log_entries WHERE kind = 'sample'")
                            .mapTo(Long.class)
                            .one())
                    .isEqualTo(samples);
            assertThat(handle.createQuery("SELECT count(DISTINCT key) FROM log_entries WHERE kind = 'sample'")
                            .mapTo(Long.class)
                            .one())
                    .isEqualTo(samples);
            assertThat(handle.createQuery("SELECT max(idx) + 1 - count(*) FROM log_entries")
                            .mapTo(Long.class)
                            .one())
                    .isZero();
        });
    }
}
