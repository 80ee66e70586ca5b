package fr.gaveurs.console.desktop;

import fr.gaveurs.console.api.Listing;
import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.models.Datasets.Contents;
import fr.gaveurs.console.api.models.Datasets.Dataset;
import fr.gaveurs.console.api.models.Datasets.NewDataset;
import fr.gaveurs.console.api.models.Datasets.Range;
import fr.gaveurs.console.api.models.Gradings.ProductGrading;
import fr.gaveurs.console.api.models.ModelFault;
import fr.gaveurs.console.api.models.ModelFault.Code;
import fr.gaveurs.console.api.models.Models.Flag;
import fr.gaveurs.console.api.models.Models.Method;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Obstacle;
import fr.gaveurs.console.api.models.Performance.ComparisonReport;
import fr.gaveurs.console.api.models.Performance.ComparisonRow;
import fr.gaveurs.console.api.models.Performance.DriftLook;
import fr.gaveurs.console.api.models.Performance.DriftReport;
import fr.gaveurs.console.api.models.Performance.DriftRow;
import fr.gaveurs.console.api.models.Performance.LabelErrors;
import fr.gaveurs.console.api.models.Performance.VersionPerformance;
import fr.gaveurs.console.api.models.Training.Caution;
import fr.gaveurs.console.api.models.Training.Coefficient;
import fr.gaveurs.console.api.models.Training.Comparison;
import fr.gaveurs.console.api.models.Training.Contestant;
import fr.gaveurs.console.api.models.Training.Coverage;
import fr.gaveurs.console.api.models.Training.Errors;
import fr.gaveurs.console.api.models.Training.Grouping;
import fr.gaveurs.console.api.models.Training.Interval;
import fr.gaveurs.console.api.models.Training.Point;
import fr.gaveurs.console.api.models.Training.Remark;
import fr.gaveurs.console.api.models.Training.StationErrors;
import fr.gaveurs.console.api.models.Training.TargetReport;
import fr.gaveurs.console.api.models.Training.TrainingReport;
import fr.gaveurs.console.api.models.Truth.AgreementReport;
import fr.gaveurs.console.api.models.Truth.BlindSample;
import fr.gaveurs.console.api.models.Truth.FigureAgreement;
import fr.gaveurs.console.api.models.Truth.Label;
import fr.gaveurs.console.api.models.Truth.LabelKind;
import fr.gaveurs.console.api.models.Truth.LabelSource;
import fr.gaveurs.console.api.models.Versions.Assignment;
import fr.gaveurs.console.api.models.Versions.FeatureInfo;
import fr.gaveurs.console.api.models.Versions.Figure;
import fr.gaveurs.console.api.models.Versions.GateReport;
import fr.gaveurs.console.api.models.Versions.LiveFigures;
import fr.gaveurs.console.api.models.Versions.Prediction;
import fr.gaveurs.console.api.models.Versions.Ranked;
import fr.gaveurs.console.api.models.Versions.Role;
import fr.gaveurs.console.api.models.Versions.StoredPrediction;
import fr.gaveurs.console.api.models.Versions.TrainingRun;
import fr.gaveurs.console.api.models.Versions.TrainingState;
import fr.gaveurs.console.api.models.Versions.Version;
import fr.gaveurs.console.api.models.Versions.VersionCard;
import fr.gaveurs.console.api.models.Versions.VersionState;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.client.TestBackend;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A hall that has models for some weeks: one active, one that shadows it, others before them. */
public final class MadeUpModels {
    private static final List<Target> TARGETS = List.of(Target.FRESHNESS, Target.FAT_QUALITY, Target.OXIDATION);
    private static final List<String> FEATURES =
            List.of("log_f1", "log_f2", "log_f3", "log_f4", "log_f5", "log_f6", "log_f7", "log_f8");
    private static final List<String> STATIONS = List.of("ESP32_LL_01", "ESP32_LL_02", "ESP32_LL_03", "ESP32_MT_01");

    private MadeUpModels() {}

