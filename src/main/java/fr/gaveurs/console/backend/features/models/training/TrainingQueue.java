package fr.gaveurs.console.backend.features.models.training;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Obstacle;
import fr.gaveurs.console.api.models.Obstacle.Kind;
import fr.gaveurs.console.api.models.Versions.TrainingRun;
import fr.gaveurs.console.api.models.Versions.TrainingState;
import fr.gaveurs.console.backend.features.models.registry.VersionStore;
import fr.gaveurs.console.backend.features.models.registry.VersionStore.Added;
import fr.gaveurs.console.backend.features.models.registry.VersionStore.NewVersion;
import fr.gaveurs.console.backend.platform.audit.Act;
import fr.gaveurs.console.backend.platform.audit.AuditLog;
import fr.gaveurs.console.backend.platform.audit.AuditObject;
import fr.gaveurs.console.backend.platform.http.ProblemException;
import fr.gaveurs.console.backend.platform.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The table {@code model_trainings}: each console takes the oldest that waits; one whose console gave no sign of life for
 * 15 seconds is taken by another one, from the beginning. Goes by the database's clock.
 */
public final class TrainingQueue {
    /** Trainings that may wait at once. */
    private static final int MOST_WAITING = 20;

    private static final int MOST_ATTEMPTS = 3;
    private static final int LISTED = 200;
    private static final String SILENT = "interval '15 seconds'";
    /** After so long without a sign of life it may be that its console is gone: what was queued later waits. */
    private static final String DOUBTFUL = "interval '3 seconds'";

    private static final Obstacle ENDED = Obstacle.of(Kind.ENDED, MOST_ATTEMPTS);

    private static final String SELECT = "SELECT t.*, v.id IS NOT NULL AND v.training_id IS DISTINCT FROM t.id"
            + " AS known_version FROM model_trainings t LEFT JOIN model_versions v ON v.id = t.version_id";
    private static final String OWN = "id = :id AND console = :console AND attempts = :attempt AND state = 'running'";

    private final Database database;
    private final String console;

    /** @param console what other consoles on the database know this one by */
    public TrainingQueue(Database database, String console) {
        this.database = database;
        this.console = console;
    }

    /** A training that this console does; it is its own until another attempt begins. */
    record Task(TrainingRun run, int attempt) {}

    /** Puts a training into the queue. */
    public TrainingRun add(
            long datasetId, String name, long seed, List<Target> targets, List<String> features, Act act) {
        long made = database.changes().inTransaction(handle -> {
            int waiting = handle.createQuery(
                            "SELECT count(*) FROM model_trainings WHERE state IN ('queued', 'running')")
                    .mapTo(Integer.class)
                    .one();
            if (waiting >= MOST_WAITING) {
                throw ProblemException.conflict(waiting + " trainings wait already: cancel one, or wait");
            }
            long id = handle.createQuery("INSERT INTO model_trainings (dataset_id, name, seed, targets, features,"
                            + " requested_by_kind, requested_by) VALUES (:dataset, :name, :seed, :targets, :features,"
                            + " :kind, :by) RETURNING id")
                    .bind("dataset", datasetId)
                    .bind("name", name)
                    .bind("seed", seed)
                    .bindArray(
                            "targets",
                            String.class,
                            targets.stream().map(Target::key).toList())
                    .bindArray("features", String.class, features)
                    .bind("kind", act.actor().kind().key())
                    .bind("by", act.actor().called())
                    .mapTo(Long.class)
                    .one();
            AuditLog.write(
                    handle,
                    act,
                    AuditObject.of("training", Long.toString(id)),
                    null,
                    Map.of("name", name, "dataset", datasetId, "seed", seed));
            return id;
        });
        return need(made);
    }

    public List<TrainingRun> list() {
        return database.jdbi().withHandle(handle -> handle.createQuery(SELECT + " ORDER BY t.id DESC LIMIT " + LISTED)
                .map((row, context) -> run(row))
                .list());
    }

