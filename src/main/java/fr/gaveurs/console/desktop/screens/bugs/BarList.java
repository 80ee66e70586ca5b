package fr.gaveurs.console.desktop.screens.bugs;

import fr.gaveurs.console.api.bugs.BugTerms.Severity;
import fr.gaveurs.console.desktop.kit.BarView;
import fr.gaveurs.console.desktop.kit.Icon;
import fr.gaveurs.console.desktop.kit.Level;
import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.Tone;
import fr.gaveurs.console.desktop.screens.bugs.OverviewViewModel.Bar;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Names with bars and figures; a name leads to the bugs behind it. */
final class BarList {
    private BarList() {}

    static GridPane of(List<Bar> bars, ReadOnlyObjectProperty<Palette> palette, Consumer<Bar> chosen) {
        GridPane grid = grid(bars, palette);
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            Hyperlink link = new Hyperlink(bar.name());
            link.setMinWidth(Region.USE_PREF_SIZE);
            link.setAccessibleText(bar.name() + ", " + bar.text());
            link.setOnAction(event -> {
                link.setVisited(false);
                chosen.accept(bar);
            });
            Severity severity = bar.severity();
            if (severity != null) {
                Icon icon = new Icon(BugText.icon(severity));
                icon.getStyleClass()
                        .addAll(
                                "bug-sign",
                                BugText.level(severity, bar.value() > 0).style());
                link.setGraphic(icon);
            }
            grid.add(link, 0, i);
        }
        return grid;
    }

    /** Bars behind which there is no list. */
    static GridPane plain(List<Bar> bars, ReadOnlyObjectProperty<Palette> palette) {
        GridPane grid = grid(bars, palette);
        for (int i = 0; i < bars.size(); i++) {
            Label name = new Label(bars.get(i).name());
            name.setMinWidth(Region.USE_PREF_SIZE);
            grid.add(name, 0, i);
        }
        return grid;
    }

    private static GridPane grid(List<Bar> bars, ReadOnlyObjectProperty<Palette> palette) {
        long most = bars.stream().mapToLong(Bar::value).max().orElse(0);
        GridPane grid = new GridPane();
        grid.getStyleClass().add("bug-bars");
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            Node view = new BarView(palette, most == 0 ? 0 : (double) bar.value() / most, tone(bar.severity()));
            GridPane.setHgrow(view, Priority.ALWAYS);
            Label figure = new Label(bar.text());
            figure.getStyleClass().add("bug-bar-figure");
            figure.setMinWidth(Region.USE_PREF_SIZE);
            grid.add(view, 1, i);
            grid.add(figure, 2, i);
        }
        return grid;
    }

    private static Tone tone(@org.jspecify.annotations.Nullable Severity severity) {
        Level level = severity == null ? Level.GOOD : BugText.level(severity, true);
        return switch (level) {
            case BAD -> Tone.DANGER;
            case WARNING -> Tone.WARNING;
            case GOOD, UNKNOWN -> Tone.SERIES;
        };
    }
}
