package fr.gaveurs.console.backend.features.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import fr.gaveurs.console.api.log.Log.FindingKind;
import fr.gaveurs.console.api.log.Log.WitnessState;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.features.log.LogVerifier.Result;
import fr.gaveurs.console.backend.features.log.Witness.WitnessRefusedException;
import fr.gaveurs.console.backend.platform.settings.LogPlan;
import fr.gaveurs.console.backend.platform.settings.Settings;
import fr.gaveurs.console.backend.platform.tlog.Checkpoint;
import fr.gaveurs.console.backend.platform.tlog.SigningKey;
import fr.gaveurs.console.backend.platform.tlog.TileTree;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who keeps checkpoints elsewhere refuses a log that became smaller or was rewritten, and verify hears of it. */
class WitnessTest {
    @TempDir
    Path folder;

    @TempDir
    Path stick;

    private LogFixture log;

    @BeforeEach
    void begin() throws Exception {
        log = new LogFixture(folder);
    }

    @AfterEach
    void close() {
        log.close();
    }

    private Settings settings(LogPlan plan) {
        return TestConsole.with().log(plan).settings(folder);
    }

    private Witnesses onStick() {
        return new Witnesses(log.database(), settings(new LogPlan(stick, null, null, 0, Duration.ofHours(1))));
    }

    private void grow(int from, int to, Witnesses witnesses) throws Exception {
        log.samples(from, to);
        log.sequence();
        witnesses.give(log.checkpoints().make());
    }

    /** Why a witness took nothing, as a key and in words; null where it did. */
    private String trouble(Witnesses witnesses, String name) throws Exception {
        WitnessState of = witnesses.states().stream()
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElseThrow();
        return of.trouble() == null ? null : of.trouble().key() + ": " + of.detail();
    }

    /** Rewrites an entry with its row, the whole tree, and signs the checkpoints anew with the very key. */
    private void rewriteEverything() throws Exception {
        log.database().write(connection -> {
            LogFixture.begin(connection);
            LogFixture.hand(connection, "DELETE FROM log_checkpoints");
            LogFixture.hand(
                    connection,
                    "UPDATE log_entries SET entry = replace(entry, '\"grade\"', '\"GRADE\"'),"
                            + " leaf_hash = sha256('\\x00'::bytea || convert_to(replace(entry, '\"grade\"', '\"GRADE\"'), 'UTF8'))"
                            + " WHERE idx = 3");
            Alterations.grow(connection);
            return true;
        });
        log.forget();
        log.checkpoints().make();
    }

    @Test
    void aStickKeepsTheNewestCheckpointAndRefusesALogThatWasRewritten() throws Exception {
        Witnesses witnesses = onStick();
        grow(0, 300, witnesses);
        grow(300, 310, witnesses);
        assertThat(trouble(witnesses, stick.toString())).isNull();
        assertThat(stick.toFile().list()).hasSize(1);

        rewriteEverything();
        grow(310, 320, witnesses);

        assertThat(trouble(witnesses, stick.toString()))
                .startsWith("rewritten: the log of 320 entries is not that of 310");
        List<String> silent = new ArrayList<>();
        try (Connection connection = log.database().connect()) {
            Result result =
                    log.verify(connection, 0, Witnesses.kept(witnesses.all(), LogIdentity.origin(connection), silent));
            assertThat(silent).isEmpty();
            assertThat(result.findings()).anySatisfy(found -> {
                assertThat(found.kind()).isEqualTo(FindingKind.TREE_REBUILT);
                assertThat(found.detail()).contains("kept by the witness " + stick);
            });
        }
    }

    @Test
    void whatTheDataFolderKeepsIsToldAsItIsNow() throws Exception {
        Witnesses witnesses = onStick();
        log.remember(folder);
        grow(0, 300, witnesses);
        log.samples(300, 310);
        log.sequence();
        log.checkpoints().make();

        assertThat(witnesses.states())
                .extracting(WitnessState::name, WitnessState::size)
                .containsExactlyInAnyOrder(tuple(folder.toString(), 310L), tuple(stick.toString(), 300L));
    }

