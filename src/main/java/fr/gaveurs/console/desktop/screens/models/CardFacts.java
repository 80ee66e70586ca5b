package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.api.models.Datasets.Dataset;
import fr.gaveurs.console.api.models.Datasets.Range;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Training.Coefficient;
import fr.gaveurs.console.api.models.Training.TargetReport;
import fr.gaveurs.console.api.models.Training.TrainingReport;
import fr.gaveurs.console.api.models.Versions.Version;
import fr.gaveurs.console.api.models.Versions.VersionCard;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/** What a version was made of: by what data, features, seed and program, and when. */
final class CardFacts extends GridPane {
    private final Messages messages;
    private final ModelsText words;
    private @Nullable VersionCard card;
    private @Nullable Dataset dataset;

    CardFacts(Messages messages) {
        this.messages = messages;
        words = new ModelsText(messages);
        getStyleClass().add("models-facts");
        ColumnConstraints names = new ColumnConstraints();
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        getColumnConstraints().addAll(names, values);
    }

    void show(@Nullable VersionCard now) {
        card = now;
        if (now == null
                || dataset == null
                || !Long.valueOf(dataset.id()).equals(now.version().datasetId())) {
            dataset = null;
        }
        fill();
    }

    void dataset(Dataset found) {
        dataset = found;
        fill();
    }

    private void fill() {
        getChildren().clear();
        VersionCard now = card;
        if (now == null) {
            return;
        }
        int line = 0;
        for (Map.Entry<String, String> each : facts(now, dataset).entrySet()) {
            Label name = Labels.wrapping(messages.get("models.fact." + each.getKey()), "models-text");
            Label value = Labels.wrapping(each.getValue(), "models-cell");
            setValignment(name, VPos.TOP);
            addRow(line++, name, value);
        }
    }

    /** By the end of their keys. */
    Map<String, String> facts(VersionCard now, @Nullable Dataset data) {
        Version version = now.version();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("made", made(version));
        facts.put("sha256", version.sha256());
        if (version.datasetId() == null) {
            facts.put("dataset", messages.get("models.fact.dataset.none"));
        } else if (data == null) {
            facts.put("dataset", messages.get("models.dataset.number", version.datasetId()));
        } else {
            facts.put("dataset", words.title(data.id(), data.name()) + " · " + words.contents(data));
            facts.put("dataset_sha256", data.sha256());
            facts.put(
                    "stations",
                    words.counts(data.contents().stations(), data.contents().allStations(), data.samples()));
            facts.put(
                    "lots", words.counts(data.contents().lots(), data.contents().allLots(), data.samples()));
            facts.put(
                    "days", words.counts(data.contents().days(), data.contents().allDays(), data.samples()));
            Integer differing = data.contents().differing();
            if (differing != null && differing > 0) {
                facts.put("differing", messages.get("models.fact.differing.of", differing, data.samples()));
            }
            facts.put(
                    "ranges", data.contents().ranges().stream().map(this::range).collect(Collectors.joining(" · ")));
        }
        facts.put("features", features(version, now.report()));
        TrainingReport report = now.report();
        if (report != null && !report.targets().isEmpty()) {
            TargetReport first = report.targets().getFirst();
            facts.put(
                    "groups", messages.get("models.fact.groups.of", words.grouping(first.grouping()), first.groups()));
            facts.put("held_out", messages.get("models.fact.held_out.from", first.heldOutFrom()));
            facts.put(
                    "leak",
                    report.targets().stream()
                            .map(each -> words.target(each.target()) + " " + messages.number(each.shuffledR2(), 3))
                            .collect(Collectors.joining(" · ")));
        }
        facts.put("seed", Long.toString(version.seed()));
        facts.put("code", version.codeVersion());
        if (version.parentId() != null) {
            facts.put("parent", messages.get("models.number", version.parentId()));
        }
        return facts;
    }

    private String made(Version version) {
        String at = messages.dateTime(version.madeAt());
        return version.madeBy() == null ? at : messages.get("models.fact.made.by", at, words.by(version.madeBy()));
    }

    private String range(Range range) {
        int decimals = range.target() == Target.WEIGHT ? 0 : 2;
        return messages.get(
                "models.fact.range",
                words.target(range.target()),
                messages.number(range.least(), decimals),
                messages.number(range.most(), decimals),
                messages.number(range.mean(), decimals));
    }

    /** Where they were not written down, those of all targets that have coefficients, each once. */
    private String features(Version version, @Nullable TrainingReport report) {
        List<String> known = version.features();
        if (known == null) {
            known = report == null
                    ? List.of()
                    : report.targets().stream()
                            .flatMap(each -> each.coefficients().stream())
                            .map(Coefficient::feature)
                            .distinct()
                            .toList();
        }
        List<String> features = known.stream().map(words::feature).toList();
        return features.isEmpty() ? Messages.NONE : String.join(", ", features);
    }
}
