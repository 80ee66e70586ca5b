package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.api.models.Truth.BlindSample;
import fr.gaveurs.console.api.quality.GradingRules;
import fr.gaveurs.console.api.quality.SpectralChannel;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.Tone;
import fr.gaveurs.console.desktop.kit.canvas.ColorScale;
import fr.gaveurs.console.desktop.kit.canvas.OkLab;
import fr.gaveurs.console.desktop.kit.canvas.Projection;
import fr.gaveurs.console.desktop.kit.canvas.SurfaceMesh;
import fr.gaveurs.console.desktop.kit.canvas.Wavelength;
import fr.gaveurs.console.desktop.kit.canvas.ZoneGrid;
import fr.gaveurs.console.desktop.screens.models.chart.Letterings;
import fr.gaveurs.console.desktop.screens.models.chart.Picture;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/** What the sensors saw of a sample, and nothing that was concluded of it: relief, infrared picture, spectrum. */
final class BlindPicture extends Picture {
    private static final int SIDE = 8;
    private static final int REFINEMENT = 4;
    private static final double AZIMUTH = -28;
    private static final double ELEVATION = 42;
    /** Flat things look flat: the height axis never ends below this, mm. */
    private static final double LEAST_HEIGHT = 40;

    private static final double SHADE = 0.24;
    private static final double SMALL = 0.85;
    private static final double ON_DARK = 0.68;
    private static final double ON_LIGHT = 0.62;

    private final Messages messages;
    private @Nullable BlindSample sample;
    private String none = "";

    BlindPicture(Messages messages, ReadOnlyObjectProperty<Palette> palette) {
        super(palette);
        this.messages = messages;
        getStyleClass().add("blind-picture");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        followTheme();
    }

    /** @param words said where there is no sample */
    void show(@Nullable BlindSample now, String words) {
        sample = now;
        none = words;
        setAccessibleText(now == null ? words : spoken(now));
        invalidate();
    }

    private String spoken(BlindSample now) {
        StringBuilder words =
                new StringBuilder(messages.get("models.blind.height", messages.number(highest(heights(now)), 0)));
        for (SpectralChannel channel : SpectralChannel.values()) {
            words.append(", ")
                    .append(channel.label())
                    .append(' ')
                    .append(messages.number(now.channels().get(channel), 0));
        }
        return words.toString();
    }

    @Override
    protected Picture copy() {
        BlindPicture other = new BlindPicture(messages, palette());
        other.show(sample, none);
        return other;
    }

    @Override
    protected boolean isEmpty() {
        return sample == null;
    }

    private ColorScale ramp() {
        return ColorScale.through(Stream.of(Tone.RAMP_1, Tone.RAMP_2, Tone.RAMP_3, Tone.RAMP_4, Tone.RAMP_5)
                .map(tone -> OkLab.of(color(tone)))
                .toList());
    }

    @Override
    protected void draw(Frame whole) {
        BlindSample now = sample;
        BlindLayout layout = BlindLayout.of(whole.width(), whole.height(), whole.em());
        double em = layout.em();
        // Of little room the words take less, so that what is to be judged can be seen.
        Frame frame = new Frame(whole.g(), whole.width(), whole.height(), em, whole.font(), whole.crisp());
        if (now == null) {
            frame.g().setFont(frame.font(1));
            frame.g().setFill(color(Tone.MUTED));
            frame.g().setTextAlign(TextAlignment.CENTER);
            frame.g().setTextBaseline(VPos.CENTER);
            List<String> lines = Letterings.lines(frame, none, frame.width() - 2 * em, 1);
            double y = frame.height() / 2 - (lines.size() - 1) * 0.7 * em;
            for (String line : lines) {
                frame.g().fillText(line, frame.width() / 2, y);
                y += 1.4 * em;
            }
            return;
        }
        double upper = layout.upper();
        double half = layout.half();
        ColorScale ramp = ramp();
        title(frame, "models.blind.relief", 0, 0, half);
        title(frame, "models.blind.infrared", half + em, 0, frame.width() - half - em);
        title(frame, "models.blind.spectrum", 0, upper, frame.width());
        relief(frame, ramp, heights(now), 0, 1.6 * em, half, upper - 2 * em);
        infrared(
                frame, ramp, now.reflectanceMatrix(), half + em, 1.6 * em, frame.width() - half - em, upper - 2.4 * em);
        spectrum(frame, now, layout.spectrumTop(), layout.spectrumFloor());
    }

    private void title(Frame frame, String key, double x, double y, double room) {
        frame.g().setFont(frame.font(SMALL));
        frame.g().setFill(color(Tone.MUTED));
        frame.g().setTextAlign(TextAlignment.LEFT);
        frame.g().setTextBaseline(VPos.TOP);
        frame.g().fillText(Letterings.fitted(frame, messages.get(key), room, SMALL), x, y);
    }

