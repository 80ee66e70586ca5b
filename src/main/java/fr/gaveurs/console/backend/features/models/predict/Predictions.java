package fr.gaveurs.console.backend.features.models.predict;

import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Versions.LiveFigures;
import fr.gaveurs.console.api.models.Versions.Role;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.backend.features.models.learning.ModelUnavailableException;
import fr.gaveurs.console.backend.features.models.learning.Predictor;
import fr.gaveurs.console.backend.features.models.predict.PredictionStore.Said;
import fr.gaveurs.console.backend.features.models.registry.LoadedModels;
import fr.gaveurs.console.backend.features.models.registry.LoadedModels.Loaded;
import fr.gaveurs.console.backend.features.quality.GradedSample;
import fr.gaveurs.console.backend.features.quality.RawSamples;
import fr.gaveurs.console.backend.features.quality.RawSamples.RawSample;
import fr.gaveurs.console.backend.features.quality.RawSamples.SampleKey;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.Part;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.lifecycle.SupervisedThread;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.store.errors.DatabaseErrors;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the active model and the shadow say their figures of samples that are stored and acknowledged, on a thread of its
 * own. Whoever stores samples only puts them into a bounded queue: what does not fit, or was there when a console died, is
 * caught up with later.
 */
public final class Predictions implements Part {
    private static final Logger LOG = LoggerFactory.getLogger(Predictions.class);
    private static final int MOST_WAITING = 5_000;
    private static final int BATCH = 500;
    /** Versions with a series of their own; the others count together. */
    private static final int VERSIONS = 20;

    private static final long OTHERS = -1;
    private static final int CAUGHT_UP = 5_000;
    private static final Duration CATCH_UP = Duration.ofDays(1);
    /** More come meanwhile: a commit of its own for each would keep samples waiting for the disk. */
    private static final Duration GATHER = Duration.ofMillis(250);

    private static final Duration SHORT = Duration.ofMillis(25);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

    private final LoadedModels loaded;
    private final PredictionStore store;
    private final RawSamples samples;
    private final LiveStations live;
    private final Clock clock;
    private final ArrayBlockingQueue<Pending> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final SupervisedThread thread = new SupervisedThread("model-predictions", this::run);
    private final Metrics metrics;
    /** By version, as they come; on the threads of predictions and of jobs. */
    private final Map<Long, Counter> told = new ConcurrentHashMap<>();

    private final Counter full;
    private final Counter untold;
    private final Counter away;
    private final Timer seconds;
    /** What the thread waits for: something to do, or the end. */
    private final Semaphore called = new Semaphore(0);

    private volatile boolean ending;
    /** Whether another version is active than the one whose figures are shown. */
    private volatile boolean shownOld = true;

    public Predictions(
            LoadedModels loaded,
            PredictionStore store,
            RawSamples samples,
            LiveStations live,
            Clock clock,
            Metrics metrics) {
        this.loaded = loaded;
        this.store = store;
        this.samples = samples;
        this.live = live;
        this.clock = clock;
        this.metrics = metrics;
        String refusals = "Samples of which a model could say nothing, or not at once";
        full = metrics.counter("model.refusals", refusals, "reason", "queue_full");
        untold = metrics.counter("model.refusals", refusals, "reason", "channel_missing");
        away = metrics.counter("model.refusals", refusals, "reason", "model_unavailable");
        loaded.onActiveChanged(() -> {
            shownOld = true;
            called.release();
        });
        seconds = metrics.timer("model.prediction.duration", "Time of a model for one sample, without storing it");
    }

    @Override
    public String name() {
        return "model predictions";
    }

    @Override
    public void start() {
        thread.start();
    }

    /** A sample was committed; returns at once. */
    public void stored(GradedSample graded) {
        if (loaded.any()) {
            offer(Pending.of(graded));
        }
    }

    /** Samples that another console stored, which keeps what is said of them, are their stations' newest. */
    public void storedElsewhere(List<Sample> newest) {
        if (loaded.any()) {
            newest.forEach(sample -> offer(Pending.shown(sample)));
        }
    }

    private void offer(@Nullable Pending sample) {
        if (sample == null) {
            return;
        }
        if (waiting.offer(sample)) {
            called.release();
        } else {
            full.increment();
        }
    }

    /** Another version is active, or none: what is shown follows. */
    private void showAnew() {
        shownOld = false;
        Loaded active = loaded.of(Role.ACTIVE);
        List<Pending> newest = new ArrayList<>();
        for (Sample sample : live.newest()) {
            Pending pending = Pending.shown(sample);
            if (pending == null) {
                live.figures(sample.deviceId(), null);
            } else {
                newest.add(pending);
            }
        }
        List<Map<Target, Predictor.Figure>> all = asked(newest, active);
        for (int i = 0; i < newest.size(); i++) {
            SampleKey key = newest.get(i).key();
            live.figures(key.deviceId(), active == null || all.isEmpty() ? null : figures(key, active, all.get(i)));
        }
    }

    private static LiveFigures figures(SampleKey key, Loaded active, Map<Target, Predictor.Figure> said) {
        return new LiveFigures(
                key.deviceId(), key.sampleId(), key.time(), active.versionId(), active.name(), Figures.of(said));
    }