    @Test
    void aLogThatBecameSmallerIsRefusedAndFound() throws Exception {
        Witnesses witnesses = onStick();
        grow(0, 300, witnesses);
        log.database().write(connection -> {
            LogFixture.begin(connection);
            LogFixture.hand(connection, "DELETE FROM log_checkpoints");
            LogFixture.hand(connection, "DELETE FROM log_entries WHERE idx >= 256");
            LogFixture.hand(connection, "DELETE FROM log_tiles WHERE level = 0 AND idx = 1");
            LogFixture.hand(connection, "DELETE FROM sensor_samples WHERE seq > 256");
            return true;
        });
        log.forget();
        witnesses.give(log.checkpoints().make());

        assertThat(trouble(witnesses, stick.toString())).startsWith("shorter: it keeps a checkpoint of 300 entries");
        try (Connection connection = log.database().connect()) {
            assertThat(log.verify(
                                    connection,
                                    0,
                                    Witnesses.kept(witnesses.all(), LogIdentity.origin(connection), new ArrayList<>()))
                            .findings())
                    .anySatisfy(found -> assertThat(found.kind()).isEqualTo(FindingKind.TREE_CUT));
        }
    }

    @Test
    void aTreeThatWasAlteredIsNotSigned() throws Exception {
        log.samples(0, 300);
        log.sequence();
        log.sign();
        log.database()
                .write(
                        connection -> LogFixture.hand(
                                connection,
                                "UPDATE log_tiles SET hashes = set_byte(hashes, 7, (get_byte(hashes, 7) + 1) % 256) WHERE level = 1"));
        log.samples(300, 301);
        log.sequence();

        assertThatThrownBy(() -> log.checkpoints().make())
                .isInstanceOf(Checkpoints.UnsignedException.class)
                .hasMessageContaining("no longer leads to the checkpoint of 300 entries");
    }

    @Test
    void anotherKeySignsOnlyWhenAPersonSaysSo() throws Exception {
        log.samples(0, 3);
        log.sequence();
        log.sign();
        log.samples(3, 4);
        log.sequence();
        SigningKey second = SigningKey.of(stick.resolve("data"));
        Checkpoints other =
                new Checkpoints(log.database(), second, "another place", new LogMemory(stick.resolve("data"), second));
        assertThatThrownBy(other::make)
                .isInstanceOf(Checkpoints.UnsignedException.class)
                .hasMessageContaining("is not the one of this console: copy the file log-key");
        other.take();
        assertThat(other.make().size()).isEqualTo(4);
        Result result = log.verify();
        assertThat(result.findings()).isEmpty();
        assertThat(result.unknownKeys()).singleElement().satisfies(key -> assertThat(key)
                .endsWith("(another place)"));
    }

    @Test
    void aStickThatIsNotPluggedInIsNoRefusal() throws Exception {
        Witnesses witnesses = new Witnesses(
                log.database(), settings(new LogPlan(stick.resolve("gone"), null, null, 0, Duration.ofHours(1))));
        grow(0, 3, witnesses);
        assertThat(trouble(witnesses, stick.resolve("gone").toString()))
                .isEqualTo("away: the folder " + stick.resolve("gone") + " is not there");
        assertThat(trouble(witnesses, folder.toString())).isNull();
    }

    @Test
    void oneThatKeepsNothingAnyMoreIsNamedWhereTheLogIsCompared() throws Exception {
        Witnesses witnesses = onStick();
        grow(0, 3, witnesses);
        Files.delete(stick.resolve(stick.toFile().list()[0]));

        List<String> silent = new ArrayList<>();
        try (Connection connection = log.database().connect()) {
            assertThat(Witnesses.kept(witnesses.all(), LogIdentity.origin(connection), silent))
                    .extracting(LogVerifier.Witnessed::witness)
                    .containsExactly(folder.toString());
        }
        assertThat(silent).singleElement().asString().startsWith(stick + ": it keeps no checkpoint of this log");

        grow(3, 4, witnesses);
        assertThat(trouble(witnesses, stick.toString()))
                .as("it is believed from now on again")
                .isNull();
    }