    /** The same backend that also knows models. */
    public static TestBackend in(TestBackend backend) {
        List<Version> versions = versions();
        backend.answer("/api/ai/models", 200, new Listing<>(versions))
                .answer("/api/ai/leaderboard", 200, new Listing<>(ranked()))
                .answer("/api/ai/assignments", 200, new Listing<>(assignments()))
                .answer("/api/ai/datasets", 200, new Listing<>(List.of(dataset(2, 1), dataset(1, 4))))
                .answer("/api/ai/datasets/1", 200, dataset(1, 4))
                .answer("/api/ai/datasets/2", 200, dataset(2, 1))
                .answer("/api/ai/training", 200, new Listing<>(trainings()))
                .answer(
                        "/api/ai/features",
                        200,
                        new Listing<>(FEATURES.stream()
                                .map(each -> new FeatureInfo(each, true, "ln(F) - mean"))
                                .toList()))
                .answer("/api/ai/comparison", 200, comparison())
                .answer("/api/ai/predictions", 200, new Listing<>(predictions()))
                .answer("/api/ai/truth", 200, new Page<>(labels(), null))
                .answer(
                        "/api/ai/truth/queue",
                        200,
                        new Listing<>(List.of(blind(1, true), blind(2, false), blind(3, false))))
                .answer(
                        "/api/ai/truth/agreement",
                        200,
                        new AgreementReport(
                                41,
                                0.82,
                                List.of(
                                        new FigureAgreement(LabelKind.FRESHNESS, 41, 0.06),
                                        new FigureAgreement(LabelKind.OXIDATION, 39, 0.04))))
                .answer("/api/ai/drift", 200, drift())
                .answer("/api/ai/drift/history", 200, new Listing<>(looks()))
                .answer("/api/ai/metrics", 200, new Listing<>(performance()))
                .answer(
                        "/api/ai/grading",
                        200,
                        new Listing<>(List.of(
                                new ProductGrading(
                                        1,
                                        "Foie gras entier",
                                        true,
                                        STATIONS,
                                        MadeUp.NOW,
                                        "Maite",
                                        "Essai en ligne A",
                                        List.of(),
                                        null),
                                new ProductGrading(
                                        2, "Lobe cru", false, List.of(), null, null, null, List.of(), null))));
        versions.forEach(each -> backend.answer("/api/ai/models/" + each.id(), 200, card(each))
                .answer("/api/ai/models/" + each.id() + "/gate", 200, gate()));
        return backend;
    }

    private static Version version(
            long id, String name, VersionState state, @Nullable Long dataset, @Nullable ModelFault fault) {
        return new Version(
                id,
                name,
                state,
                TARGETS,
                List.of("ridge"),
                FEATURES,
                Long.toHexString(0xa0 + id).repeat(32),
                dataset,
                dataset == null ? null : id,
                id > 2 ? 2L : null,
                1,
                "0.2.0",
                MadeUp.NOW.minus(Duration.ofDays(30 - 5 * id)),
                "Maite",
                fault == null ? null : fault.text(),
                fault);
    }

    private static List<Version> versions() {
        return List.of(
                version(5, "labo-onnx", VersionState.DRAFT, null, null),
                version(4, "Lots de mars", VersionState.SHADOW, 1L, null),
                version(3, "Lots de février", VersionState.ACTIVE, 1L, null),
                version(2, "Une seule station", VersionState.VALIDATED, 2L, null),
                version(
                        1,
                        "Premier essai",
                        VersionState.RETIRED,
                        2L,
                        ModelFault.of(Code.GOLDEN_ROW, 3, "freshness", 0.25, 0.6)));
    }

    private static List<Ranked> ranked() {
        List<Ranked> ranked = new ArrayList<>();
        double[] errors = {0.031, 0.024, 0.006, 0.0045};
        for (int id = 1; id <= 4; id++) {
            for (Target target : TARGETS) {
                double mae = errors[id - 1] * (1 + 0.3 * target.ordinal());
                ranked.add(new Ranked(
                        target,
                        id,
                        versions().get(5 - id).name(),
                        versions().get(5 - id).state(),
                        id == 2 ? Method.ELASTIC_NET_SQUARES : Method.RIDGE,
                        Grouping.STATION,
                        id < 3 ? 1 : 4,
                        mae,
                        0.7 * mae,
                        1.6 * mae,
                        130,
                        1.1 * mae,
                        0.121 - 0.01 * target.ordinal(),
                        2.1 * mae,
                        0.91,
                        id > 2,
                        MadeUp.NOW));
            }
        }
        return ranked;
    }

