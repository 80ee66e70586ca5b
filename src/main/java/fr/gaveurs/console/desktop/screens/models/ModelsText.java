package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.api.models.Datasets.Contents;
import fr.gaveurs.console.api.models.Datasets.Dataset;
import fr.gaveurs.console.api.models.LabelFault;
import fr.gaveurs.console.api.models.ModelFault;
import fr.gaveurs.console.api.models.Models.Method;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Obstacle;
import fr.gaveurs.console.api.models.Training.Grouping;
import fr.gaveurs.console.api.models.Training.Remark;
import fr.gaveurs.console.api.models.Training.TrainingReport;
import fr.gaveurs.console.api.models.Versions.Assignment;
import fr.gaveurs.console.api.models.Versions.Ranked;
import fr.gaveurs.console.api.models.Versions.Role;
import fr.gaveurs.console.api.models.Versions.TrainingRun;
import fr.gaveurs.console.api.models.Versions.Version;
import fr.gaveurs.console.api.models.Versions.VersionState;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ModelNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the screen says, in the window's language. */
final class ModelsText {
    private static final int SHOWN_DIGITS = 12;
    private static final int SHORT_DIGITS = 8;
    private static final int GOLDEN_DECIMALS = 4;
    /** Features of which nothing is said. */
    private static final List<String> USUAL =
            List.of("log_f1", "log_f2", "log_f3", "log_f4", "log_f5", "log_f6", "log_f7", "log_f8");
    /** Groups from which an interval is assured. */
    private static final int ASSURED_GROUPS = 4;

    private final Messages messages;

    ModelsText(Messages messages) {
        this.messages = messages;
    }

    String target(Target target) {
        return messages.get("models.target." + target.key());
    }

    String state(VersionState state) {
        return messages.get("models.state." + state.key());
    }

    String role(Role role) {
        return messages.get("models.role." + role.key());
    }

    /** Of several targets they may differ: then each is named. */
    String method(Method method) {
        return messages.get("models.method." + method.key());
    }

    String grouping(Grouping grouping) {
        return messages.get("models.grouping." + grouping.key());
    }

    String remark(Remark remark) {
        return messages.get("models.caution." + remark.caution().key(), feature(remark.detail()));
    }

    /** What a model is made of, by its key; the key itself, or whatever else it is, where it is none. */
    String feature(String key) {
        return messages.getOr("models.feature." + key, key);
    }

    /** An error, in its target's unit, with so many decimals that .0031 is told from .0034. */
    String error(Target target, @Nullable Double value) {
        return target == Target.WEIGHT ? grams(value, 1) : messages.number(value, decimals(target, value));
    }

    private String grams(@Nullable Double value, int decimals) {
        return value == null ? Messages.NONE : messages.get("unit.grams", messages.number(value, decimals));
    }

    /** Such as {@code 0,004 (0,003–0,006)}. */
    String withInterval(Target target, double value, @Nullable Double low, @Nullable Double high) {
        String figure = error(target, value);
        int decimals = decimals(target, value);
        return low == null || high == null
                ? figure
                : figure + " (" + messages.number(low, decimals) + "–" + messages.number(high, decimals) + ")";
    }

    /** Two figures that count, of what is small: three decimals at least, and six at most. */
    static int decimals(Target target, @Nullable Double value) {
        if (target == Target.WEIGHT) {
            return 1;
        }
        double size = value == null ? 0 : Math.abs(value);
        return size > 0 && size < 1 ? (int) Math.clamp(Math.ceil(-Math.log10(size)) + 1, 3, 6) : 3;
    }

    /** What the axes of a target's pictures say. */
    String unit(Target target) {
        return target == Target.WEIGHT ? "g" : "0–1";
    }

    /** Such as {@code N° 3 · Lot de mars}. */
    String title(long id, @Nullable String name) {
        return messages.get("models.title", id, name == null ? Messages.NONE : ModelNames.of(name, messages));
    }

    String title(Version version) {
        return title(version.id(), version.name());
    }

    /** Since when a version is what it is. */
    String standing(VersionsViewModel.Row row) {
        Version version = row.version();
        String state = state(version.state());
        String since = row.since() == null
                ? messages.get("models.made", messages.dayTime(version.madeAt()))
                : messages.get("models.since", messages.dayTime(row.since()));
        return state + " · " + since;
    }

    String covered(@Nullable Double share) {
        return share == null ? Messages.NONE : messages.percent(100 * share, 0);
    }

    /** The beginning of a hash: enough to tell two apart. */
    static String digits(String sha256) {
        return sha256.substring(0, Math.min(SHOWN_DIGITS, sha256.length()));
    }

