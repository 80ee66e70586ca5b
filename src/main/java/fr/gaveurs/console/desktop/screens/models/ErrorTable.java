package fr.gaveurs.console.desktop.screens.models;

import fr.gaveurs.console.api.models.Models.Method;
import fr.gaveurs.console.api.models.Training.Contestant;
import fr.gaveurs.console.api.models.Training.Coverage;
import fr.gaveurs.console.api.models.Training.Remark;
import fr.gaveurs.console.api.models.Training.TargetReport;
import fr.gaveurs.console.api.models.Training.TrainingReport;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Visibility;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The errors of a version, a line for each target, and what is to be known before they are believed. */
final class ErrorTable extends VBox {
    private static final double USUAL_LEVEL = 0.9;
    /** Narrower than this, em, each figure has a block of its own, a line for each column. */
    private static final double NARROW_EM = 46;

    private static final List<String> COLUMNS = List.of("target", "method", "crossed", "held", "formula", "covered");

    private final Messages messages;
    private final ModelsText words;
    private final GridPane grid = new GridPane();
    private final Label remarks = Labels.wrapping("", "models-remarks");
    private final Label none;
    private @Nullable TrainingReport report;
    private boolean narrow;
    private boolean asking;

    ErrorTable(Messages messages) {
        this.messages = messages;
        words = new ModelsText(messages);
        grid.setId("errorTable");
        grid.getStyleClass().add("models-errors");
        none = Labels.wrapping("", "models-text");
        getStyleClass().add("models-error-box");
        getChildren().addAll(grid, none, remarks);
        widthProperty().subscribe(this::fit);
        none.fontProperty().subscribe(this::fit);
    }

    private void fit() {
        boolean now = getWidth() > 0 && getWidth() < NARROW_EM * none.getFont().getSize();
        if (now != narrow) {
            narrow = now;
            fill(report);
        }
    }

    /** Columns side by side, or a name and a figure in each line. */
    private void columns(int count) {
        grid.getColumnConstraints().clear();
        for (int i = 0; i < count; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 / count);
            grid.getColumnConstraints().add(column);
        }
    }

    /** The card is on its way: nothing is known of it yet. */
    void asking() {
        asking = true;
        fill(null);
    }

    void show(@Nullable TrainingReport now) {
        asking = false;
        fill(now);
    }

    private void fill(@Nullable TrainingReport now) {
        report = now;
        none.setText(messages.get(asking ? "models.asking" : "models.elsewhere.long"));
        grid.getChildren().clear();
        Visibility.show(none, now == null);
        Visibility.show(grid, now != null);
        Set<String> said = new LinkedHashSet<>();
        if (now != null) {
            columns(narrow ? 2 : COLUMNS.size());
            for (int i = 0; i < COLUMNS.size() && !narrow; i++) {
                grid.add(name(i), i, 0);
            }
            int line = narrow ? 0 : 1;
            for (TargetReport target : now.targets()) {
                line = row(line, target);
                for (Remark remark : target.remarks()) {
                    said.add(words.remark(remark));
                }
            }
            said.addAll(words.skipped(now));
        }
        remarks.setText(String.join("\n", said));
        Visibility.show(remarks, !said.isEmpty());
    }

    private Label name(int column) {
        return Labels.wrapping(messages.get("models.column." + COLUMNS.get(column)), "models-text");
    }

    /** Answers the next line. */
    private int row(int line, TargetReport report) {
        Contestant winner = winner(report);
        Double covered = covered(report);
        List<String> cells = List.of(
                words.target(report.target()),
                words.method(report.method()),
                words.withInterval(
                        report.target(),
                        report.validated().mae(),
                        winner == null ? null : winner.low(),
                        winner == null ? null : winner.high()),
                words.error(report.target(), report.heldOut().mae()),
                words.error(report.target(), report.formulaHeldOut().mae()),
                covered == null
                        ? Messages.NONE
                        : messages.get(
                                "models.covered_of",
                                words.covered(covered),
                                "± "
                                        + words.error(
                                                report.target(),
                                                report.interval().radius())));
        for (int i = 0; i < cells.size(); i++) {
            boolean strong = i == 0 || i == 3;
            Label cell = Labels.wrapping(cells.get(i), strong ? "models-title" : "models-cell");
            if (!narrow) {
                grid.add(cell, i, line);
            } else if (i == 0) {
                grid.add(cell, 0, line, 2, 1);
            } else {
                grid.addRow(line + i, name(i), cell);
            }
        }
        return line + (narrow ? cells.size() : 1);
    }

    static @Nullable Contestant winner(TargetReport report) {
        Method won = report.method();
        return report.leaderboard().stream()
                .filter(each -> each.method() == won)
                .min(Comparator.comparingDouble(
                        each -> Math.abs(each.mae() - report.validated().mae())))
                .orElse(null);
    }

    /** How many lay within the interval of the usual level; null where it was not looked at. */
    static @Nullable Double covered(TargetReport report) {
        return report.coverage().stream()
                .filter(each -> Math.abs(each.level() - USUAL_LEVEL) < 1e-9)
                .map(Coverage::covered)
                .findFirst()
                .orElse(null);
    }
}
