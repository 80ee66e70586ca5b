package fr.gaveurs.console.backend.features.bugs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.gaveurs.console.api.bugs.BugTerms.Severity;
import fr.gaveurs.console.api.bugs.BugTerms.Status;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The daily figures that triggers keep, against the same made again, and against a count of our own. */
class BugMetricsModelTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int DAYS = 40;

    private Database database;
    private Handle handle;

    @BeforeEach
    void open() {
        database = TestDatabase.fresh();
        handle = database.jdbi().open();
    }

    @AfterEach
    void close() {
        handle.close();
        database.close();
    }

    /** What the test itself knows of a bug. */
    private static final class Known {
        long id;
        Status status = Status.OPEN;
        Severity severity;
        Instant changed;
    }

    private List<Map<String, Object>> figures() {
        return handle.createQuery("SELECT * FROM bug_metrics ORDER BY day")
                .mapToMap()
                .list();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverHappensTheFiguresAreThoseOfARebuild(long seed) {
        Random random = new Random(seed);
        List<Known> bugs = new ArrayList<>();
        // Steps of one bug go forward in time, those of different bugs come in any order.
        for (int step = 0; step < 150; step++) {
            switch (bugs.isEmpty() ? 0 : random.nextInt(9)) {
                case 0, 1, 2 -> bugs.add(report(random));
                case 3, 4, 5 -> move(random, pick(random, bugs));
                case 6 -> judge(random, pick(random, bugs));
                case 7 -> comment(random, pick(random, bugs));
                default -> {
                    if (random.nextInt(4) == 0) {
                        Known gone = pick(random, bugs);
                        bugs.remove(gone);
                        handle.execute("DELETE FROM bug_reports WHERE id = ?", gone.id);
                    } else {
                        handle.execute(
                                "UPDATE bug_reports SET occurrences = occurrences + 1 WHERE id = ?",
                                pick(random, bugs).id);
                    }
                }
            }
        }
        List<Map<String, Object>> kept = figures();
        handle.execute("SELECT bug_metrics_rebuild()");

        assertThat(kept).as("seed %d", seed).isNotEmpty().isEqualTo(figures());
        assertThat(kept.getLast())
                .containsAllEntriesOf(Map.of(
                        "total_open", count(bugs, Status.OPEN),
                        "total_in_progress", count(bugs, Status.IN_PROGRESS),
                        "total_resolved", count(bugs, Status.RESOLVED),
                        "total_closed", count(bugs, Status.CLOSED),
                        "total_wont_fix", count(bugs, Status.WONT_FIX),
                        "unresolved_critical", worth(bugs, Severity.CRITICAL),
                        "unresolved_low", worth(bugs, Severity.LOW)));
        assertThat(handle.createQuery("SELECT sum(new_bugs) FROM bug_metrics")
                        .mapTo(Integer.class)
                        .one())
                .isEqualTo(bugs.size());
        assertThat(handle.createQuery("SELECT sum(new_bugs - resolved_bugs + reopened_bugs) FROM bug_metrics")
                        .mapTo(Integer.class)
                        .one())
                .as("what came and went is what is left")
                .isEqualTo(count(bugs, Status.OPEN) + count(bugs, Status.IN_PROGRESS));
    }

    private Known report(Random random) {
        Known bug = new Known();
        bug.severity = Severity.values()[random.nextInt(4)];
        bug.changed = BEGIN.plusSeconds(random.nextInt(DAYS * 86_400));
        bug.id = handle.createQuery("INSERT INTO bug_reports (title, description, severity, reporter, created_at)"
                        + " VALUES ('a made-up bug', 'of a made-up history', ?, 'Ana', ?) RETURNING id")
                .bind(0, bug.severity.key())
                .bind(1, at(bug.changed))
                .mapTo(Long.class)
                .one();
        return bug;
    }

    private void move(Random random, Known bug) {
        List<Status> next = List.copyOf(bug.status.next());
        bug.status = next.get(random.nextInt(next.size()));
        later(random, bug);
        // Now and then both at once, as a form does it.
        if (random.nextInt(4) == 0) {
            bug.severity = Severity.values()[random.nextInt(4)];
        }
        handle.execute(
                "UPDATE bug_reports SET status = ?, severity = ?, updated_at = ?, updated_by = ? WHERE id = ?",
                bug.status.key(),
                bug.severity.key(),
                at(bug.changed),
                random.nextBoolean() ? "Ana" : "Luc",
                bug.id);
    }

    private void judge(Random random, Known bug) {
        bug.severity = Severity.values()[random.nextInt(4)];
        later(random, bug);
        handle.execute(
                "UPDATE bug_reports SET severity = ?, updated_at = ?, updated_by = 'Luc' WHERE id = ?",
                bug.severity.key(),
                at(bug.changed),
                bug.id);
    }

    private void comment(Random random, Known bug) {
        later(random, bug);
        handle.execute(
                "INSERT INTO bug_comments (bug_id, author, text, created_at) VALUES (?, ?, 'seen too', ?)",
                bug.id,
                random.nextBoolean() ? "Ana" : "Eva",
                at(bug.changed));
    }

    private static void later(Random random, Known bug) {
        bug.changed = bug.changed.plusSeconds(random.nextInt(3 * 86_400) + 1);
    }

    private static Known pick(Random random, List<Known> bugs) {
        return bugs.get(random.nextInt(bugs.size()));
    }

    private static int count(List<Known> bugs, Status status) {
        return (int) bugs.stream().filter(bug -> bug.status == status).count();
    }

    private static int worth(List<Known> bugs, Severity severity) {
        return (int) bugs.stream()
                .filter(bug -> bug.status.unresolved() && bug.severity == severity)
                .count();
    }

    @Test
    void whichStatusMayFollowIsTheSameInTheDatabaseAsInTheContract() {
        Map<String, Boolean> expected = new TreeMap<>();
        Map<String, Boolean> found = new TreeMap<>();
        for (Status from : Status.values()) {
            for (Status to : Status.values()) {
                expected.put(from + " to " + to, from == to || from.next().contains(to));
                found.put(
                        from + " to " + to,
                        handle.createQuery("SELECT bug_may_follow(?, ?)")
                                .bind(0, from.key())
                                .bind(1, to.key())
                                .mapTo(Boolean.class)
                                .one());
            }
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void whoWritesPastTheProgramCannotSkipAStatusNorForgetTheHistory() {
        Known bug = report(new Random(7));
        assertThatThrownBy(() -> handle.execute("UPDATE bug_reports SET status = 'closed' WHERE id = ?", bug.id))
                .hasMessageContaining("a bug that is open cannot become closed");

        handle.execute("UPDATE bug_reports SET status = 'resolved', assignee = 'Luc' WHERE id = ?", bug.id);

        assertThat(handle.createQuery("SELECT field, from_value, to_value FROM bug_changes ORDER BY id")
                        .mapToMap()
                        .list())
                .extracting(m -> m.get("field") + ": " + m.get("from_value") + " -> " + m.get("to_value"))
                .containsExactly("status: open -> resolved", "assignee: null -> Luc");
    }

    @Test
    void beingMetAgainIsNoChangeThatCouldGetInAnEditorsWay() {
        Known bug = report(new Random(7));
        handle.execute("UPDATE bug_reports SET occurrences = occurrences + 5, last_seen = now() WHERE id = ?", bug.id);

        assertThat(handle.createQuery("SELECT version FROM bug_reports")
                        .mapTo(Integer.class)
                        .one())
                .isEqualTo(1);
        assertThat(handle.createQuery("SELECT count(*) FROM bug_changes")
                        .mapTo(Integer.class)
                        .one())
                .isZero();
    }

    @Test
    void emptiedItHasNoFiguresLeft() {
        report(new Random(1));
        handle.execute("TRUNCATE bug_reports CASCADE");

        assertThat(figures()).isEmpty();
    }
}