    /** What tells a version from others: data set, seed, unusual features, the beginning of its SHA-256, methods. */
    String madeOf(Version version) {
        List<String> parts = new ArrayList<>();
        parts.add(
                version.datasetId() == null
                        ? messages.get("models.fact.dataset.none")
                        : messages.get("models.dataset.number", version.datasetId()));
        if (version.seed() != 0) {
            parts.add(messages.get("models.row.seed", version.seed()));
        }
        List<String> features = version.features();
        if (features != null && !features.equals(USUAL)) {
            parts.add(features.stream().map(this::feature).collect(Collectors.joining(", ")));
        }
        parts.add(version.sha256()
                .substring(0, Math.min(SHORT_DIGITS, version.sha256().length())));
        parts.add(version.methods().stream()
                .distinct()
                .map(each -> messages.getOr("models.method." + each, each))
                .collect(Collectors.joining(", ")));
        return String.join(" · ", parts);
    }

    /** How far a training is, or what came of it. */
    String progress(TrainingRun run) {
        String state = messages.get("models.training." + run.state().key());
        return switch (run.state()) {
            case RUNNING -> state + " · " + messages.percent(run.progress(), 0);
            case FAILED -> run.error() == null ? state : state + " · " + reason(run.obstacles(), run.error());
            case DONE ->
                run.versionId() == null
                        ? state
                        : state + " · "
                                + messages.get(
                                        run.knownVersion() ? "models.training.known" : "models.training.made",
                                        run.versionId());
            case QUEUED, CANCELLED -> state;
        };
    }

    /** What is in a data set, in a line. */
    String contents(Dataset dataset) {
        Contents contents = dataset.contents();
        return messages.count("models.samples", dataset.samples()) + " · "
                + parts("models.stations", contents.stations(), contents.allStations(), dataset.samples()) + " · "
                + parts("models.lots", contents.lots(), contents.allLots(), dataset.samples()) + " · "
                + parts("models.days", contents.days(), contents.allDays(), dataset.samples());
    }

    /** The most frequent ones are listed only: where nobody counted all and their samples are not all, there are more. */
    private String parts(String key, Map<String, Integer> counts, @Nullable Integer all, int samples) {
        if (all != null) {
            return messages.count(key, all);
        }
        String said = messages.count(key, counts.size());
        return sum(counts) < samples ? "≥\u00a0" + said : said;
    }

