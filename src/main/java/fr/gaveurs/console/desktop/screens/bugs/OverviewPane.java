package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.api.bugs.BugStatistics;
import fr.gaveurs.console.desktop.kit.EvenRows;
import fr.gaveurs.console.desktop.kit.Fxml;
import fr.gaveurs.console.desktop.kit.Icon;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.Segments;
import fr.gaveurs.console.desktop.kit.SideBySide;
import fr.gaveurs.console.desktop.kit.Wrapping;
import fr.gaveurs.console.desktop.kit.tiles.FigureTile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** Controller of {@code fxml/bugs-overview.fxml}: the tracker at a glance. */
public final class OverviewPane {
    private static final double CHART_EM = 36;

    private final Messages messages;
    private final OverviewViewModel model;
    private final ReadOnlyObjectProperty<Palette> palette;
    private final Consumer<BugFilter> list;
    private final BurndownChart burndown;
    private final List<FigureTile> tiles = new ArrayList<>();
    private final Parent root;

    @FXML
    private EvenRows cards;

    @FXML
    private SideBySide upper;

    @FXML
    private Wrapping legend;

    @FXML
    private HBox spans;

    @FXML
    private VBox chart;

    @FXML
    private VBox severities;

    @FXML
    private VBox ages;

    @FXML
    private VBox devices;

    @FXML
    private VBox firmware;

    /** @param list shows these bugs in the list */
    OverviewPane(
            Messages messages,
            OverviewViewModel model,
            ReadOnlyObjectProperty<Palette> palette,
            ReadOnlyDoubleProperty textSize,
            Consumer<BugFilter> list) {
        this.messages = messages;
        this.model = model;
        this.palette = palette;
        this.list = list;
        this.burndown = new BurndownChart(messages, palette);
        this.root = Fxml.load("bugs-overview", messages, this);
        upper.firstWidthProperty().bind(textSize.multiply(CHART_EM));
        upper.gapProperty().bind(textSize.multiply(1.14));
        model.figures().subscribe(this::show);
        model.running().subscribe(counts -> show(model.figures().get()));
        model.days().subscribe(days -> {
            burndown.show(Burndown.of(days));
            tiles(model.figures().get());
        });
    }

    Parent node() {
        return root;
    }

    @FXML
    public void initialize() {
        chart.getChildren().setAll(burndown);
        legend.getChildren()
                .setAll(
                        key(MaterialDesignC.CHART_LINE_VARIANT, "bugs.overview.legend.line"),
                        key(MaterialDesignA.ARROW_UP_BOLD, "bugs.overview.legend.new"),
                        key(MaterialDesignA.ARROW_DOWN_BOLD, "bugs.overview.legend.resolved"));
        SegmentedButton box = Segments.box(OverviewViewModel.SPANS, days -> messages.get("bugs.overview.days", days));
        new Segments<>(box, OverviewViewModel.SPANS, model.span().get(), model::span);
        spans.getChildren().setAll(box);
    }

    private Label key(Ikon icon, String words) {
        Label label = new Label(messages.get(words), new Icon(icon));
        label.getStyleClass().add("bugs-note");
        label.setMinWidth(Label.USE_PREF_SIZE);
        return label;
    }

    private void show(BugStatistics.@Nullable BugFigures now) {
        if (now == null) {
            return;
        }
        tiles(now);
        severities
                .getChildren()
                .setAll(BarList.of(
                        model.severities(now),
                        palette,
                        bar -> list.accept(BugFilter.USUAL.withSeverity(
                                bar.severity() == null ? null : bar.severity().key()))));
        ages.getChildren().setAll(BarList.plain(model.ages(now), palette));
        worst(devices, model.worst(now.devices()), bar -> list.accept(BugFilter.USUAL.withDevice(bar.name())));
        worst(
                firmware,
                model.worstFirmware(now.firmware()),
                bar -> list.accept(BugFilter.USUAL.withFirmware(bar.name())));
    }

    private void worst(VBox place, List<OverviewViewModel.Bar> bars, Consumer<OverviewViewModel.Bar> chosen) {
        Node content = BarList.of(bars, palette, chosen);
        if (bars.isEmpty()) {
            Label none = new Label(messages.get("bugs.overview.nothing"));
            none.getStyleClass().add("bugs-note");
            content = none;
        }
        place.getChildren().setAll(content);
    }

    private void tiles(BugStatistics.@Nullable BugFigures now) {
        if (now == null) {
            return;
        }
        List<OverviewViewModel.Figure> figures = model.cards(now, model.days().get());
        for (OverviewViewModel.Figure figure : figures.subList(tiles.size(), figures.size())) {
            FigureTile tile = new FigureTile(figure.title(), palette);
            tile.explain(messages, "bugs." + figure.key());
            tiles.add(tile);
        }
        if (cards.getChildren().isEmpty()) {
            cards.getChildren().setAll(tiles);
        }
        for (int i = 0; i < figures.size(); i++) {
            tiles.get(i).figure(figures.get(i).value(), figures.get(i).note());
            tiles.get(i).chart(figures.get(i).chart());
        }
    }
}
