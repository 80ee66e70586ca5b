package fr.gaveurs.console.backend.features.models.grading;

import fr.gaveurs.console.api.models.Models.Flag;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Versions.Role;
import fr.gaveurs.console.api.quality.Samples.ModelRef;
import fr.gaveurs.console.backend.features.models.learning.Predictor;
import fr.gaveurs.console.backend.features.models.predict.Pending;
import fr.gaveurs.console.backend.features.models.registry.LoadedModels;
import fr.gaveurs.console.backend.features.models.registry.LoadedModels.Loaded;
import fr.gaveurs.console.backend.features.quality.GradedSample;
import fr.gaveurs.console.backend.features.quality.ModelFigures;
import fr.gaveurs.console.backend.platform.lifecycle.LogBound;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import io.micrometer.core.instrument.Counter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.ConnectionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Grades samples of products for which an administrator wants it with the active model's figures. The acknowledgement
 * tells a station its grade, and what follows from a grade begins with the commit: so this happens before, by a model
 * that runs in this program, some microseconds of arithmetic without a question to anybody. A figure that is not to be
 * trusted, a model that is not to be used, and whatever goes wrong leave the formula's.
 */
public final class ModelGrading implements UnaryOperator<GradedSample> {
    private static final Logger LOG = LoggerFactory.getLogger(ModelGrading.class);
    private static final Set<Flag> NOT_TRUSTED =
            Set.of(Flag.FAR_FROM_TRAINING, Flag.CHANNEL_STUCK, Flag.CHANNEL_SATURATED);

    private final LoadedModels loaded;
    private final GradingStore store;
    private final Counter graded;
    private final Counter refused;
    private final LogBound lines = new LogBound(1, Duration.ofMinutes(1));
    /** By station the product's name; empty as long as nobody wants it. */
    private volatile Map<String, String> stations = Map.of();

    public ModelGrading(LoadedModels loaded, GradingStore store, Metrics metrics) {
        this.loaded = loaded;
        this.store = store;
        String help = "Samples of products that are graded with a model, by what they were graded with";
        graded = metrics.counter("model.gradings", help, "by", "model");
        refused = metrics.counter("model.gradings", help, "by", "formula");
    }

    /** Looks at what is wanted now, on whichever console it was said. */
    public void refresh() {
        try {
            stations = Map.copyOf(store.stations());
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }

    /** Products whose samples somebody wants to be graded with a model. */
    public Set<String> products() {
        return Set.copyOf(stations.values());
    }

    /** Why no sample can be graded with a model now; null for nothing. */
    public static @Nullable String trouble(LoadedModels loaded) {
        Loaded active = loaded.of(Role.ACTIVE);
        if (active == null) {
            return "no model is active";
        }
        Predictor predictor = active.predictor();
        if (predictor == null) {
            return "the model " + active.versionId() + " is not used: " + active.faultText();
        }
        return predictor.isExternal()
                ? "the model " + active.versionId()
                        + " runs in a process of its own, for which no acknowledgement waits"
                : null;
    }

    @Override
    public GradedSample apply(GradedSample sample) {
        Map<String, String> wanted = stations;
        if (wanted.isEmpty()) {
            return sample;
        }
        String product = wanted.get(sample.measurement().deviceId());
        if (product == null) {
            return sample;
        }
        GradedSample now = sample;
        try {
            now = with(sample, product);
        } catch (RuntimeException e) {
            if (lines.take()) {
                LOG.error("a sample of {} is graded by the formula: the model failed", product, e);
            }
        }
        (now.grading().gradedWith() == null ? refused : graded).increment();
        return now;
    }

    private GradedSample with(GradedSample sample, String product) {
        Loaded active = loaded.of(Role.ACTIVE);
        Predictor predictor = active == null ? null : active.predictor();
        Pending pending = Pending.of(sample);
        // An acknowledgement waits for no other process.
        if (active == null || predictor == null || pending == null || predictor.isExternal()) {
            return sample;
        }
        Map<Target, Predictor.Figure> figures = predictor.predict(pending.input(), pending.stuck());
        return sample.with(new ModelFigures(
                new ModelRef(active.versionId(), active.name(), active.sha256()),
                product,
                trusted(figures.get(Target.FRESHNESS)),
                trusted(figures.get(Target.FAT_QUALITY)),
                trusted(figures.get(Target.OXIDATION))));
    }

    private static @Nullable Double trusted(Predictor.@Nullable Figure figure) {
        return figure == null || figure.flags().stream().anyMatch(NOT_TRUSTED::contains)
                ? null
                : (Double) figure.value();
    }
}
