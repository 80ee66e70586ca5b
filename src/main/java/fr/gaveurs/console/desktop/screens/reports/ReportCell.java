package fr.gaveurs.console.desktop.screens.reports;

import fr.gaveurs.console.api.reports.Reports.Report;
import fr.gaveurs.console.api.reports.Reports.ReportFormat;
import fr.gaveurs.console.api.reports.Reports.ReportState;
import fr.gaveurs.console.desktop.kit.Icon;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.RowTip;
import fr.gaveurs.console.desktop.screens.reports.ReportPages.Page;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ProgressBar;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/**
 * One report: what and of when, beside each other or, in a narrow list, in a line each; in which formats, since when and by
 * whom; and how far it is, in a place of its own, so that nothing else gives way to it while the report is made.
 */
final class ReportCell extends ListCell<Report> {
    private static final int PICTURE_WIDTH = 120;
    private static final double PICTURE_MARGIN = 6;
    /** How far it is has room for all that may be said while it is made, and in a wide list is a column. */
    private static final PseudoClass GOING = PseudoClass.getPseudoClass("going");

    private final ReportText words;
    private final Icon icon = new Icon(MaterialDesignF.FILE_CHART_OUTLINE);
    private final Label title = Labels.eliding("reports-title");
    private final Label period = Labels.eliding("reports-period");
    private final Label origin = Labels.eliding("reports-origin");
    private final ProgressBar progress = new ProgressBar();
    private final Label state = Labels.eliding("reports-state");
    private final RowTip whole = new RowTip(this, tip -> tip.setWrapText(true));
    private final ImageView picture = new ImageView();
    private final StackPane front = new StackPane(icon, picture);
    private final HBox first = new HBox(title, period);
    private final VBox lines = new VBox(first, origin);
    private final VBox how = new VBox(state, progress);
    private final HBox row = new HBox(front, lines, how);
    private final ReportPages pages;
    private final ReadOnlyBooleanProperty narrow;

    /**
     * @param pages gives the pictures of first pages
     * @param narrow whether the list is
     */
    ReportCell(ReportText words, ReportPages pages, ReadOnlyBooleanProperty narrow) {
        this.words = words;
        this.pages = pages;
        this.narrow = narrow;
        front.getStyleClass().add("reports-front");
        picture.setPreserveRatio(true);
        picture.setSmooth(true);
        picture.fitHeightProperty().bind(heightProperty().subtract(PICTURE_MARGIN));
        getStyleClass().add("reports-cell");
        row.getStyleClass().add("reports-row");
        row.setMinWidth(0);
        row.setPrefWidth(0);
        first.getStyleClass().add("reports-first");
        lines.getStyleClass().add("reports-both");
        lines.setMinWidth(0);
        HBox.setHgrow(lines, Priority.ALWAYS);
        HBox.setHgrow(period, Priority.ALWAYS);
        period.setMaxWidth(Double.MAX_VALUE);
        how.getStyleClass().add("reports-how");
        how.setMinWidth(USE_PREF_SIZE);
        state.setMinWidth(USE_PREF_SIZE);
        progress.setMaxWidth(Double.MAX_VALUE);
        progress.managedProperty().bind(progress.visibleProperty());
        narrow.subscribe(now -> {
            first.getChildren().remove(period);
            lines.getChildren().remove(period);
            if (now) {
                lines.getChildren().add(1, period);
            } else {
                first.getChildren().add(period);
            }
            room(getItem());
        });
    }

    @Override
    protected void updateItem(@Nullable Report report, boolean empty) {
        super.updateItem(report, empty);
        if (empty || report == null) {
            setGraphic(null);
            setAccessibleText(null);
            whole.text("");
            return;
        }
        icon.icon(icon(report.state()));
        title.setText(words.title(report));
        period.setText(words.period(report));
        origin.setText(words.origin(report));
        state.setText(words.state(report));
        room(report);
        progress.setVisible(report.state() == ReportState.RUNNING);
        progress.setProgress(report.progressPercent() / 100.0);
        String line = String.join(" · ", title.getText(), period.getText(), origin.getText(), state.getText());
        setAccessibleText(line);
        whole.text(line);
        setGraphic(row);
        picture(report);
    }

    private void room(@Nullable Report report) {
        boolean over = report != null && report.state().isFinal();
        how.pseudoClassStateChanged(GOING, !over || !narrow.get());
    }

    /** The first page of one that has any; asked for when its line is in view. */
    private void picture(Report report) {
        boolean has = report.state() == ReportState.DONE
                && report.files().stream().anyMatch(file -> file.format() == ReportFormat.PDF);
        ReportPages.Key key = new ReportPages.Key(report.id(), 1, PICTURE_WIDTH);
        Page known = has ? pages.known(key) : null;
        show(known);
        if (has && known == null) {
            pages.ask(key, came -> {
                Report now = getItem();
                if (now != null && now.id() == report.id()) {
                    show(came);
                }
            });
        }
    }

    private void show(@Nullable Page page) {
        Image image = page == null ? null : page.image();
        picture.setImage(image);
        icon.setVisible(image == null);
    }

    private static Ikon icon(ReportState state) {
        return switch (state) {
            case QUEUED -> MaterialDesignT.TIMER_SAND;
            case RUNNING -> MaterialDesignC.COG_OUTLINE;
            case DONE -> MaterialDesignF.FILE_CHART_OUTLINE;
            case FAILED -> MaterialDesignA.ALERT_OUTLINE;
            case CANCELLED, SKIPPED -> MaterialDesignC.CANCEL;
        };
    }
}
