package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.api.models.Models.Target;
import fr.gaveurs.console.api.models.Training.TargetReport;
import fr.gaveurs.console.api.models.Versions.Ranked;
import fr.gaveurs.console.api.models.Versions.VersionCard;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Segments;
import fr.gaveurs.console.desktop.screens.models.chart.PictureCard;
import fr.gaveurs.console.desktop.screens.models.chart.Plot;
import fr.gaveurs.console.desktop.screens.models.chart.PlotView;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;

/** The pictures of a version's card, of the target that is chosen above them. */
final class CardPictures extends VBox {
    /** In their order. */
    private enum Kind {
        LEADERBOARD,
        RESIDUALS,
        STATIONS,
        CALIBRATION,
        COEFFICIENTS,
        TOURNAMENT
    }

    private record Shown(PictureCard card, PlotView view) {}

    private final Messages messages;
    private final ModelsText words;
    private final CardPlots plots;
    private final Map<Kind, Shown> pictures = new EnumMap<>(Kind.class);
    private Target target = Target.FRESHNESS;
    private @Nullable VersionCard card;
    private List<Ranked> ranked = List.of();

    CardPictures(ModelsBackend backend) {
        messages = backend.messages();
        words = new ModelsText(messages);
        plots = new CardPlots(messages);
        List<Target> targets = List.of(Target.values());
        SegmentedButton box = Segments.box(targets, words::target);
        box.setId("cardTarget");
        new Segments<>(box, targets, target, this::choose);
        for (Kind kind : Kind.values()) {
            PlotView view = new PlotView(messages, backend.palette());
            String id = "save-" + kind.name().toLowerCase(Locale.ROOT);
            pictures.put(kind, new Shown(new PictureCard(id, title(kind), view, backend.pictures()), view));
        }
        getStyleClass().add("models-pictures");
        getChildren()
                .addAll(
                        new HBox(box),
                        new PictureGrid(
                                pictures.values().stream().map(Shown::card).toList()));
    }

    private String title(Kind kind) {
        return messages.get("models.picture." + kind.name().toLowerCase(Locale.ROOT));
    }

    private void choose(Target now) {
        target = now;
        fill();
    }

    void show(@Nullable VersionCard now, List<Ranked> all) {
        card = now;
        ranked = all;
        fill();
    }

    private void fill() {
        put(Kind.LEADERBOARD, plots.leaderboard(ranked, target), "models.picture.no_versions");
        put(Kind.RESIDUALS, plots::residuals);
        put(Kind.STATIONS, plots::stations);
        put(Kind.CALIBRATION, plots::calibration);
        put(Kind.COEFFICIENTS, plots::coefficients);
        put(Kind.TOURNAMENT, plots::tournament);
    }

    private void put(Kind kind, Function<TargetReport, Plot> of) {
        TargetReport report = card == null ? null : VersionDetail.of(card.report(), target);
        String none = card == null
                ? "models.asking"
                : kind == Kind.COEFFICIENTS && report != null
                        ? "models.picture.no_weights"
                        : "models.picture.no_report";
        put(kind, report == null ? Plot.NONE : of.apply(report), none);
    }

    private void put(Kind kind, Plot plot, String none) {
        Shown shown = pictures.get(kind);
        if (shown != null) {
            String whose = kind == Kind.LEADERBOARD || card == null ? "" : " · " + words.title(card.version());
            shown.card().title(title(kind) + " · " + words.target(target) + whose);
            shown.view().show(plot, messages.get(none));
        }
    }
}
