package fr.gaveurs.console.backend.features.log;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.log.Log.Change;
import fr.gaveurs.console.api.log.Log.FindingKind;
import fr.gaveurs.console.backend.features.log.LogPieces.Text;
import fr.gaveurs.console.backend.features.log.LogVerifier.Result;
import fr.gaveurs.console.backend.platform.tlog.LogEntries;
import fr.gaveurs.console.backend.platform.tlog.ReadyRows;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogVerifierTest {
    @TempDir
    Path folder;

    private LogFixture log;

    @BeforeEach
    void begin() throws Exception {
        log = new LogFixture(folder);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void checkpointsThatWereTakenAwayAreMissed() throws Exception {
        log.samples(0, 20);
        log.sequence();
        log.sign();
        assertThat(log.verify().findings()).isEmpty();
        log.database().write(connection -> LogFixture.hand(connection, "DELETE FROM log_checkpoints"));
        assertThat(log.verify().findings()).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(FindingKind.CHECKPOINT_ALTERED);
            assertThat(found.detail()).contains("are gone from log_checkpoints");
        });
    }

    @Test
    void aSizeThatTheLogNoLongerHasIsNamed() throws Exception {
        log.samples(0, 20);
        log.sequence();
        try (Connection connection = log.database().connect()) {
            assertThat(log.verify(connection, 20, List.of()).findings()).isEmpty();
            LogVerifier.Result result = log.verify(connection, 25, List.of());
            assertThat(result.findings()).singleElement().satisfies(found -> {
                assertThat(found.kind()).isEqualTo(FindingKind.TREE_CUT);
                assertThat(found.detail()).startsWith("the log had 25 entries").contains("and has 20");
            });
        }
    }

    @Test
    void whatIsStoredHasItsEntryAndIsFoundAsItWasWritten() throws Exception {
        log.samples(0, 700);
        log.act("approveDevice", "ESP32_LL_01");
        assertThat(log.sequence()).isEqualTo(701);
        log.sign();
        log.samples(700, 720);
        assertThat(log.sequence()).isEqualTo(20);
        log.sign();

        Result result = log.verify();

        assertThat(result.findings()).isEmpty();
        assertThat(result.size()).isEqualTo(721);
        assertThat(result.kept()).isEqualTo(721);
        assertThat(result.checkpoints()).isEqualTo(2);
        assertThat(result.words()).startsWith("everything is as it was written: 721 entries compared");
    }

    @Test
    void rowsThatWaitForTheirEntryAreNoFinding() throws Exception {
        log.samples(0, 10);
        assertThat(log.verify().findings()).isEmpty();
        log.sequence();
        log.samples(10, 20);
        assertThat(log.verify().findings()).isEmpty();
    }

    @Test
    void rowsFromBeforeTheLogGetTheirEntriesOnce() throws Exception {
        log.database().write(connection -> LogFixture.insertSamples(connection, 0, 2_500));
        assertThat(log.verify().findings()).isEmpty();
        assertThat(log.database()
                        .write(new Sequencing(LogFixture.SOURCES, new ReadyRows(System::nanoTime))::batch)
                        .more())
                .isTrue();
        assertThat(log.verify().findings()).isEmpty();
        log.samples(2_500, 2_600);
        log.sequence();

        Result result = log.verify();
        assertThat(result.findings()).isEmpty();
        assertThat(result.kept()).isEqualTo(2_600);
    }

    @Test
    void anInsertedRowIsFoundAlsoWhileRowsFromBeforeWait() throws Exception {
        log.samples(0, 10);
        log.sequence();
        log.database().write(connection -> LogFixture.insertSamples(connection, 50, 51));

        Result result = log.verify();

        assertThat(result.findings()).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(FindingKind.ROW_INSERTED);
            assertThat(found.key()).isEqualTo(LogFixture.key(50));
            assertThat(found.detail()).startsWith("sample 2026-11-23T12:00:50Z ESP32_LL_03 S/50 has no entry");
        });
    }

    @Test
    void anAlteredGradeIsNamedWithWhatItWas() throws Exception {
        log.samples(0, 10);
        log.sequence();
        hand("UPDATE sensor_samples SET grade = 'A+' WHERE sample_id = 'S/3'");

        assertThat(log.verify().findings()).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(FindingKind.ROW_ALTERED);
            assertThat(found.index()).isEqualTo(3);
            assertThat(found.detail())
                    .isEqualTo("sample 2026-11-23T12:00:03Z ESP32_LL_01 S/3 differs from entry 3: grade was"
                            + " \"C\" and is \"A+\"");
        });
    }

    @Test
    void namesOfPeopleAreInNoEntryAndAreCoveredAllTheSame() throws Exception {
        log.act("approveDevice", "Élodie's");
        log.sequence();
        String entry = log.queries().entry(0).entry();
        assertThat(entry).doesNotContain("lodie").doesNotContain("Luc").doesNotContain("parce que");
        hand("ALTER TABLE audit_log DISABLE TRIGGER audit_log_refuse");
        hand("UPDATE audit_log SET after = '{\"name\": \"Marie\"}'");

        assertThat(log.verify().findings()).singleElement().satisfies(found -> assertThat(found.detail())
                .endsWith(": after is not what the entry has a hash of"));
    }

    /** One hash is over all of a row; which column it was is told by those of the columns, which stand in the entry. */
    @Test
    void aChangedColumnThatTheEntryDoesNotShowIsNamed() throws Exception {
        log.samples(0, 10);
        log.sequence();
        hand("UPDATE sensor_samples SET spectrum[3] = -1, temperature_c = 4, grade = 'B' WHERE sample_id = 'S/3'");

        assertThat(log.verify().findings()).singleElement().satisfies(found -> {
            assertThat(found.changes())
                    .containsExactly(
                            new Change("grade", "\"C\"", "\"B\""),
                            new Change("temperature_c", null, null),
                            new Change("spectrum", null, null));
            assertThat(found.detail())
                    .endsWith("grade was \"C\" and is \"B\"; temperature_c is not what the entry has a hash of;"
                            + " spectrum is not what the entry has a hash of");
        });
    }

    /** Entries that were made without them are verified as they are, and made no second time. */
    @Test
    void entriesWithoutHashesOfColumnsAreAsGood() throws Exception {
        log.samples(0, 300);
        log.act("approveDevice", "ESP32_LL_01");
        log.sequence();
        log.database().write(connection -> {
            LogFixture.begin(connection);
            LogFixture.hand(
                    connection, "UPDATE log_entries SET entry = regexp_replace(entry, '\"columns\":\"[^\"]*\",', '')");
            LogFixture.hand(
                    connection,
                    "UPDATE log_entries SET leaf_hash = sha256('\\x00'::bytea || convert_to(entry, 'UTF8'))");
            Alterations.grow(connection);
            LogEntries.add(connection, LogFixture.SAMPLES, List.of(LogFixture.key(3)));
            return true;
        });
        assertThat(log.sequence()).as("it has the very same entry already").isZero();
        assertThat(log.verify().findings()).isEmpty();
        hand("UPDATE sensor_samples SET spectrum[3] = -1 WHERE sample_id = 'S/3'");

        assertThat(log.verify().findings()).singleElement().satisfies(found -> assertThat(found.detail())
                .contains("values that the entry does not show", "spectrum, ratios"));
    }

    @Test
    void anEntryWhoseHashesOfColumnsWereChangedIsFoundAndItsRowIsNot() throws Exception {
        log.samples(0, 10);
        log.sequence();
        log.database().write(connection -> {
            LogFixture.begin(connection);
            return LogFixture.hand(
                    connection, "UPDATE log_entries SET entry = overlay(entry placing 'zzz' from 13) WHERE idx = 3");
        });

        assertThat(log.verify().findings()).singleElement().satisfies(found -> assertThat(found.kind())
                .isEqualTo(FindingKind.ENTRY_ALTERED));
    }

    @Test
    void aRowThatIsReplacedAndHandedOverAgainIsFound() throws Exception {
        log.samples(0, 10);
        log.sequence();
        hand("UPDATE sensor_samples SET grade = 'A+' WHERE sample_id = 'S/3'");
        log.database().write(connection -> {
            LogEntries.add(connection, LogFixture.SAMPLES, List.of(LogFixture.key(3)));
            return true;
        });
        log.sequence();

        assertThat(log.verify().findings()).singleElement().satisfies(found -> assertThat(found.kind())
                .isEqualTo(FindingKind.LOGGED_TWICE));
    }

    /** As a console made them that ended its first start while samples came. */
    @Test
    void anEntryThatIsRepeatedWordForWordIsNoAlteration() throws Exception {
        log.samples(0, 3);
        log.sequence();
        log.database().write(connection -> {
            Text first = new LogPieces(connection).texts(List.of(1L)).getFirst();
            LogTables.append(
                    connection,
                    List.of(new LogTables.NewEntry(first.kind(), first.key(), first.entry(), first.leafHash(), null)));
            return true;
        });

        LogVerifier.Result found = log.verify();
        assertThat(found.findings()).isEmpty();
        assertThat(found.kept()).isEqualTo(4);
    }

    @Test
    void theSameRowHandedOverTwiceHasOneEntry() throws Exception {
        log.samples(0, 3);
        log.act("blockDevice", "ESP32_LL_01");
        log.database().write(connection -> {
            LogEntries.add(connection, LogFixture.SAMPLES, List.of(LogFixture.key(1), LogFixture.key(1)));
            return true;
        });
        assertThat(log.sequence()).isEqualTo(4);
        hand("INSERT INTO log_pending (kind, keys) SELECT kind, ARRAY[key] FROM log_entries");
        assertThat(log.sequence()).isZero();
        assertThat(log.verify().findings()).isEmpty();
    }

    @Test
    void whatWasDeletedBeforeItsEntryWasMadeIsFound() throws Exception {
        log.samples(0, 3);
        hand("DELETE FROM sensor_samples WHERE sample_id = 'S/1'");
        assertThat(log.sequence()).isEqualTo(3);

        assertThat(log.verify().findings()).singleElement().satisfies(found -> assertThat(found.detail())
                .contains("was gone before its entry 1 was made"));
    }

    @Test
    void entriesBeforeACheckpointAreNotComparedIfOneAsks() throws Exception {
        log.samples(0, 600);
        log.sequence();
        log.sign();
        log.samples(600, 700);
        log.sequence();
        hand("UPDATE sensor_samples SET grade = 'X' WHERE sample_id IN ('S/5', 'S/650')");
        try (Connection connection = log.database().connect()) {
            assertThat(log.verify(connection, 600, List.of()).findings())
                    .singleElement()
                    .satisfies(found -> assertThat(found.index()).isEqualTo(650));
            Result all = log.verify(connection, 0, List.of());
            assertThat(all.findings()).extracting(found -> found.index()).containsExactly(5L, 650L);
        }
    }

    private void hand(String sql) throws SQLException {
        log.database().write(connection -> LogFixture.hand(connection, sql));
    }
}
