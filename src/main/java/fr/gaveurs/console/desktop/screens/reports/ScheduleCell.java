package fr.gaveurs.console.desktop.screens.reports;

import fr.gaveurs.console.api.reports.ReportSchedules.LastRun;
import fr.gaveurs.console.api.reports.ReportSchedules.Schedule;
import fr.gaveurs.console.api.reports.Reports.ReportState;
import fr.gaveurs.console.desktop.kit.Icon;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.RowTip;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** One schedule: its name and when; what came of the last one; and when the next one is due, in a narrow list below. */
final class ScheduleCell extends ListCell<Schedule> {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final Messages messages;
    private final ReportText words;
    private final Icon icon = new Icon(MaterialDesignC.CALENDAR_CLOCK);
    private final Label name = Labels.eliding("reports-title");
    private final Label cadence = Labels.eliding("reports-cadence");
    private final Label last = Labels.eliding("reports-origin");
    private final Label next = Labels.eliding("reports-next");
    private final RowTip whole = new RowTip(this, tip -> tip.setWrapText(true));
    private final HBox first = new HBox(name, cadence);
    private final VBox lines = new VBox(first, last);
    private final HBox row = new HBox(icon, lines, next);

    /** @param narrow whether the list is */
    ScheduleCell(Messages messages, ReadOnlyBooleanProperty narrow) {
        this.messages = messages;
        this.words = new ReportText(messages);
        getStyleClass().add("reports-cell");
        row.getStyleClass().add("reports-row");
        row.setMinWidth(0);
        row.setPrefWidth(0);
        first.getStyleClass().add("reports-first");
        lines.getStyleClass().add("reports-both");
        lines.setMinWidth(0);
        HBox.setHgrow(lines, Priority.ALWAYS);
        narrow.subscribe(now -> {
            row.getChildren().remove(next);
            lines.getChildren().remove(next);
            (now ? lines : row).getChildren().add(next);
        });
    }

    @Override
    protected void updateItem(@Nullable Schedule schedule, boolean empty) {
        super.updateItem(schedule, empty);
        if (empty || schedule == null) {
            setGraphic(null);
            setAccessibleText(null);
            whole.text("");
            return;
        }
        LastRun run = schedule.last();
        boolean wrong = !schedule.troubles().isEmpty() || (run != null && run.state() == ReportState.FAILED);
        icon.pseudoClassStateChanged(WRONG, wrong);
        icon.icon(wrong ? MaterialDesignA.ALERT_OUTLINE : MaterialDesignC.CALENDAR_CLOCK);
        name.setText(schedule.name());
        cadence.setText(messages.get("schedules.cadence." + schedule.cadence().key()));
        last.setText(
                run == null
                        ? messages.get("schedules.none")
                        : messages.get(
                                run.late() ? "schedules.last.late" : "schedules.last",
                                words.occurrence(run.occurrence()),
                                state(schedule, run)));
        next.setText(
                schedule.next() == null
                        ? messages.get(schedule.enabled() ? "schedules.next.lot" : "schedules.off")
                        : messages.get("schedules.next", messages.dayTime(schedule.next())));
        String line = String.join(" · ", name.getText(), cadence.getText(), last.getText(), next.getText());
        setAccessibleText(line);
        whole.text(line);
        setGraphic(row);
    }

    /** One that is ready and that nobody got is not told as if all were well. */
    private String state(Schedule schedule, LastRun run) {
        String state = messages.get("reports.state." + run.state().key());
        return run.state() == ReportState.DONE && schedule.undelivered() > 0
                ? messages.get("schedules.state.undelivered", state)
                : state;
    }
}
