package fr.gaveurs.console.backend.platform.conditions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.conditions.Conditions.Condition;
import fr.gaveurs.console.api.conditions.Conditions.Severity;
import fr.gaveurs.console.backend.TestClock;
import fr.gaveurs.console.backend.platform.conditions.Observation.Active;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConditionStoreTest {
    private static final ConditionKind STUCK =
            ConditionKind.ofStation("stuck", Severity.WARNING, Duration.ZERO, Duration.ofSeconds(15));
    private static final ConditionKind SPOOL =
            ConditionKind.ofConsole("spool", Severity.CRITICAL, Duration.ZERO, Duration.ZERO);
    private static final Active WRONG = new Active("F3 is stuck", "clean it", Map.of("channels", "F3"));

    private static Database database;

    private final TestClock clock = new TestClock(Instant.parse("2026-11-27T06:00:00Z"));

    @BeforeAll
    static void open() {
        database = TestDatabase.fresh();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void empty() throws Exception {
        database.write(connection -> connection.createStatement().execute("DELETE FROM conditions"));
    }

    /** A console that starts on the database, without its timers. */
    private ConditionWatch console(String name) throws Exception {
        ConditionWatch watch =
                new ConditionWatch(new ConditionBoard(clock, clock::nanos, name), new ConditionStore(database, name));
        watch.readOthers();
        return watch;
    }

    private static long rows(String where) throws Exception {
        return database.read(connection -> {
            try (var row =
                    connection.createStatement().executeQuery("SELECT count(*) FROM conditions WHERE " + where)) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    @Test
    void whatIsOpenIsOpenAfterARestart() throws Exception {
        ConditionWatch before = console("aaaaaaaa");
        before.board().observe(STUCK, "A", WRONG);
        before.board().observe(SPOOL, "spool", WRONG);
        before.flush();
        clock.advance(Duration.ofHours(3));

        ConditionBoard after = console("aaaaaaaa").board();
        assertThat(after.open()).hasSize(2);
        Condition stuck = after.find(STUCK, "A");
        assertThat(stuck).isNotNull();
        assertThat(stuck.since()).isEqualTo(Instant.parse("2026-11-27T06:00:00Z"));
        assertThat(stuck.text()).isEqualTo("F3 is stuck");
        assertThat(stuck.remedy()).isEqualTo("clean it");
        assertThat(stuck.details()).containsExactly(Map.entry("channels", "F3"));
        assertThat(stuck.severity()).isEqualTo(Severity.WARNING);
        assertThat(stuck.confirmed()).isFalse();
        assertThat(after.find(SPOOL, "spool")).isNotNull();
    }

    @Test
    void whatIsRaisedIsWrittenAtOnceWhoeverIsKilledThen() throws Exception {
        ConditionWatch console = console("aaaaaaaa");
        console.start(Duration.ofDays(1));
        try {
            console.board().observe(SPOOL, "spool", WRONG);
            await().untilAsserted(() ->
                    assertThat(rows("cleared_at IS NULL AND kind = 'spool'")).isEqualTo(1));
            console.board().observe(STUCK, "A", WRONG);
            console.board().observe(STUCK, "B", WRONG);
            await().untilAsserted(() ->
                    assertThat(rows("cleared_at IS NULL AND kind = 'stuck'")).isEqualTo(2));
        } finally {
            console.stop(Deadline.in(Duration.ofSeconds(10)));
        }
    }

    @Test
    void whatWasClearedIsKnownAfterARestart() throws Exception {
        ConditionWatch before = console("aaaaaaaa");
        before.board().observe(STUCK, "A", WRONG);
        before.flush();
        before.board().observe(STUCK, "A", Observation.INACTIVE);
        clock.advance(Duration.ofSeconds(20));
        before.board().tick();
        before.flush();

        ConditionBoard after = console("aaaaaaaa").board();
        assertThat(after.open()).isEmpty();
        assertThat(after.cleared()).singleElement().satisfies(over -> {
            assertThat(over.clearedAt()).isEqualTo(Instant.parse("2026-11-27T06:00:20Z"));
            assertThat(over.since()).isEqualTo(Instant.parse("2026-11-27T06:00:00Z"));
        });
        assertThat(rows("true")).isEqualTo(1);
    }

    @Test
    void whatWasRaisedAndClearedBetweenTwoWritesIsThereOnce() throws Exception {
        ConditionWatch console = console("aaaaaaaa");
        console.board().observe(SPOOL, "spool", WRONG);
        console.board().observe(SPOOL, "spool", Observation.INACTIVE);
        console.flush();
        assertThat(rows("cleared_at IS NOT NULL")).isEqualTo(1);
        assertThat(rows("cleared_at IS NULL")).isZero();
    }

    @Test
    void writtenTwiceItIsThereOnce() throws Exception {
        ConditionStore store = new ConditionStore(database, "aaaaaaaa");
        ConditionBoard board = new ConditionBoard(clock, clock::nanos, "aaaaaaaa");
        board.observe(SPOOL, "spool", WRONG);
        board.observe(SPOOL, "spool", Observation.INACTIVE);
        board.observe(STUCK, "A", WRONG);
        ConditionStore.Unsaved unsaved = board.takeUnsaved();
        store.save(unsaved);
        store.save(unsaved);
        assertThat(rows("true")).isEqualTo(2);
    }

    @Test
    void twoConsolesThatSeeTheSameRaiseItOnce() throws Exception {
        ConditionWatch one = console("aaaaaaaa");
        ConditionWatch other = console("bbbbbbbb");
        one.board().observe(STUCK, "A", WRONG);
        clock.advance(Duration.ofSeconds(2));
        other.board().observe(STUCK, "A", WRONG);
        other.flush();
        one.flush();
        other.readOthers();
        assertThat(rows("true")).isEqualTo(1);
        assertThat(other.board().open()).singleElement().satisfies(c -> assertThat(c.since())
                .isEqualTo(Instant.parse("2026-11-27T06:00:00Z")));
    }

    @Test
    void oneConsoleHearsWhatAnotherRaisesAndClears() throws Exception {
        ConditionWatch one = console("aaaaaaaa");
        ConditionWatch other = console("bbbbbbbb");
        one.board().observe(STUCK, "A", WRONG);
        one.flush();
        other.readOthers();
        assertThat(other.board().open()).hasSize(1);
        one.board().observe(STUCK, "A", Observation.INACTIVE);
        clock.advance(Duration.ofSeconds(20));
        one.board().tick();
        one.flush();
        other.readOthers();
        assertThat(other.board().open()).isEmpty();
        assertThat(other.board().cleared()).hasSize(1);
        other.flush();
        assertThat(rows("true")).isEqualTo(1);
    }

    @Test
    void eachConsoleHasItsOwnParts() throws Exception {
        ConditionWatch one = console("aaaaaaaa");
        ConditionWatch other = console("bbbbbbbb");
        one.board().observe(SPOOL, "spool", WRONG);
        one.flush();
        other.readOthers();
        assertThat(other.board().open()).isEmpty();
        other.board().observe(SPOOL, "spool", WRONG);
        other.flush();
        assertThat(rows("cleared_at IS NULL")).isEqualTo(2);
    }

    @Test
    void withoutADatabaseItGoesOnAndIsWrittenLater() throws Exception {
        try (Database away = TestDatabase.fresh()) {
            ConditionStore gone = new ConditionStore(away, "aaaaaaaa");
            ConditionBoard board = new ConditionBoard(clock, clock::nanos, "aaaaaaaa");
            ConditionWatch watch = new ConditionWatch(board, gone);
            away.write(connection -> connection.createStatement().execute("ALTER TABLE conditions RENAME TO away"));
            watch.flush();
            board.observe(STUCK, "A", WRONG);
            watch.flush();
            assertThat(board.open()).hasSize(1);
            away.write(connection -> connection.createStatement().execute("ALTER TABLE away RENAME TO conditions"));
            watch.flush();
            assertThat(gone.open(10)).hasSize(1);
        }
    }

    @Test
    void thoseThatAreOverAreBoundedByTheirOrder() throws Exception {
        database.write(connection -> connection
                .createStatement()
                .execute("INSERT INTO conditions (scope, source, kind, severity, since, cleared_at, text, remedy)"
                        + " SELECT 'station', 'S' || n, 'stuck', 'note', now() + interval '9 years', now(), '', ''"
                        + " FROM generate_series(1, " + (ConditionStore.CLEARED_KEPT + 7) + ") AS n"));
        ConditionWatch watch = console("aaaaaaaa");
        watch.board().observe(STUCK, "A", WRONG);
        watch.flush();
        watch.bound();
        assertThat(rows("cleared_at IS NOT NULL")).isEqualTo(ConditionStore.CLEARED_KEPT);
        assertThat(rows("source = 'S7'")).isZero();
        assertThat(rows("cleared_at IS NULL")).isEqualTo(1);
    }

    @Test
    void theConsolesNameStaysWithItsFolder(@TempDir Path folder) throws Exception {
        String name = ConsoleId.of(folder);
        assertThat(name).matches("[0-9a-f]{8}");
        assertThat(ConsoleId.of(folder)).isEqualTo(name);
        Files.writeString(folder.resolve("console-id"), "no name\n");
        String another = ConsoleId.of(folder);
        assertThat(another).matches("[0-9a-f]{8}");
        assertThat(ConsoleId.of(folder)).isEqualTo(another);
    }
}
