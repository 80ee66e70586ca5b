package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Versions.Figure;
import fr.gaveurs.console.api.models.Versions.LiveFigures;
import fr.gaveurs.console.api.models.Versions.Role;
import fr.gaveurs.console.api.models.Versions.StoredPrediction;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.desktop.kit.FormulaFigure;
import fr.gaveurs.console.desktop.kit.StationView;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * What the active model says of the sample that is shown, beside what the formula says of the same one. Of the newest sample
 * it comes live, a moment after it; of an older one it is asked for. Knows no control; for the FX thread alone.
 */
final class ModelFigures {
    /** Samples whose formula is remembered until the model has said its own. */
    private static final int REMEMBERED = 16;

    /** Why nothing is shown. */
    enum Silence {
        /** No sample is shown. */
        NOTHING_SHOWN,
        NO_MODEL,
        /** The model has not come to it yet. */
        COMING,
        /** No version was active when it was measured, or none could tell anything of it. */
        NOTHING_SAID
    }

    /**
     * What is shown.
     *
     * @param silence null where a model says something
     * @param name of the version; null where it is not known
     * @param time of the sample that the figures are of
     * @param formula what the formula says of the same sample; without what it does not tell
     */
    record Shown(
            @Nullable Silence silence,
            long versionId,
            @Nullable String name,
            @Nullable Instant time,
            Map<Target, Figure> figures,
            Map<Target, Double> formula) {
        static Shown nothing(Silence why) {
            return new Shown(why, 0, null, null, Map.of(), Map.of());
        }
    }

    private final SampleSource source;
    private final Answers answers;
    private final Map<String, Map<Target, Double>> formulas = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<Target, Double>> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final ReadOnlyObjectWrapper<Shown> shown =
            new ReadOnlyObjectWrapper<>(Shown.nothing(Silence.NOTHING_SHOWN));
    private @Nullable Sample sample;
    private @Nullable LiveFigures live;
    private boolean held;
    private @Nullable String asked;

    /** @param fx runs its tasks on the FX thread */
    ModelFigures(SampleSource source, Executor fx) {
        this.source = source;
        this.answers = new Answers(fx);
    }

    ReadOnlyObjectProperty<Shown> shown() {
        return shown.getReadOnlyProperty();
    }

    /** Another sample is shown; null for none. */
    void sample(@Nullable Sample now) {
        sample = now;
        if (now == null) {
            asked = null;
            formulas.clear();
            answers.forget();
            shown.set(Shown.nothing(Silence.NOTHING_SHOWN));
            return;
        }
        formulas.put(now.sampleId(), formula(now));
        look();
    }

    /** The station as it is now; null where nothing is known of it. */
    void station(@Nullable StationView view) {
        live = view == null ? null : view.model();
        look();
    }

    /** Whether somebody stays on a sample, and the newest is not followed. */
    void held(boolean now) {
        held = now;
        look();
    }

    private void look() {
        Sample now = sample;
        LiveFigures said = live;
        if (now == null) {
            return;
        }
        if (said != null && said.sampleId().equals(now.sampleId())) {
            told(said, formula(now));
        } else if (held) {
            ask(now);
        } else if (said == null) {
            shown.set(Shown.nothing(Silence.NO_MODEL));
        } else {
            // A moment behind: with what the formula said of that same sample, or not at all.
            Map<Target, Double> known = formulas.get(said.sampleId());
            if (known != null) {
                told(said, known);
            } else if (shown.get().silence() != null) {
                shown.set(Shown.nothing(Silence.COMING));
            }
        }
    }

    private void told(LiveFigures said, Map<Target, Double> formula) {
        asked = null;
        answers.forget();
        shown.set(
                said.figures().isEmpty()
                        ? Shown.nothing(Silence.NOTHING_SAID)
                        : new Shown(null, said.versionId(), said.versionName(), said.time(), said.figures(), formula));
    }

    private void ask(Sample now) {
        if (now.sampleId().equals(asked)) {
            return;
        }
        asked = now.sampleId();
        answers.forget();
        shown.set(Shown.nothing(Silence.COMING));
        answers.hand(
                source.predictions(now.deviceId(), now.sampleId()),
                found -> shown.set(stored(now, found)),
                failure -> shown.set(Shown.nothing(Silence.NOTHING_SAID)));
    }

    private static Shown stored(Sample now, List<StoredPrediction> found) {
        return found.stream()
                .filter(each -> each.role() == Role.ACTIVE
                        && !each.prediction().figures().isEmpty())
                .max(Comparator.comparing(StoredPrediction::madeAt))
                .map(each -> new Shown(
                        null,
                        each.prediction().versionId(),
                        null,
                        each.time(),
                        each.prediction().figures(),
                        formula(now)))
                .orElseGet(() -> Shown.nothing(Silence.NOTHING_SAID));
    }

    /** What the formula says of a sample. */
    static Map<Target, Double> formula(Sample sample) {
        Map<Target, Double> said = new EnumMap<>(Target.class);
        for (Target target : Target.values()) {
            Double value = FormulaFigure.of(sample, target);
            if (value != null) {
                said.put(target, value);
            }
        }
        return said;
    }
}
