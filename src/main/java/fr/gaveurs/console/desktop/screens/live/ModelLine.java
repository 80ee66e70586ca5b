package fr.gaveurs.console.desktop.screens.live;

import fr.gaveurs.console.api.models.Models.Flag;
import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Versions.Figure;
import fr.gaveurs.console.api.models.Versions.LiveFigures;
import fr.gaveurs.console.api.quality.Samples.Sample;
import fr.gaveurs.console.desktop.kit.FigureText;
import fr.gaveurs.console.desktop.kit.FormulaFigure;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.screens.live.Badge.Kind;
import fr.gaveurs.console.desktop.screens.live.Badge.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a tile says of the active model's figures, marked as what they are.
 *
 * @param rows one for each figure, with its interval and the formula's beside it
 * @param line the same in a line, with intervals
 * @param brief without intervals
 */
record ModelLine(List<String> rows, String line, String brief) {
    /** The weight has its place on the tile already. */
    private static final List<Target> SHOWN = List.of(Target.FRESHNESS, Target.FAT_QUALITY, Target.OXIDATION);

    /** Null where no model is active. */
    static @Nullable ModelLine of(@Nullable LiveFigures said, @Nullable Sample sample, Messages messages) {
        if (said == null) {
            return null;
        }
        String version = messages.get("models.version", said.versionId());
        // Only of the same sample: else two livers would stand beside each other.
        Sample same = sample != null && sample.sampleId().equals(said.sampleId()) ? sample : null;
        List<String> rows = new ArrayList<>();
        List<String> full = new ArrayList<>();
        List<String> brief = new ArrayList<>();
        for (Target target : SHOWN) {
            Figure figure = said.figures().get(target);
            if (figure == null) {
                continue;
            }
            String doubt = FigureText.isDoubtful(figure) ? "\u00a0?" : "";
            String interval = FigureText.withInterval(messages, target, figure) + doubt;
            String named = messages.get("models.tile.full." + target.key(), interval);
            String row = same == null || same.as7341() == null
                    ? named
                    : messages.get(
                            "models.tile.formula",
                            named,
                            FigureText.plain(messages, target, FormulaFigure.of(same, target)));
            rows.add(rows.isEmpty() ? messages.get("models.tile.line", version, row) : row);
            full.add(messages.get("models.tile." + target.key(), interval));
            brief.add(messages.get(
                    "models.tile." + target.key(), FigureText.plain(messages, target, figure.value()) + doubt));
        }
        if (brief.isEmpty()) {
            String nothing = messages.get("models.tile.line", version, messages.get("models.tile.nothing"));
            return new ModelLine(List.of(nothing), nothing, nothing);
        }
        return new ModelLine(
                List.copyOf(rows),
                messages.get("models.tile.line", version, String.join("  ", full)),
                messages.get(
                        "models.tile.line",
                        messages.get("models.tile.short", said.versionId()),
                        String.join("  ", brief)));
    }

    /** What is to be said where its figures are not to be trusted: of the sample, and no alarm. */
    static Optional<Badge> doubt(@Nullable LiveFigures said, Messages messages) {
        if (said == null || said.figures().values().stream().noneMatch(FigureText::isDoubtful)) {
            return Optional.empty();
        }
        boolean far = said.figures().values().stream()
                .anyMatch(figure -> figure.flags().contains(Flag.FAR_FROM_TRAINING));
        return Optional.of(new Badge(
                Kind.MODEL,
                Severity.NOTE,
                messages.get(far ? "live.badge.model" : "live.badge.model.channel"),
                messages.get("live.badge.model.brief"),
                false));
    }
}
