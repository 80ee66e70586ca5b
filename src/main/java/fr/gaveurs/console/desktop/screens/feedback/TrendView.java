package fr.gaveurs.console.desktop.screens.feedback;

import fr.gaveurs.console.api.feedback.Feedbacks.TrendStep;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.Tone;
import fr.gaveurs.console.desktop.kit.canvas.DrawingRegion;
import java.time.LocalDate;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;

/** Average ratings, step by step, each at its day; steps with too few ratings have no dot. */
final class TrendView extends DrawingRegion {
    private final ReadOnlyObjectProperty<Palette> palette;
    private final Messages messages;
    /** Those with an average. */
    private List<TrendStep> steps = List.of();

    TrendView(ReadOnlyObjectProperty<Palette> palette, Messages messages) {
        this.palette = palette;
        this.messages = messages;
        getStyleClass().add("trend");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        palette.subscribe(now -> invalidate());
    }

    void show(List<TrendStep> trend) {
        steps = trend.stream().filter(step -> step.average() != null).toList();
        setAccessibleText(
                steps.isEmpty()
                        ? null
                        : messages.get(
                                "feedback.trend.words",
                                messages.day(steps.getFirst().from()),
                                messages.number(steps.getFirst().average(), 1),
                                messages.day(steps.getLast().from()),
                                messages.number(steps.getLast().average(), 1)));
        invalidate();
    }

    @Override
    protected void draw(Frame frame) {
        Palette colors = palette.get();
        StarAxis axis = StarAxis.draw(frame, colors);
        if (steps.isEmpty()) {
            return;
        }
        LocalDate first = steps.getFirst().from();
        LocalDate last = steps.getLast().from();
        double days = last.toEpochDay() - first.toEpochDay();
        axis.ends(frame, colors, messages.day(first), days > 0 ? messages.day(last) : "");
        double dot = StarAxis.dot(frame);
        double[] x = new double[steps.size()];
        double[] y = new double[steps.size()];
        for (int i = 0; i < x.length; i++) {
            TrendStep step = steps.get(i);
            double along = days > 0 ? (step.from().toEpochDay() - first.toEpochDay()) / days : 0;
            x[i] = axis.left() + dot / 2 + along * (axis.width() - dot);
            Double average = step.average();
            y[i] = axis.y(average == null ? 1 : average);
        }
        GraphicsContext g = frame.g();
        g.setStroke(colors.get(Tone.SERIES));
        g.setLineWidth(1.5);
        g.strokePolyline(x, y, x.length);
        g.setLineWidth(1);
        g.setFill(colors.get(Tone.SERIES));
        for (int i = 0; i < x.length; i++) {
            g.fillOval(x[i] - dot / 2, y[i] - dot / 2, dot, dot);
        }
    }
}