    private static long sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToLong(Integer::longValue).sum();
    }

    /**
     * Why a training came to nothing.
     *
     * @param said by the console, in English
     */
    String reason(List<Obstacle> known, String said) {
        return known.isEmpty()
                ? messages.get("models.obstacle.other", said)
                : known.stream().map(each -> obstacle(each, null)).collect(Collectors.joining(" ; "));
    }

    /** Of which figures nothing could be learnt, and why; a line each. */
    List<String> skipped(TrainingReport report) {
        Map<Target, Obstacle> known = Objects.requireNonNullElse(report.obstacles(), Map.of());
        return report.skipped().entrySet().stream()
                .map(each -> {
                    Target target = each.getKey();
                    Obstacle why = known.get(target);
                    return messages.get(
                            "models.skipped",
                            target(target),
                            why == null ? reason(List.of(), each.getValue()) : obstacle(why, target));
                })
                .toList();
    }

    private String obstacle(Obstacle obstacle, @Nullable Target of) {
        String key = "models.obstacle." + obstacle.kind().key();
        List<String> details = obstacle.details();
        String words =
                switch (obstacle.kind()) {
                    case TOO_FEW -> messages.count(key, (long) figure(details, 0), integer(details, 1));
                    case ALL_ALIKE, LEAKS -> messages.get(key, messages.number(figure(details, 0), 3));
                    case DATASET_UNKNOWN, DATASET_CHANGED, ENDED, RETIRED -> messages.get(key, integer(details, 0));
                    case DATABASE, PROGRAM -> messages.get(key, details.getFirst());
                    case NO_MEMORY -> messages.get(key);
                };
        Target target = obstacle.target();
        return target == null || target == of ? words : messages.get("models.obstacle.of", target(target), words);
    }

    private static double figure(List<String> details, int at) {
        return Double.parseDouble(details.get(at));
    }

    private String integer(List<String> details, int at) {
        return messages.integer((long) figure(details, at));
    }

    /** Why a version is not used; empty where nothing is wrong with it. */
    String fault(Version version) {
        ModelFault fault = version.faultReason();
        if (fault == null) {
            // A console of before says no code.
            return version.fault() == null ? "" : messages.get("models.fault", version.fault());
        }
        List<String> details = fault.details();
        Object[] said =
                switch (fault.code()) {
                    case ONNX_REFUSED -> new Object[] {messages.getOr("problem." + details.get(0), details.get(1))};
                    case GOLDEN_ROW ->
                        new Object[] {
                            details.get(0), output(details.get(1)), figure(details.get(2)), figure(details.get(3))
                        };
                    case FAILED_TOO_OFTEN ->
                        new Object[] {
                            details.get(0), messages.getOr("models.failure." + details.get(1), ""), details.get(3)
                        };
                    default -> details.toArray();
                };
        return messages.get(
                "models.fault", messages.get("models.fault." + fault.code().key(), said));
    }

    /** A figure as it was said, or what was said in its place. */
    private String figure(String said) {
        try {
            return messages.number(Double.parseDouble(said), GOLDEN_DECIMALS);
        } catch (NumberFormatException e) {
            return said;
        }
    }

    /** A column that a model says, such as {@code freshness_low}. */
    private String output(String name) {
        return messages.getOr("models.target." + name, name);
    }

    /** What was left out of a file of labels. */
    String labelFault(LabelFault fault) {
        String why = messages.get(
                "models.label_fault." + fault.code().key(), fault.details().toArray());
        if (fault.where().isEmpty()) {
            return why;
        }
        return messages.get(
                "models.label_fault.of",
                fault.isOfLine() ? messages.get("models.label_fault.line", fault.where()) : fault.where(),
                why);
    }

    /** What is to be known of a data set before anything is learnt of it; empty for nothing. */
    String warning(Dataset dataset) {
        int stations = dataset.contents().stations().size();
        int parts = Math.max(
                stations,
                dataset.contents().lots().size() * dataset.contents().days().size());
        if (stations == 1) {
            return messages.get("models.dataset.one_station");
        }
        return parts < ASSURED_GROUPS ? messages.get("models.dataset.few_groups", ASSURED_GROUPS) : "";
    }

    /**
     * Such as {@code ESP32_LL_01 (220), ESP32_LL_02 (180)}.
     *
     * @param all how many there are, which is said where they are not all listed; null where nobody counted them: then it
     *     is said how many of the samples these are, where not all
     */
    String counts(Map<String, Integer> counts, @Nullable Integer all, int samples) {
        String listed = counts.isEmpty()
                ? Messages.NONE
                : counts.entrySet().stream()
                        .map(each -> (each.getKey().isEmpty() ? messages.get("models.unnamed") : each.getKey()) + " ("
                                + messages.integer(each.getValue()) + ")")
                        .collect(Collectors.joining(", "));
        if (all == null && sum(counts) < samples) {
            return messages.get("models.dataset.cut", listed, messages.integer(sum(counts)), messages.integer(samples));
        }
        return all == null || all <= counts.size()
                ? listed
                : messages.get("models.fact.some", messages.integer(counts.size()), messages.integer(all), listed);
    }

    /** A name, or what kind of program it was. */
    String by(String who) {
        return switch (who) {
            case "local", "window" -> messages.get("models.by." + who);
            default -> who;
        };
    }

    /** Who had a role from when to when, by whom and why. */
    String assignment(Assignment assignment) {
        String who = assignment.versionId() == null
                ? messages.get("models.roles.nobody")
                : title(assignment.versionId(), assignment.versionName());
        return role(assignment.role()) + " · " + who;
    }

    String period(Assignment assignment) {
        String from = messages.dateTime(assignment.from());
        String period = assignment.until() == null
                ? messages.get("models.roles.since", from)
                : messages.get("models.roles.period", from, messages.dateTime(assignment.until()));
        String by = assignment.by() == null ? "" : " · " + messages.get("models.roles.by", by(assignment.by()));
        return period + by + (assignment.reason() == null ? "" : " · " + assignment.reason());
    }

    /** One target of the leaderboard as a sentence, for who does not see the picture. */
    String ranked(Ranked rank) {
        return messages.get(
                "models.ranked",
                title(rank.versionId(), rank.name()),
                withInterval(rank.target(), rank.mae(), rank.low(), rank.high()),
                error(rank.target(), rank.heldOutMae()),
                error(rank.target(), rank.formulaHeldOutMae()));
    }

    /** A name for its file that every file system takes. */
    static String file(Version version) {
        String ending = version.methods().contains(Method.ONNX.key()) ? ".onnx" : ".json";
        return "model-" + version.id() + "-"
                + version.name().replaceAll("[^\\p{L}\\p{N}]+", "-").toLowerCase(Locale.ROOT) + ending;
    }
}
