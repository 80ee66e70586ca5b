package fr.gaveurs.console.backend.features.models;

import fr.gaveurs.console.api.Listing;
import fr.gaveurs.console.api.models.ModelsApi;
import fr.gaveurs.console.api.models.Performance.ComparisonQuery;
import fr.gaveurs.console.api.models.Performance.DriftQuery;
import fr.gaveurs.console.api.models.Performance.DriftReport;
import fr.gaveurs.console.api.models.Versions.AssignmentQuery;
import fr.gaveurs.console.api.models.Versions.FeatureInfo;
import fr.gaveurs.console.api.models.Versions.PredictionQuery;
import fr.gaveurs.console.api.models.Versions.Version;
import fr.gaveurs.console.backend.features.models.drift.Comparisons;
import fr.gaveurs.console.backend.features.models.drift.DriftStore;
import fr.gaveurs.console.backend.features.models.drift.LabelledErrors;
import fr.gaveurs.console.backend.features.models.learning.Feature;
import fr.gaveurs.console.backend.features.models.predict.PredictionStore;
import fr.gaveurs.console.backend.features.models.registry.Gate;
import fr.gaveurs.console.backend.features.models.registry.Leaderboard;
import fr.gaveurs.console.backend.features.models.registry.RoleActs;
import fr.gaveurs.console.backend.features.models.registry.VersionStore;
import fr.gaveurs.console.backend.platform.audit.AuditLog;
import fr.gaveurs.console.backend.platform.audit.AuditObject;
import fr.gaveurs.console.backend.platform.http.Call;
import fr.gaveurs.console.backend.platform.http.Endpoint;
import java.util.Arrays;
import java.util.List;

/** The routes of what versions are used for, of what they said, and of how they do. */
final class RoleRoutes {
    private static final List<FeatureInfo> FEATURES = Arrays.stream(Feature.values())
            .map(each -> new FeatureInfo(each.key(), Feature.SPECTRAL.contains(each), each.formula()))
            .toList();

    private final VersionStore versions;
    private final RoleActs acts;
    private final Gate gate;
    private final PredictionStore predictions;
    private final DriftStore drift;
    private final LabelledErrors errors;
    private final Comparisons comparisons;
    private final Leaderboard leaderboard;
    private final Runnable judged;

    /** @param judged told that something is to be judged anew */
    RoleRoutes(
            VersionStore versions,
            RoleActs acts,
            Gate gate,
            PredictionStore predictions,
            DriftStore drift,
            LabelledErrors errors,
            Comparisons comparisons,
            Leaderboard leaderboard,
            Runnable judged) {
        this.versions = versions;
        this.acts = acts;
        this.gate = gate;
        this.predictions = predictions;
        this.drift = drift;
        this.errors = errors;
        this.comparisons = comparisons;
        this.leaderboard = leaderboard;
        this.judged = judged;
    }

    List<Endpoint> endpoints() {
        return List.of(
                new Endpoint(ModelsApi.ACTIVATE_MODEL, call -> done(acts.activate(Numbers.id(call), call.act()))),
                new Endpoint(ModelsApi.SHADOW_MODEL, call -> acts.shadow(Numbers.id(call), call.act())),
                new Endpoint(ModelsApi.DEACTIVATE_MODEL, call -> done(acts.deactivate(Numbers.id(call), call.act()))),
                new Endpoint(ModelsApi.RETIRE_MODEL, call -> done(acts.retire(Numbers.id(call), call.act()))),
                new Endpoint(ModelsApi.ROLL_BACK, call -> done(acts.rollBack(call.act()))),
                new Endpoint(ModelsApi.MODEL_GATE, call -> gate.report(versions.need(Numbers.id(call)))),
                new Endpoint(
                        ModelsApi.LIST_ASSIGNMENTS,
                        call -> new Listing<>(versions.assignments(call.query(AssignmentQuery.class), null))),
                new Endpoint(
                        ModelsApi.LIST_PREDICTIONS,
                        call -> new Listing<>(predictions.list(call.query(PredictionQuery.class)))),
                new Endpoint(ModelsApi.MODEL_METRICS, call -> new Listing<>(errors.performance(versions.list()))),
                new Endpoint(ModelsApi.GET_DRIFT, call -> drift.latest()),
                new Endpoint(ModelsApi.RECKON_DRIFT, this::reckon),
                new Endpoint(
                        ModelsApi.DRIFT_HISTORY, call -> new Listing<>(drift.history(call.query(DriftQuery.class)))),
                new Endpoint(ModelsApi.COMPARE_MODELS, call -> comparisons.report(call.query(ComparisonQuery.class))),
                new Endpoint(ModelsApi.LEADERBOARD, call -> new Listing<>(leaderboard.ranked())),
                new Endpoint(ModelsApi.LIST_FEATURES, call -> new Listing<>(FEATURES)));
    }

    private Version done(Version version) {
        judged.run();
        return version;
    }

    private DriftReport reckon(Call call) {
        drift.reckon(handle -> AuditLog.write(handle, call.act(), new AuditObject("model", null), null, null));
        judged.run();
        return drift.latest();
    }
}