    /** @throws ProblemException if there is none */
    public TrainingRun need(long id) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(SELECT + " WHERE t.id = :id")
                        .bind("id", id)
                        .map((row, context) -> run(row))
                        .findOne())
                .orElseThrow(() ->
                        ProblemException.notFound("no training " + id + " is known; GET /api/ai/training lists them"));
    }

    /** Gives a training up: one that waits at once, one that runs as soon as its console hears of it. */
    public TrainingRun cancel(long id, Act act) {
        TrainingRun before = need(id);
        database.changes().useTransaction(handle -> {
            int changed = handle.createUpdate("UPDATE model_trainings SET cancel = true, state = CASE WHEN state ="
                            + " 'queued' THEN 'cancelled' ELSE state END, finished_at = CASE WHEN state = 'queued'"
                            + " THEN now() END WHERE id = :id AND state IN ('queued', 'running')")
                    .bind("id", id)
                    .execute();
            if (changed == 0) {
                throw ProblemException.conflict(
                        "the training " + id + " is over: " + before.state().key());
            }
            AuditLog.write(handle, act, AuditObject.of("training", Long.toString(id)), null, null);
        });
        return need(id);
    }

    /** The oldest one that waits; nothing if there is none. */
    Optional<Task> take() {
        return database.changes().inTransaction(handle -> {
            handle.createUpdate("UPDATE model_trainings SET state = 'failed', finished_at = now(), error = :error,"
                            + " obstacles = CAST(:obstacles AS jsonb) WHERE state IN ('queued', 'running') AND attempts >= :most"
                            + " AND (state = 'queued' OR heard_at < now() - " + SILENT + ")")
                    .bind("most", MOST_ATTEMPTS)
                    .bind("error", ENDED.words())
                    .bind("obstacles", json(List.of(ENDED)))
                    .execute();
            handle.execute("UPDATE model_trainings SET state = 'cancelled', finished_at = now()"
                    + " WHERE state = 'running' AND cancel AND heard_at < now() - " + SILENT);
            return handle.createQuery("UPDATE model_trainings SET state = 'running', console = :console,"
                            + " heard_at = now(), started_at = now(), attempts = attempts + 1, progress = 0 WHERE id ="
                            + " (SELECT id FROM model_trainings t WHERE NOT cancel AND (state = 'queued'"
                            + " AND NOT EXISTS (SELECT FROM model_trainings o WHERE o.id < t.id AND NOT o.cancel"
                            + " AND o.state = 'running' AND o.heard_at < now() - " + DOUBTFUL + ")"
                            + " OR (state = 'running' AND heard_at < now() - " + SILENT + "))"
                            + " ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING *, false AS known_version")
                    .bind("console", console)
                    .map((row, context) -> new Task(run(row), row.getInt("attempts")))
                    .findFirst();
        });
    }

    /** Says that its console lives, however long a step of it takes. */
    void heard(Task task) {
        database.changes()
                .useHandle(handle -> handle.createUpdate("UPDATE model_trainings SET heard_at = now() WHERE " + OWN)
                        .bind("id", task.run().id())
                        .bind("console", console)
                        .bind("attempt", task.attempt())
                        .execute());
    }

    /** Says that it is being worked on; false where it was given up, or is another console's by now. */
    boolean alive(Task task, int progress) {
        return database.changes().withHandle(handle -> handle.createQuery("UPDATE model_trainings SET heard_at = now(),"
                        + " progress = :progress WHERE " + OWN + " RETURNING cancel")
                .bind("progress", progress)
                .bind("id", task.run().id())
                .bind("console", console)
                .bind("attempt", task.attempt())
                .mapTo(Boolean.class)
                .findFirst()
                .map(cancel -> !cancel)
                .orElse(false));
    }

    /** It is done: its version is known from now on. False where it is not this console's any more, or given up. */
    boolean done(Task task, NewVersion made) {
        return database.changes().inTransaction(handle -> {
            boolean own = handle.createUpdate("UPDATE model_trainings SET state = 'done', finished_at = now(),"
                                    + " progress = 100, error = NULL, obstacles = NULL WHERE NOT cancel AND " + OWN)
                            .bind("id", task.run().id())
                            .bind("console", console)
                            .bind("attempt", task.attempt())
                            .execute()
                    > 0;
            if (own) {
                Added version = VersionStore.add(handle, made);
                if (version.retired()) {
                    Obstacle why = Obstacle.of(Kind.RETIRED, version.id());
                    handle.createUpdate("UPDATE model_trainings SET state = 'failed', error = :error,"
                                    + " obstacles = CAST(:obstacles AS jsonb) WHERE id = :id")
                            .bind("error", why.words())
                            .bind("obstacles", json(List.of(why)))
                            .bind("id", task.run().id())
                            .execute();
                } else {
                    handle.createUpdate("UPDATE model_trainings SET version_id = :version WHERE id = :id")
                            .bind("version", version.id())
                            .bind("id", task.run().id())
                            .execute();
                }
            }
            return own;
        });
    }

    /** It was given up. */
    void cancelled(Task task) {
        end(task, TrainingState.CANCELLED, null, List.of());
    }

    /** Nothing could be learnt. */
    void failed(Task task, String error, List<Obstacle> obstacles) {
        end(task, TrainingState.FAILED, error, obstacles);
    }

    private void end(Task task, TrainingState state, @Nullable String error, List<Obstacle> obstacles) {
        database.changes().useHandle(handle -> handle.createUpdate("UPDATE model_trainings SET state = :state,"
                        + " finished_at = now(), error = :error, obstacles = CAST(:obstacles AS jsonb) WHERE " + OWN)
                .bind("state", state.key())
                .bind("error", error)
                .bind("obstacles", json(obstacles))
                .bind("id", task.run().id())
                .bind("console", console)
                .bind("attempt", task.attempt())
                .execute());
    }

    /** It waits again: the console ends. The attempt counts for nothing. */
    void postpone(Task task) {
        database.changes()
                .useHandle(handle -> handle.createUpdate("UPDATE model_trainings SET state = 'queued', progress = 0,"
                                + " attempts = attempts - 1 WHERE " + OWN)
                        .bind("id", task.run().id())
                        .bind("console", console)
                        .bind("attempt", task.attempt())
                        .execute());
    }

    private static TrainingRun run(ResultSet row) throws SQLException {
        return new TrainingRun(
                row.getLong("id"),
                row.getLong("dataset_id"),
                row.getString("name"),
                row.getLong("seed"),
                Arrays.stream((String[]) row.getArray("targets").getArray())
                        .map(key -> Target.valueOf(key.toUpperCase(Locale.ROOT)))
                        .toList(),
                List.of((String[]) row.getArray("features").getArray()),
                TrainingState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInt("progress"),
                (Long) row.getObject("version_id"),
                row.getBoolean("known_version"),
                row.getString("error"),
                obstacles(row.getString("obstacles")),
                time(row, "requested_at"),
                row.getString("requested_by"),
                timeOrNull(row, "started_at"),
                timeOrNull(row, "finished_at"));
    }

    private static @Nullable String json(List<Obstacle> obstacles) {
        return obstacles.isEmpty() ? null : Json.MAPPER.writeValueAsString(obstacles);
    }

    private static List<Obstacle> obstacles(@Nullable String json) {
        if (json == null) {
            return List.of();
        }
        try {
            return List.of(Json.MAPPER.readValue(json, Obstacle[].class));
        } catch (JacksonException e) {
            return List.of(); // of a newer version, which knows more kinds
        }
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
        return row.getObject(column) == null ? null : time(row, column);
    }
}