    private void run() throws InterruptedException {
        List<Pending> batch = new ArrayList<>();
        while (true) {
            // Before all of it is looked at: whoever calls afterwards is heard by the wait.
            called.drainPermits();
            if (shownOld) {
                showAnew();
            }
            if (waiting.isEmpty()) {
                if (ending) {
                    return;
                }
                called.acquire();
                continue;
            }
            gather();
            waiting.drainTo(batch, BATCH);
            keep(say(batch, loaded.of(Role.ACTIVE), loaded.of(Role.SHADOW)));
            batch.clear();
        }
    }

    private void gather() throws InterruptedException {
        long until = System.nanoTime() + GATHER.toNanos();
        while (!ending && waiting.size() < BATCH && System.nanoTime() - until < 0) {
            Thread.sleep(SHORT);
        }
    }

    /** What is to be kept of it; what is newest is shown. */
    private List<Said> say(List<Pending> batch, @Nullable Loaded active, @Nullable Loaded shadow) {
        List<Said> kept = new ArrayList<>();
        Map<String, LiveFigures> shown = new LinkedHashMap<>();
        List<Said> said = say(batch, active, Role.ACTIVE);
        for (int i = 0; i < said.size(); i++) {
            Pending each = batch.get(i);
            if (active != null && each.newest()) {
                shown.put(
                        each.key().deviceId(),
                        figures(each.key(), active, said.get(i).figures()));
            }
            if (each.kept()) {
                kept.add(said.get(i));
            }
        }
        kept.addAll(say(batch.stream().filter(Pending::kept).toList(), shadow, Role.SHADOW));
        shown.forEach(live::figures);
        return kept;
    }

    /** Of each what a version says; nothing of any where it cannot say it now, which is left to {@link #catchUp}. */
    private List<Said> say(List<Pending> batch, @Nullable Loaded model, Role role) {
        long from = System.nanoTime();
        List<Map<Target, Predictor.Figure>> all = asked(batch, model);
        List<Said> said = new ArrayList<>();
        for (int i = 0; i < all.size() && model != null; i++) {
            if (all.get(i).isEmpty()) {
                untold.increment(); // it is kept all the same, else it would be looked at again and again
            } else {
                told(model.versionId()).increment();
            }
            said.add(new Said(batch.get(i).key(), model.versionId(), role, all.get(i)));
        }
        long nanos = System.nanoTime() - from;
        said.forEach(each -> seconds.record(nanos / said.size(), TimeUnit.NANOSECONDS));
        return said;
    }

    private List<Map<Target, Predictor.Figure>> asked(List<Pending> batch, @Nullable Loaded model) {
        Predictor predictor = model == null ? null : model.predictor();
        if (model == null || predictor == null || batch.isEmpty()) {
            return List.of();
        }
        try {
            return predictor.predict(batch.stream()
                    .map(each -> new Predictor.Asked(each.input(), each.stuck()))
                    .toList());
        } catch (ModelUnavailableException e) {
            LOG.debug(
                    "the model {} says nothing of {} samples now: {}", model.versionId(), batch.size(), e.getMessage());
            away.increment(batch.size());
            return List.of();
        }
    }

    private Counter told(long versionId) {
        boolean own = told.containsKey(versionId) || told.size() < VERSIONS;
        return told.computeIfAbsent(
                own ? versionId : OTHERS,
                id -> metrics.counter(
                        "model.predictions",
                        "Samples of which a version said its figures",
                        "version",
                        id == OTHERS ? "other" : Long.toString(id)));
    }

    /** Keeps what was said; while the database is away it is left to {@link #catchUp}. */
    private void keep(List<Said> said) {
        if (said.isEmpty()) {
            return;
        }
        try {
            store.add(said);
        } catch (SQLException e) {
            if (DatabaseErrors.isUnavailable(e)) {
                LOG.debug("predictions of {} samples wait, since the database is away", said.size());
            } else {
                LOG.warn("predictions of {} samples could not be stored", said.size(), e);
            }
        }
    }

    /** Says what was not said of the last day's samples: after a restart, or where too many came at once. */
    public void catchUp() throws SQLException {
        for (Role role : Role.values()) {
            Loaded model = loaded.of(role);
            if (model == null || model.predictor() == null) {
                continue;
            }
            List<SampleKey> keys =
                    store.unsaid(model.versionId(), clock.instant().minus(CATCH_UP), CAUGHT_UP);
            List<Pending> batch = new ArrayList<>();
            for (RawSample raw : samples.of(keys)) {
                batch.add(Pending.stored(raw));
            }
            List<Said> said = say(batch, role == Role.ACTIVE ? model : null, role == Role.SHADOW ? model : null);
            for (int from = 0; from < said.size(); from += BATCH) {
                store.add(said.subList(from, Math.min(said.size(), from + BATCH)));
            }
        }
    }

    @Override
    public void stop(Deadline deadline) throws InterruptedException {
        ending = true;
        called.release();
        thread.stopAfterRun();
        if (!thread.join(deadline.leftAtMost(STOP_LIMIT))) {
            thread.stop();
        }
    }

    @Override
    public List<Supervised> supervised() {
        return List.of(thread);
    }
}
