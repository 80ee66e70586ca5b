package fr.gaveurs.console.desktop.screens.reports;

import fr.gaveurs.console.api.reports.ReportSchedules.Cadence;
import fr.gaveurs.console.api.reports.ReportSchedules.Schedule;
import fr.gaveurs.console.api.reports.ReportSchedules.SchedulePatch;
import fr.gaveurs.console.api.reports.Reports.ReportLanguage;
import fr.gaveurs.console.desktop.kit.ChoiceText;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.PopOvers;
import java.time.LocalTime;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Changes a schedule: its name, when its reports come, their language, and where they go. */
final class ScheduleForm {
    private static final int COLUMNS = 30;

    private final ReportsContext context;
    private final Messages messages;
    private final ReportsViewModel model;
    private final Schedule schedule;
    private final VBox form = new VBox();
    private final TextField name;
    private final @Nullable TextField at;
    private final @Nullable TextField quiet;
    private final ComboBox<ReportLanguage> language = new ComboBox<>();
    private final TextField folder;
    private final TextField recipients;

    private ScheduleForm(ReportsContext context, ReportsViewModel model, Schedule schedule) {
        this.context = context;
        this.messages = context.messages();
        this.model = model;
        this.schedule = schedule;
        form.getStyleClass().add("reports-send");
        name = field("schedules.change.name", "scheduleChangeName", schedule.name());
        boolean lots = schedule.cadence() == Cadence.LOT;
        quiet = lots
                ? field("schedules.change.quiet", "scheduleChangeQuiet", Integer.toString(schedule.quietHours()))
                : null;
        at = lots || schedule.cadence() == Cadence.SHIFT
                ? null
                : field("schedules.change.at", "scheduleChangeAt", schedule.at().toString());
        language.getItems().setAll(ReportLanguage.values());
        language.setConverter(ChoiceText.of(value -> messages.get("settings.language." + value.name())));
        language.setValue(schedule.language());
        labelled("reports.language", language);
        folder = field(
                "schedules.change.folder", "scheduleChangeFolder", schedule.folder() == null ? "" : schedule.folder());
        recipients = field(
                "schedules.change.recipients", "scheduleChangeRecipients", String.join(", ", schedule.recipients()));
    }

    /** @param change told what is to be changed */
    static void ask(
            Node anchor,
            ReportsContext context,
            ReportsViewModel model,
            Schedule schedule,
            Consumer<SchedulePatch> change) {
        ScheduleForm asked = new ScheduleForm(context, model, schedule);
        Button save = new Button(context.messages().get("schedules.change.save"));
        save.setId("scheduleChangeSave");
        save.getStyleClass().add("accent");
        save.setDefaultButton(true);
        save.setOnAction(event -> asked.save(change));
        asked.form.getChildren().add(save);
        PopOvers.show(anchor, asked.form);
        asked.name.requestFocus();
    }

    private TextField field(String key, String id, String value) {
        TextField field = new TextField(value);
        field.setId(id);
        field.setPrefColumnCount(COLUMNS);
        labelled(key, field);
        return field;
    }

    private void labelled(String key, Control control) {
        Label label = new Label(messages.get(key));
        label.setLabelFor(control);
        form.getChildren().addAll(label, control);
    }

    private void save(Consumer<SchedulePatch> change) {
        if (name.getText().isBlank()) {
            context.notices().warn(messages.get("schedules.no_name"));
            return;
        }
        try {
            LocalTime due = at == null ? null : model.time(at.getText());
            Integer hours = quiet == null ? null : model.hours(quiet.getText());
            List<String> addresses = model.addresses(recipients.getText());
            change.accept(new SchedulePatch(
                    name.getText().strip(),
                    null,
                    due,
                    language.getValue(),
                    null,
                    folder.getText().strip(),
                    addresses,
                    null,
                    hours,
                    schedule.version()));
            PopOvers.close(form);
        } catch (ReportsViewModel.InputException e) {
            context.notices().warn(String.valueOf(e.getMessage()));
        }
    }
}