    private static List<Assignment> assignments() {
        Instant first = MadeUp.NOW.minus(Duration.ofDays(20));
        Instant second = MadeUp.NOW.minus(Duration.ofDays(11));
        return List.of(
                given(4, Role.SHADOW, 4L, "Lots de mars", MadeUp.NOW.minus(Duration.ofDays(4)), null, null),
                given(3, Role.ACTIVE, 3L, "Lots de février", second, null, "Essai de trois semaines"),
                given(2, Role.ACTIVE, 2L, "Une seule station", first, second, "Pour voir"),
                given(1, Role.SHADOW, null, null, first.minus(Duration.ofDays(2)), null, null));
    }

    private static Assignment given(
            long id,
            Role role,
            @Nullable Long version,
            @Nullable String name,
            Instant from,
            @Nullable Instant until,
            @Nullable String why) {
        return new Assignment(id, role, version, name, from, until, false, until == null ? "Maite" : null, why);
    }

    private static Dataset dataset(long id, int stations) {
        Map<String, Integer> byStation = new TreeMap<>();
        STATIONS.subList(0, stations).forEach(each -> byStation.put(each, 160 + each.length()));
        Map<String, Integer> lots = new TreeMap<>(Map.of("LOT-2026-07", 320, "LOT-2026-08", 331));
        Map<String, Integer> days = new TreeMap<>(Map.of("2026-02-17", 200, "2026-02-18", 230, "2026-02-19", 221));
        return new Dataset(
                id,
                stations == 1 ? "Une station" : "Février, toutes stations",
                new NewDataset("x", null, null, null, null, null),
                stations == 1 ? 171 : 651,
                "9c".repeat(32),
                new Contents(
                        byStation,
                        stations == 1 ? Map.of("LOT-2026-07", 171) : lots,
                        stations == 1 ? Map.of("2026-02-17", 171) : days,
                        TARGETS.stream()
                                .map(each -> new Range(each, 651, 0.04, 0.51, 0.97))
                                .toList(),
                        stations,
                        stations == 1 ? 1 : 2,
                        stations == 1 ? 1 : 3,
                        stations == 1 ? 0 : 12),
                MadeUp.NOW.minus(Duration.ofDays(12)),
                "Maite");
    }

    private static TrainingRun run(
            long id, TrainingState state, int progress, @Nullable Long version, List<Obstacle> obstacles) {
        return new TrainingRun(
                id,
                1,
                version == null
                        ? "Lots de mars, avec le niveau"
                        : versions().get(5 - version.intValue()).name(),
                1,
                TARGETS,
                FEATURES,
                state,
                progress,
                version,
                false,
                obstacles.isEmpty() ? null : Obstacle.words(obstacles),
                obstacles,
                MadeUp.NOW.minus(Duration.ofDays(9 - id)),
                "Maite",
                MadeUp.NOW,
                state.isFinal() ? MadeUp.NOW : null);
    }

    private static List<TrainingRun> trainings() {
        return List.of(
                run(7, TrainingState.RUNNING, 42, null, List.of()),
                run(6, TrainingState.CANCELLED, 12, null, List.of()),
                run(
                        5,
                        TrainingState.FAILED,
                        0,
                        null,
                        List.of(Obstacle.of(Obstacle.Kind.TOO_FEW, Target.FRESHNESS, 2, 40))),
                run(4, TrainingState.DONE, 100, 4L, List.of()),
                run(3, TrainingState.DONE, 100, 3L, List.of()));
    }

    private static VersionCard card(Version version) {
        boolean trained = version.datasetId() != null;
        return new VersionCard(
                version,
                trained
                        ? TrainingReport.of(
                                TARGETS.stream()
                                        .map(each -> report(each, version.id()))
                                        .toList(),
                                Map.of(Target.WEIGHT, Obstacle.of(Obstacle.Kind.TOO_FEW, Target.WEIGHT, 0, 40)))
                        : null,
                assignments().stream()
                        .filter(each -> Long.valueOf(version.id()).equals(each.versionId()))
                        .toList());
    }

