package fr.gaveurs.console.backend.features.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.log.Log.FindingKind;
import fr.gaveurs.console.api.log.Log.LogTrouble;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was added since the newest checkpoint of the database is not cut off unnoticed, while a console runs and after. */
@Timeout(120)
class LogMemoryTest {
    @TempDir
    Path folder;

    private LogFixture log;
    private LogSequencer sequencer;

    @BeforeEach
    void begin() throws Exception {
        log = new LogFixture(folder);
        log.remember(folder);
    }

    @AfterEach
    void close() throws Exception {
        stop();
        log.close();
    }

    private void start() {
        sequencer = new LogSequencer(log.database(), log.sequencing(), log.memory(), log.checkpoints());
        sequencer.start();
    }

    private void stop() throws Exception {
        if (sequencer != null) {
            sequencer.stop(Deadline.in(Duration.ofSeconds(10)));
        }
    }

    /** Samples 10 to 19, their entries and their hashes, as if there had never been any. */
    private void cutOff() throws Exception {
        log.database().write(connection -> {
            LogFixture.begin(connection);
            LogFixture.hand(connection, "DELETE FROM sensor_samples WHERE seq > 10");
            LogFixture.hand(connection, "DELETE FROM log_entries WHERE idx >= 10");
            LogFixture.hand(connection, "UPDATE log_tiles SET hashes = substr(hashes, 1, 320)");
            return true;
        });
    }

    private void signedAndGoneOn() throws Exception {
        log.samples(0, 10);
        start();
        await().until(() -> sequencer.lag().size() == 10);
        log.sign();
        log.samples(10, 20);
        await().until(() -> sequencer.lag().size() == 20);
    }

    @Test
    void aConsoleThatRunsNoticesWhatIsCutOffAndPutsNothingToItAndSignsNothing() throws Exception {
        signedAndGoneOn();
        assertThat(sequencer.trouble()).isNull();

        cutOff();

        await().until(() -> sequencer.trouble() != null);
        assertThat(sequencer.trouble().why()).isEqualTo(LogTrouble.TREE_ALTERED);
        assertThat(sequencer.trouble().words()).startsWith("the log had 20 entries and has 10");
        log.samples(20, 25);
        assertThatThrownBy(() -> log.checkpoints().make())
                .isInstanceOf(Checkpoints.UnsignedException.class)
                .hasMessageStartingWith("the log had 20 entries and has 10");
        Object entries =
                log.database().read(connection -> LogFixture.one(connection, "SELECT count(*) FROM log_entries"));
        assertThat(entries).isEqualTo(10L);
    }

    @Test
    void whatIsRewrittenIsNoticedTooThoughItIsAsLong() throws Exception {
        signedAndGoneOn();
        log.database().write(connection -> {
            LogFixture.begin(connection);
            LogFixture.hand(
                    connection,
                    "UPDATE log_tiles SET hashes = substr(hashes, 1, 320) || substr(hashes, 353) || substr(hashes, 321, 32)");
            return true;
        });
        await().until(() -> sequencer.trouble() != null);
        assertThat(sequencer.trouble().words()).contains("when it had 20 entries: something of them was rewritten");
    }

    @Test
    void theDataFolderKnowsOfItSecondsLaterAndWhenTheConsoleIsStartedAgain() throws Exception {
        signedAndGoneOn();
        FolderWitness own = new FolderWitness(folder);
        String origin = log.database().read(LogIdentity::origin);
        await().until(() -> own.newest(origin).size() == 20);
        stop();
        assertThat(log.checkpoints().newest().size()).as("of the database").isEqualTo(10);

        cutOff();
        log.remember(folder);
        log.samples(20, 22);
        start();

        await().until(() -> sequencer.trouble() != null);
        assertThat(sequencer.trouble().words())
                .startsWith("the log had 20 entries and has 10")
                .contains("take away the file " + own.file(origin));
        try (Connection connection = log.database().connect()) {
            assertThat(log.verify(connection, 0, Witnesses.kept(List.of(own), origin, new ArrayList<>()))
                            .findings())
                    .anySatisfy(found -> assertThat(found.kind()).isEqualTo(FindingKind.TREE_CUT));
        }
        stop();
        Files.delete(own.file(origin));
        log.remember(folder);
        start();
        await().until(() -> sequencer.lag().size() == 12);
        assertThat(sequencer.trouble()).as("a person said so").isNull();
    }

    @Test
    void whatWaitsAtAnOrderlyStopIsPutDownAndSigned() throws Exception {
        log.samples(0, 10);
        start();
        await().until(() -> sequencer.lag().size() == 10);
        log.sign();
        log.samples(10, 15);
        stop();
        String origin = log.database().read(LogIdentity::origin);
        assertThat(new FolderWitness(folder).newest(origin).size()).isEqualTo(15);
    }

    /** What is signed for a page or a proof is known to the data folder, too. */
    @Test
    void whateverIsSignedIsKeptInTheDataFolder() throws Exception {
        log.samples(0, 10);
        log.sequence();
        log.sign();
        String origin = log.database().read(LogIdentity::origin);
        assertThat(new FolderWitness(folder).newest(origin).size()).isEqualTo(10);
    }
}
