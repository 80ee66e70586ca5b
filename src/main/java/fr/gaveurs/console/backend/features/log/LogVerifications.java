package fr.gaveurs.console.backend.features.log;

import fr.gaveurs.console.api.log.Log.Verification;
import fr.gaveurs.console.api.log.Log.VerificationState;
import fr.gaveurs.console.backend.features.log.LogVerifier.Request;
import fr.gaveurs.console.backend.features.log.LogVerifier.Result;
import fr.gaveurs.console.backend.features.log.LogVerifier.Witnessed;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.Part;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Verifies the log while the console runs, one verification at a time, on connections of its own. */
final class LogVerifications implements Part {
    private static final Logger LOG = LoggerFactory.getLogger(LogVerifications.class);
    private final Database database;
    private final LogQueries queries;
    private final Witnesses witnesses;
    private final Clock clock;
    private final LogVerifierMaker maker;
    private final LogAlteration alteration;
    private final List<LoggedFiles> files;
    private @Nullable Thread running;
    private volatile boolean cancelled;
    private volatile @Nullable Verification last;

    /** Makes a verifier. */
    interface LogVerifierMaker {
        LogVerifier make(String origin);
    }

    /**
     * @param alteration told of what came of each
     * @param files of this console's disk
     */
    LogVerifications(
            Database database,
            LogQueries queries,
            Witnesses witnesses,
            Clock clock,
            LogVerifierMaker maker,
            LogAlteration alteration,
            List<LoggedFiles> files) {
        this.database = database;
        this.queries = queries;
        this.witnesses = witnesses;
        this.clock = clock;
        this.maker = maker;
        this.alteration = alteration;
        this.files = files;
    }

    @Override
    public String name() {
        return "log verification";
    }

    @Override
    public void start() {
        // Begins when somebody asks.
    }

    /** Begins one; that which runs where one does. */
    synchronized Verification begin(long since) {
        Verification now = last;
        if (running != null && running.isAlive() && now != null) {
            return now;
        }
        cancelled = false;
        Verification begun = new Verification(
                VerificationState.RUNNING, clock.instant(), null, since, 0, 0, 0, 0, 0, 0, 0, List.of(), 0, "");
        last = begun;
        running = Thread.ofPlatform().daemon().name("log verification").start(() -> run(begun));
        return begun;
    }

    private void run(Verification begun) {
        try (Connection first = PatientConnection.open(database);
                Connection second = PatientConnection.open(database)) {
            String origin = queries.identity().origin();
            List<String> silent = new ArrayList<>();
            List<Witnessed> kept = Witnesses.kept(witnesses.all(), origin, silent);
            Result result = maker.make(origin)
                    .verify(
                            List.of(first, second),
                            new Request(begun.since(), kept, files),
                            (entries, percent) -> last = progress(begun, entries, percent),
                            () -> cancelled);
            String words = silent.isEmpty()
                    ? result.words()
                    : result.words() + " Witnesses that said nothing: " + String.join("; ", silent);
            last = done(begun, result, words);
            if (result.found() > 0) {
                LOG.warn("log: {}", words);
                alteration.found(result.findings().getFirst(), result.found());
            } else if (begun.since() == 0) {
                alteration.none();
            }
        } catch (CancellationException e) {
            last = ended(begun, VerificationState.CANCELLED, "it was ended before it was through");
        } catch (SQLException e) {
            last = ended(begun, VerificationState.FAILED, "the database did not answer: " + e.getMessage());
        } catch (InterruptedException e) {
            last = ended(begun, VerificationState.CANCELLED, "the console ended");
        } catch (RuntimeException | Error e) {
            LOG.error("the log could not be verified", e);
            last = ended(begun, VerificationState.FAILED, String.valueOf(e));
        }
    }

    private static Verification progress(Verification of, long entries, int percent) {
        return new Verification(
                VerificationState.RUNNING,
                of.startedAt(),
                null,
                of.since(),
                0,
                percent,
                entries,
                0,
                0,
                0,
                0,
                List.of(),
                0,
                "");
    }

    private Verification done(Verification of, Result r, String words) {
        return new Verification(
                r.found() == 0 ? VerificationState.WHOLE : VerificationState.ALTERED,
                of.startedAt(),
                now(),
                r.since(),
                r.size(),
                100,
                r.size() - r.since(),
                r.kept(),
                r.noLongerKept(),
                r.erased(),
                r.checkpoints(),
                r.findings(),
                r.found(),
                words);
    }

    private Verification ended(Verification of, VerificationState state, String words) {
        return new Verification(state, of.startedAt(), now(), of.since(), 0, 100, 0, 0, 0, 0, 0, List.of(), 0, words);
    }

    private Instant now() {
        return clock.instant();
    }

    /** Ends the one that runs, soon. */
    void cancel() {
        cancelled = true;
    }

    /** The one that runs, or the last one. */
    Verification current() {
        Verification now = last;
        if (now == null) {
            throw ProblemException.notFound("the log was not verified since the console started: POST here begins it");
        }
        return now;
    }

    @Override
    public void stop(Deadline deadline) throws InterruptedException {
        cancelled = true;
        Thread at;
        synchronized (this) {
            at = running;
        }
        if (at != null) {
            at.interrupt();
            var unused = at.join(deadline.leftAtMost(Duration.ofSeconds(2)).plusMillis(1));
        }
    }
}
