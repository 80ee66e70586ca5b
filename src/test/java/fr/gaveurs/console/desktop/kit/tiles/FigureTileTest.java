package fr.gaveurs.console.desktop.kit.tiles;

import static org.assertj.core.api.Assertions.assertThat;

import eu.hansolo.tilesfx.Tile;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.Tone;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Label;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tile of TilesFX in the window's looks. */
class FigureTileTest {
    private static final FigureChart GAUGE = new FigureChart.Gauge(0.8, Tone.SERIES);

    private final ReadOnlyObjectWrapper<Palette> palette = new ReadOnlyObjectWrapper<>(Palette.load(false));

    @BeforeAll
    static void start() {
        Fx.start();
    }

    private FigureTile tile(double width, double em) {
        FigureTile tile = new FigureTile("Stations live", "Live", palette.getReadOnlyProperty());
        tile.figure("1,234", "of 5,678", "of 5,678", false, false);
        tile.chart(GAUGE);
        laidOut(tile, width, em);
        return tile;
    }

    private static void laidOut(FigureTile tile, double width, double em) {
        tile.setManaged(false);
        Parent root = new Pane(tile);
        root.setStyle("-fx-font-size: " + em + "px");
        Scene scene = new Scene(root, 900, 400);
        scene.getStylesheets().setAll(css(Palette.LIGHT_CSS), css("/css/console.css"));
        root.applyCss();
        tile.resize(width, tile.prefHeight(width));
        root.layout();
        tile.layout();
    }

    private static String css(String path) {
        return Objects.requireNonNull(Palette.class.getResource(path), path).toExternalForm();
    }

    private static Label label(FigureTile tile, String style) {
        return (Label) tile.lookup("." + style);
    }

    @ParameterizedTest
    @ValueSource(doubles = {14, 17.5, 21, 28})
    void itGrowsWithTheTextAndItsWordsAreWhole(double em) {
        FigureTile tile = Fx.call(() -> tile(22 * em, em));
        assertThat(tile).isInstanceOf(Tile.class);
        assertThat(tile.getHeight()).isBetween(3.5 * em, 6 * em);
        for (String style : List.of("figure-title", "figure-value", "figure-note")) {
            Label label = label(tile, style);
            assertThat(label.getWidth()).as(style).isGreaterThanOrEqualTo(Fx.call(() -> label.prefWidth(-1)) - 1);
            assertThat(label.getFont().getFamily()).as(style).startsWith("Roboto");
        }
        assertThat(label(tile, "figure-value").getFont().getSize()).isGreaterThan(1.8 * em);
        assertThat(has(tile, palette.get().get(Tone.SERIES))).as("its gauge").isTrue();
    }

    @Test
    void theChartGivesWayToTheWords() {
        FigureTile tile = Fx.call(() -> tile(12.5 * 14, 14));
        assertThat(has(tile, palette.get().get(Tone.SERIES))).isFalse();
        Fx.run(() -> {
            tile.narrow(true);
            laidOut(tile, 17 * 14, 14);
        });
        assertThat(has(tile, palette.get().get(Tone.SERIES))).isTrue();
    }

    @Test
    void itIsToldInOneSentenceAlsoWhereItIsNarrow() {
        FigureTile tile = Fx.call(() -> tile(300, 14));
        Fx.run(() -> tile.narrow(true));
        assertThat(label(tile, "figure-title").getText()).isEqualTo("Live");
        assertThat(tile.getAccessibleText()).isEqualTo("Stations live 1,234 of 5,678");
        assertThat(tile.isFocusTraversable()).isFalse();
    }

    /** TilesFX's ground is nearly black, its bars are blue; ours come from the theme. */
    @Test
    void nothingOfTheLibrarysLooksIsSeen() {
        FigureTile tile = Fx.call(() -> tile(300, 14));
        assertThat(tile.getUserAgentStylesheet()).isNull();
        assertThat(tile.getStyleClass()).containsExactly("figure-card");
        assertThat(tile.getEffect()).isNull();
        assertThat(tile.getBackground().getFills())
                .extracting(fill -> fill.getFill())
                .containsExactly(palette.get().get(Tone.SURFACE));
        assertThat(has(tile, palette.get().get(Tone.SERIES))).isTrue();
        assertThat(has(tile, Tile.BLUE)).isFalse();
        Palette dark = Palette.load(true);
        Fx.run(() -> palette.set(dark));
        assertThat(has(tile, dark.get(Tone.SERIES))).isTrue();
    }

    private static boolean has(FigureTile tile, Color color) {
        WritableImage image = Fx.call(() -> {
            tile.getScene().getRoot().layout();
            tile.layout();
            return tile.snapshot(new SnapshotParameters(), null);
        });
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (image.getPixelReader().getColor(x, y).equals(color)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** TilesFX asks its tile's skin for its own parts when a window shows it. */
    @Test
    void itStandsInAWindow() {
        Fx.run(() -> {
            FigureTile tile = tile(300, 14);
            Stage stage = new Stage();
            stage.setScene(tile.getScene());
            stage.show();
            tile.figure("2", "");
            assertThat(label(tile, "figure-value").getText()).isEqualTo("2");
            stage.close();
        });
    }

    @Test
    void whatCannotBeDrawnIsNot() {
        assertThat(FigureChart.none().drawn()).isFalse();
        assertThat(new FigureChart.Sparkline(List.of(1.0)).drawn()).isFalse();
        assertThat(new FigureChart.Columns(0, 0).drawn()).isFalse();
        assertThat(new FigureChart.Parts(new FigureChart.Part(0, Tone.DANGER)).drawn())
                .isFalse();
        assertThat(new FigureChart.Gauge(Double.NaN, Tone.SERIES).share()).isZero();
        assertThat(new FigureChart.Gauge(7, Tone.SERIES).share()).isEqualTo(1);
    }
}
