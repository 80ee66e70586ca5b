package fr.gaveurs.console.backend.features.models.predict;

import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Versions.Role;
import fr.gaveurs.console.api.quality.Samples.SpectrumAnalysis;
import fr.gaveurs.console.api.quality.Samples.TofAnalysis;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.backend.features.models.data.DatasetBuilder;
import fr.gaveurs.console.backend.features.models.learning.ModelInput;
import fr.gaveurs.console.backend.features.models.learning.Predictor;
import fr.gaveurs.console.backend.features.models.predict.PredictionStore.Said;
import fr.gaveurs.console.backend.features.models.registry.LoadedModels;
import fr.gaveurs.console.backend.features.models.registry.LoadedModels.Loaded;
import fr.gaveurs.console.backend.features.quality.GradedSample;
import fr.gaveurs.console.backend.features.quality.Measurement;
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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
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
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

    private final LoadedModels loaded;
    private final PredictionStore store;
    private final RawSamples samples;
    private final Clock clock;
    private final ArrayBlockingQueue<Pending> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final SupervisedThread thread = new SupervisedThread("model-predictions", this::run);
    private final Metrics metrics;
    /** By version, as they come; on the threads of predictions and of jobs. */
    private final Map<Long, Counter> told = new ConcurrentHashMap<>();

    private final Counter full;
    private final Counter untold;
    private final Timer seconds;
    private volatile boolean ending;

    /** A sample that is to be told something of. */
    private record Pending(SampleKey key, ModelInput input, Set<SpectralChannel> stuck) {}

    public Predictions(LoadedModels loaded, PredictionStore store, RawSamples samples, Clock clock, Metrics metrics) {
        this.loaded = loaded;
        this.store = store;
        this.samples = samples;
        this.clock = clock;
        this.metrics = metrics;
        String refusals = "Samples of which a model could say nothing, or not at once";
        full = metrics.counter("model.refusals", refusals, "reason", "queue_full");
        untold = metrics.counter("model.refusals", refusals, "reason", "channel_missing");
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
        double[] counts = graded.measurement().spectrum();
        if (counts == null || !loaded.any()) {
            return;
        }
        if (!waiting.offer(pending(graded, counts))) {
            full.increment();
        }
    }

    private static Pending pending(GradedSample graded, double[] counts) {
        Measurement m = graded.measurement();
        TofAnalysis tof = graded.grading().tof();
        SpectrumAnalysis spectrum = graded.grading().spectrum();
        return new Pending(
                new SampleKey(m.deviceId(), m.sampleId(), graded.time().truncatedTo(ChronoUnit.MICROS)),
                new ModelInput(
                        counts,
                        orNaN(m.gain()),
                        orNaN(m.integrationTimeMs()),
                        orNaN(tof.volumeMm3()),
                        orNaN(tof.maxHeightMm()),
                        tof.occupiedZones()),
                spectrum == null ? Set.of() : Set.copyOf(spectrum.ignoredChannels()));
    }

    private static double orNaN(@Nullable Double figure) {
        return figure == null ? Double.NaN : figure;
    }

    private void run() throws InterruptedException {
        List<Pending> batch = new ArrayList<>();
        while (!ending || !waiting.isEmpty()) {
            Pending first = waiting.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            if (first == null) {
                continue;
            }
            batch.add(first);
            gather();
            waiting.drainTo(batch, BATCH - 1);
            keep(say(batch, true, true));
            batch.clear();
        }
    }

    private void gather() throws InterruptedException {
        long until = System.nanoTime() + GATHER.toNanos();
        while (!ending && waiting.size() < BATCH - 1 && System.nanoTime() - until < 0) {
            Thread.sleep(SHORT);
        }
    }

    private List<Said> say(List<Pending> batch, boolean withActive, boolean withShadow) {
        List<Said> said = new ArrayList<>();
        Loaded now = withActive ? loaded.of(Role.ACTIVE) : null;
        Loaded beside = withShadow ? loaded.of(Role.SHADOW) : null;
        for (Pending each : batch) {
            say(each, now, Role.ACTIVE, said);
            say(each, beside, Role.SHADOW, said);
        }
        return said;
    }

    private void say(Pending sample, @Nullable Loaded model, Role role, List<Said> said) {
        Predictor predictor = model == null ? null : model.predictor();
        if (model == null || predictor == null) {
            return;
        }
        long from = System.nanoTime();
        Map<Target, Predictor.Figure> figures = predictor.predict(sample.input(), sample.stuck());
        seconds.record(System.nanoTime() - from, TimeUnit.NANOSECONDS);
        if (figures.isEmpty()) {
            untold.increment(); // it is kept all the same, else it would be looked at again and again
        } else {
            told(model.versionId()).increment();
        }
        said.add(new Said(sample.key(), model.versionId(), role, figures));
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
                batch.add(new Pending(raw.key(), DatasetBuilder.input(raw), raw.stuck()));
            }
            List<Said> said = say(batch, role == Role.ACTIVE, role == Role.SHADOW);
            for (int from = 0; from < said.size(); from += BATCH) {
                store.add(said.subList(from, Math.min(said.size(), from + BATCH)));
            }
        }
    }

    @Override
    public void stop(Deadline deadline) throws InterruptedException {
        ending = true;
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