    /** Over the floor, which is the middle of what is seen along the border, mm; NaN for what does not count. */
    static double[] heights(BlindSample sample) {
        double[] border = new double[4 * SIDE];
        int known = 0;
        for (int zone = 0; zone < SIDE * SIDE; zone++) {
            int row = zone / SIDE;
            int column = zone % SIDE;
            double distance = sample.distanceMatrix()[row][column];
            if ((row == 0 || column == 0 || row == SIDE - 1 || column == SIDE - 1) && GradingRules.inRange(distance)) {
                border[known++] = distance;
            }
        }
        double[] heights = new double[SIDE * SIDE];
        Arrays.fill(heights, Double.NaN);
        if (known == 0) {
            return heights;
        }
        Arrays.sort(border, 0, known);
        double floor = border[known / 2];
        for (int zone = 0; zone < heights.length; zone++) {
            double distance = sample.distanceMatrix()[zone / SIDE][zone % SIDE];
            heights[zone] = GradingRules.inRange(distance) ? Math.max(0, floor - distance) : Double.NaN;
        }
        return heights;
    }

    private static double highest(double[] heights) {
        return Arrays.stream(heights).filter(each -> !Double.isNaN(each)).max().orElse(0);
    }

    private void relief(
            Frame frame, ColorScale ramp, double[] heights, double x, double y, double width, double height) {
        double most = Math.max(LEAST_HEIGHT, highest(heights));
        Projection projection = Projection.fit(
                AZIMUTH,
                ELEVATION,
                SIDE * GradingRules.ZONE_WIDTH_MM,
                SIDE * GradingRules.ZONE_HEIGHT_MM,
                most,
                x,
                y,
                width,
                height);
        SurfaceMesh mesh = SurfaceMesh.of(
                heights, SIDE, GradingRules.ZONE_WIDTH_MM, GradingRules.ZONE_HEIGHT_MM, REFINEMENT, true);
        GraphicsContext g = frame.g();
        double[] xs = new double[4];
        double[] ys = new double[4];
        for (int cell : mesh.backToFront(projection)) {
            double mean = mesh.meanHeight(cell);
            if (Double.isNaN(mean)) {
                continue;
            }
            int row = cell / mesh.cellColumns();
            int column = cell % mesh.cellColumns();
            for (int corner = 0; corner < 4; corner++) {
                int r = row + (corner >= 2 ? 1 : 0);
                int c = column + (corner == 1 || corner == 2 ? 1 : 0);
                xs[corner] = projection.screenX(mesh.x(c), mesh.y(r));
                ys[corner] = projection.screenY(mesh.x(c), mesh.y(r), mesh.z(r, c));
            }
            Color fill = shaded(ramp.at(0.13 + 0.87 * mean / most), mesh.light(cell, AZIMUTH));
            g.setFill(fill);
            g.fillPolygon(xs, ys, 4);
            // Antialiased neighbours would leave a hairline between them.
            g.setStroke(fill);
            g.setLineWidth(1);
            g.strokePolygon(xs, ys, 4);
        }
    }

    private static Color shaded(Color color, double light) {
        return color.deriveColor(0, 1, 1 - SHADE * (1 - light) * 2, 1);
    }

    private void infrared(
            Frame frame, ColorScale ramp, double[][] matrix, double x, double y, double width, double height) {
        double aspect = GradingRules.ZONE_WIDTH_MM / GradingRules.ZONE_HEIGHT_MM;
        ZoneGrid grid = ZoneGrid.fit(SIDE, SIDE, aspect, x, y, width, height, frame.crisp());
        double low = Arrays.stream(matrix).flatMapToDouble(Arrays::stream).min().orElse(0);
        double high =
                Arrays.stream(matrix).flatMapToDouble(Arrays::stream).max().orElse(1);
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                double share = high > low ? (matrix[row][column] - low) / (high - low) : 0.5;
                frame.g().setFill(ramp.at(share));
                frame.g()
                        .fillRect(
                                grid.columnX(column),
                                grid.rowY(row),
                                grid.columnX(column + 1) - grid.columnX(column),
                                grid.rowY(row + 1) - grid.rowY(row));
            }
        }
    }

    private void spectrum(Frame frame, BlindSample now, double top, double floor) {
        GraphicsContext g = frame.g();
        double em = frame.em();
        List<SpectralChannel> channels = List.of(SpectralChannel.values());
        double most = channels.stream()
                .mapToDouble(each -> now.channels().getOrDefault(each, 0.0))
                .max()
                .orElse(1);
        double slot = frame.width() / channels.size();
        g.setFont(frame.font(SMALL));
        g.setTextAlign(TextAlignment.CENTER);
        for (int i = 0; i < channels.size(); i++) {
            SpectralChannel channel = channels.get(i);
            double middle = (i + 0.5) * slot;
            Double count = now.channels().get(channel);
            if (count != null && most > 0) {
                double tall = Math.max(1, count / most * (floor - top));
                g.setFill(Wavelength.color(channel.nanometres(), palette().get().dark() ? ON_DARK : ON_LIGHT));
                g.fillRect(middle - 0.3 * slot, floor - tall, 0.6 * slot, tall);
                g.setFill(color(Tone.MUTED));
                g.setTextBaseline(VPos.BOTTOM);
                String figure = messages.number(count, 0);
                if (frame.textWidth(figure, SMALL) < slot - 0.4 * em) {
                    g.fillText(figure, middle, floor - tall - 0.1 * em);
                }
            }
            g.setFill(color(Tone.INK));
            g.setTextBaseline(VPos.TOP);
            g.fillText(channel.label(), middle, floor + 0.2 * em);
        }
    }
}