    private static TargetReport report(Target target, long version) {
        Random random = new Random(version * 31 + target.ordinal());
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            double truth = random.nextDouble();
            points.add(new Point(
                    STATIONS.get(i % STATIONS.size()), truth, Math.clamp(truth + 0.006 * random.nextGaussian(), 0, 1)));
        }
        Errors crossed = new Errors(521, 0.0046, 0.006, 0.9995, 0.0001);
        List<StationErrors> stations = new ArrayList<>();
        for (String each : STATIONS) {
            stations.add(new StationErrors(each, new Errors(130, 0.003 + 0.004 * random.nextDouble(), 0.006, 0.99, 0)));
        }
        List<Coefficient> coefficients = new ArrayList<>();
        FEATURES.forEach(each -> coefficients.add(new Coefficient(each, 0.3 * random.nextGaussian(), null)));
        return new TargetReport(
                target,
                Method.RIDGE,
                1e-3,
                Grouping.STATION,
                version < 3 ? 1 : 4,
                crossed,
                new Errors(130, 0.0051, 0.007, 0.999, 0),
                "2026-02-19",
                new Errors(130, 0.121, 0.15, 0.47, 0.02),
                new Comparison(-0.116, -0.13, -0.104, 0.001, 4),
                -0.004,
                new Interval(0.9, 0.0098, Grouping.STATION, 4, version > 2),
                List.of(
                        new Coverage(0.5, 0.53),
                        new Coverage(0.8, 0.81),
                        new Coverage(0.9, 0.91),
                        new Coverage(0.95, 0.94)),
                List.of(
                        new Contestant(Method.FORMULA, null, 0.31, 0.02, 0.27, 0.35),
                        new Contestant(Method.RECALIBRATED_FORMULA, null, 0.123, 0.01, 0.1, 0.14),
                        new Contestant(Method.RIDGE, 1e-3, 0.0046, 0.0005, 0.0037, 0.0061),
                        new Contestant(Method.ELASTIC_NET, 1e-3, 0.0047, 0.0005, 0.0037, 0.0062),
                        new Contestant(Method.RIDGE_SQUARES, 1e-3, 0.0049, 0.0005, 0.004, 0.0066),
                        new Contestant(Method.BOOSTED_TREES, null, 0.011, 0.002, 0.008, 0.015)),
                stations,
                coefficients,
                points,
                version < 3
                        ? List.of(
                                new Remark(Caution.INTERVAL_NOT_ASSURED, ""), new Remark(Caution.ONE_STATION_ONLY, ""))
                        : List.of());
    }

    private static GateReport gate() {
        Map<Target, Comparison> comparisons = new EnumMap<>(Target.class);
        comparisons.put(Target.FRESHNESS, new Comparison(-0.0021, -0.004, -0.0006, 0.01, 3));
        comparisons.put(Target.OXIDATION, new Comparison(-0.0004, -0.002, 0.0011, 0.3, 3));
        return new GateReport(false, List.of("as a shadow it has seen too little"), 412, 2, 4, comparisons);
    }

    private static ComparisonReport comparison() {
        Random random = new Random(5);
        List<ComparisonRow> rows = new ArrayList<>();
        for (Target target : TARGETS) {
            for (String station : STATIONS) {
                for (int day = 8; day < 15; day++) {
                    double mean = 0.01 * random.nextGaussian();
                    rows.add(new ComparisonRow(
                            target,
                            station,
                            "2026-03-" + (day < 10 ? "0" : "") + day,
                            80,
                            mean,
                            Math.abs(mean) + 0.004,
                            0.93,
                            day > 10 ? 4 : 0,
                            day > 10 ? 0.005 + 0.002 * random.nextDouble() : null,
                            day > 10 ? 0.007 + 0.003 * random.nextDouble() : null));
                }
            }
        }
        return new ComparisonReport(4L, 3L, MadeUp.NOW.minus(Duration.ofDays(7)), MadeUp.NOW, rows);
    }

    private static List<StoredPrediction> predictions() {
        Random random = new Random(6);
        List<StoredPrediction> said = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Map<Target, Figure> figures = new EnumMap<>(Target.class);
            for (Target target : TARGETS) {
                double value = random.nextDouble();
                figures.put(target, new Figure(value, value - 0.01, value + 0.01, 2.0, List.of()));
            }
            said.add(new StoredPrediction(
                    STATIONS.get(i % 4),
                    "S-" + i,
                    MadeUp.NOW.minusSeconds(i),
                    Role.SHADOW,
                    MadeUp.NOW,
                    new Prediction(4, figures)));
        }
        return said;
    }

    private static List<Label> labels() {
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            LabelKind kind = LabelKind.values()[i % 5];
            labels.add(new Label(
                    100 - i,
                    STATIONS.get(i % 4),
                    "S-20260314-" + (1000 + i),
                    MadeUp.NOW.minusSeconds(60L * i),
                    kind,
                    kind == LabelKind.GRADE ? null : (Double) (kind == LabelKind.WEIGHT ? 640.0 + i : 0.02 * i),
                    kind == LabelKind.GRADE ? Grade.A : null,
                    i % 3 == 0 ? LabelSource.CSV : LabelSource.INSPECTOR,
                    i % 3 == 0 ? null : "Maite",
                    MadeUp.NOW.minusSeconds(30L * i),
                    i == 4 ? MadeUp.NOW : null));
        }
        return labels;
    }

    /** A liver in the middle of the tray. */
    private static BlindSample blind(int number, boolean second) {
        double[][] distance = new double[8][8];
        double[][] reflectance = new double[8][8];
        for (int row = 0; row < 8; row++) {
            for (int column = 0; column < 8; column++) {
                double r = Math.hypot(row - 3.5, 0.8 * (column - 3.8));
                distance[row][column] = 95 - Math.max(0, 52 - 5 * r * r);
                reflectance[row][column] = 90 + Math.max(0, 70 - 9 * r) + (row * 13 + column * 7) % 5;
            }
        }
        Map<SpectralChannel, Double> channels = new EnumMap<>(SpectralChannel.class);
        double[] counts = {1345, 2126, 1920, 8051, 3679, 2363, 3843, 2403, 5000, 800};
        for (SpectralChannel each : SpectralChannel.values()) {
            channels.put(each, counts[each.index()]);
        }
        return new BlindSample(
                STATIONS.get(number % 4),
                "S-20260314-" + number,
                MadeUp.NOW.minusSeconds(100L * number),
                "LL",
                "LOT-2026-08",
                distance,
                reflectance,
                channels,
                second);
    }

    private static DriftRow drift(String station, String feature, double psi) {
        boolean striking = psi > 0.25;
        return new DriftRow(station, feature, 1_240, psi, 0.4 * psi + 0.03, striking ? 0.0004 : 0.4, striking);
    }

    private static DriftReport drift() {
        Random random = new Random(8);
        List<DriftRow> rows = new ArrayList<>();
        for (String station : STATIONS) {
            for (String feature : FEATURES) {
                double psi =
                        station.equals("ESP32_LL_02") && feature.equals("log_f1") ? 0.41 : 0.12 * random.nextDouble();
                rows.add(drift(station, feature, psi));
            }
        }
        return new DriftReport(3L, MadeUp.NOW.minus(Duration.ofDays(1)), rows);
    }

    private static List<DriftLook> looks() {
        double[] psi = {0.03, 0.05, 0.08, 0.19, 0.41};
        List<DriftLook> looks = new ArrayList<>();
        for (int i = 0; i < psi.length; i++) {
            looks.add(new DriftLook(
                    MadeUp.NOW.minus(Duration.ofDays(7L * (psi.length - i))), drift("ESP32_LL_02", "log_f1", psi[i])));
        }
        return looks;
    }

    private static VersionPerformance performance(long id, VersionState state, double mae) {
        List<LabelErrors> errors = new ArrayList<>();
        for (Target target : TARGETS) {
            for (int week = 0; week < 5; week++) {
                errors.add(new LabelErrors(
                        target,
                        Instant.parse("2026-02-09T00:00:00Z").plus(Duration.ofDays(7L * week)),
                        40,
                        mae * (1 + 0.2 * week),
                        0.11 + 0.004 * week,
                        0.92 - 0.02 * week));
            }
        }
        return new VersionPerformance(id, versions().get((int) (5 - id)).name(), state, 12_400, 0.02, errors);
    }

    private static List<VersionPerformance> performance() {
        return List.of(performance(3, VersionState.ACTIVE, 0.006), performance(4, VersionState.SHADOW, 0.0045));
    }

    /** What the active model says of a station's newest sample. */
    public static LiveFigures live(String deviceId, String sampleId, Flag... flags) {
        Map<Target, Figure> figures = new EnumMap<>(Target.class);
        double[] values = {0.82, 0.71, 0.12};
        for (Target target : TARGETS) {
            double value = values[target.ordinal()];
            figures.put(target, new Figure(value, value - 0.03, value + 0.03, 3.0, List.of(flags)));
        }
        return new LiveFigures(deviceId, sampleId, MadeUp.NOW, 3, "Lots de février", figures);
    }
}