    @Test
    void aConsoleThatDoesNotAnswerIsSaidSoInWords() throws Exception {
        URI nobody = URI.create("http://127.0.0.1:1");
        Witnesses witnesses =
                new Witnesses(log.database(), settings(new LogPlan(null, nobody, null, 0, Duration.ofHours(1))));
        grow(0, 3, witnesses);
        assertThat(trouble(witnesses, nobody.toString()))
                .isEqualTo("away: nobody answers at http://127.0.0.1:1: is the console running there?");
    }

    @Test
    void aFileOnAStickThatWasChangedIsNotBelieved() throws Exception {
        Witnesses witnesses = onStick();
        grow(0, 3, witnesses);
        Path file = stick.resolve(stick.toFile().list()[0]);
        Files.writeString(file, Files.readString(file).replace("\n3\n", "\n2\n"));
        grow(3, 4, witnesses);
        assertThat(trouble(witnesses, stick.toString()))
                .startsWith("unreadable: ")
                .contains("is no checkpoint any more");
    }

    @Test
    void anotherConsoleKeepsThemOverItsApi() throws Exception {
        try (TestConsole second = TestConsole.start()) {
            URI address = URI.create(second.url());
            Witnesses witnesses =
                    new Witnesses(log.database(), settings(new LogPlan(null, address, null, 0, Duration.ofHours(1))));
            grow(0, 300, witnesses);
            grow(300, 310, witnesses);
            assertThat(trouble(witnesses, address.toString())).isNull();
            assertThat(second.count("SELECT size FROM log_witnessed")).isEqualTo(310);
            assertThat(
                            second.count(
                                    "SELECT count(*) FROM audit_log WHERE route = 'witnessLog' AND after::jsonb ->> 'entries' IS NOT NULL"))
                    .isEqualTo(2);

            rewriteEverything();
            grow(310, 320, witnesses);

            assertThat(trouble(witnesses, address.toString()))
                    .startsWith("rewritten: the log of 320 entries is not that of 310");
            assertThat(second.count("SELECT size FROM log_witnessed")).isEqualTo(310);
        }
    }

    @Test
    void theRuleTakesWhatFollowsAndNothingElse() throws Exception {
        log.samples(0, 20);
        log.sequence();
        SigningKey key = log.key();
        SigningKey stranger = SigningKey.of(stick.resolve("x"));
        log.queries().read(connection -> {
            TileTree tree = LogTables.tree(connection);
            Checkpoint twenty = new Checkpoint("o", 20, tree.root());
            Checkpoint ten = new Checkpoint("o", 10, tree.at(10).root());
            WitnessRule.Kept kept = new WitnessRule.Kept(key.verifier("o"), ten);
            String note = key.sign(twenty).toString();
            try {
                assertThat(WitnessRule.check(null, note, key.verifier("o"), List.of())
                                .size())
                        .isEqualTo(20);
                assertThat(WitnessRule.check(kept, note, key.verifier("o"), tree.consistency(10))
                                .size())
                        .isEqualTo(20);
            } catch (WitnessRefusedException e) {
                throw new AssertionError(e);
            }
            refused(
                    () -> WitnessRule.check(kept, note, key.verifier("o"), List.of()),
                    "something before was rewritten");
            refused(
                    () -> WitnessRule.check(
                            new WitnessRule.Kept(key.verifier("o"), twenty),
                            key.sign(ten).toString(),
                            key.verifier("o"),
                            List.of()),
                    "entries were taken away");
            refused(
                    () -> WitnessRule.check(
                            kept, stranger.sign(twenty).toString(), stranger.verifier("o"), tree.consistency(10)),
                    "a person has to say that it has another key");
            refused(
                    () -> WitnessRule.check(kept, note, stranger.verifier("o"), tree.consistency(10)),
                    "no checkpoint that the key");
            return true;
        });
    }

    private static void refused(ThrowingCallable check, String words) {
        assertThatThrownBy(check).isInstanceOf(WitnessRefusedException.class).hasMessageContaining(words);
    }
}
