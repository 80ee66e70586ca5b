package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.api.log.Log.CheckState;
import fr.gaveurs.console.api.log.Log.Finding;
import fr.gaveurs.console.backend.features.log.LogVerifications.LogVerifierMaker;
import fr.gaveurs.console.backend.features.log.LogVerifier.Request;
import fr.gaveurs.console.backend.features.log.LogVerifier.Result;
import fr.gaveurs.console.backend.features.log.LogVerifier.Witnessed;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.Part;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.lifecycle.SupervisedThread;
import fr.gaveurs.console.backend.platform.settings.LogPlan;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.tlog.LoggedFiles;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies the whole log and the files of this disk that it knows while the console runs, again and again and slowly: after each piece it waits, so that it reads
 * in a small share of the time alone. What it finds is raised as a condition with the first piece in which it is found.
 */
final class LogBackgroundCheck implements Part {
    private static final Logger LOG = LoggerFactory.getLogger(LogBackgroundCheck.class);
    /** After the start there is other work; whoever only looks in sees one soon nevertheless. */
    private static final Duration FIRST = Duration.ofMinutes(5);
    /** After a database that was away. */
    private static final Duration AGAIN = Duration.ofMinutes(1);
    /** A piece that took long, such as on a disk that others use, is not waited for in proportion. */
    private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Database database;
    private final LogQueries queries;
    private final Witnesses witnesses;
    private final Clock clock;
    private final LogVerifierMaker maker;
    private final LogAlteration alteration;
    private final LogPlan plan;
    private final List<LoggedFiles> files;
    private final SupervisedThread thread = new SupervisedThread("log check", this::run);
    private volatile @Nullable CheckState state;

    /** @param files of this console's disk */
    LogBackgroundCheck(
            Database database,
            LogQueries queries,
            Witnesses witnesses,
            Clock clock,
            LogVerifierMaker maker,
            LogAlteration alteration,
            LogPlan plan,
            List<LoggedFiles> files) {
        this.database = database;
        this.queries = queries;
        this.witnesses = witnesses;
        this.clock = clock;
        this.maker = maker;
        this.alteration = alteration;
        this.plan = plan;
        this.files = files;
    }

    @Override
    public String name() {
        return "log check";
    }

    @Override
    public void start() {
        if (share() > 0) {
            thread.start();
        }
    }

    /** In how much of the time it reads, %; 0 where it is switched off. */
    int share() {
        return plan.checkPercent();
    }

    /** How it stands; null before the first one. */
    @Nullable
    CheckState state() {
        return state;
    }

    private void run() throws InterruptedException {
        Duration pause = plan.checkPause().compareTo(FIRST) < 0 ? plan.checkPause() : FIRST;
        while (true) {
            Thread.sleep(pause);
            pause = check() ? plan.checkPause() : AGAIN;
        }
    }

    /** One of them; whether it came to its end. */
    private boolean check() throws InterruptedException {
        CheckState before = state;
        Instant began = clock.instant();
        Pass pass = new Pass(began, before == null ? null : before.finishedAt(), waitShare(plan.checkPercent()));
        try (Connection connection = PatientConnection.open(database)) {
            String origin = queries.identity().origin();
            List<Witnessed> kept = Witnesses.kept(witnesses.all(), origin, new ArrayList<>());
            Result result = maker.make(origin)
                    .verify(List.of(connection), new Request(0, kept, files, pass::found), pass::at, () -> false);
            Finding first =
                    result.findings().isEmpty() ? null : result.findings().getFirst();
            if (first == null) {
                alteration.none();
            } else {
                alteration.found(first, result.found());
                LOG.warn("log: {}", result.words());
            }
            state = new CheckState(began, 100, clock.instant(), result.found(), first);
            return true;
        } catch (CancellationException e) {
            throw new InterruptedException("the console ends");
        } catch (SQLException e) {
            LOG.debug("the log is checked later: {}", e.getMessage());
            return false;
        }
    }

    /** So many times as long as a piece took is waited after it. */
    static double waitShare(int percent) {
        return 100.0 / percent - 1;
    }

    /** One that is under way. */
    private final class Pass {
        private final Instant began;
        private final @Nullable Instant lastFinished;
        private final double share;
        private @Nullable Finding first;
        private long count;
        private long sinceNanos = System.nanoTime();

        Pass(Instant began, @Nullable Instant lastFinished, double share) {
            this.began = began;
            this.lastFinished = lastFinished;
            this.share = share;
            say(0);
        }

        private void say(int percent) {
            state = new CheckState(began, percent, lastFinished, count, first);
        }

        /** Whoever waits for the end of a large log waits for hours: it is told at once. */
        void found(Finding finding) {
            count++;
            first = first == null ? finding : first;
            alteration.found(first, count);
        }

        /** After a piece. */
        void at(long entries, int percent) {
            say(percent);
            long took = System.nanoTime() - sinceNanos;
            try {
                TimeUnit.NANOSECONDS.sleep(Math.min(LONGEST_WAIT_NANOS, (long) (took * share)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted");
            }
            sinceNanos = System.nanoTime();
        }
    }

    @Override
    public void stop(Deadline deadline) throws InterruptedException {
        thread.stop();
        var unused = thread.join(deadline.leftAtMost(Duration.ofSeconds(2)));
    }

    @Override
    public List<Supervised> supervised() {
        return plan.checkPercent() > 0 ? List.of(thread) : List.of();
    }
}
