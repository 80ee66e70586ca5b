package fr.gaveurs.console.desktop.screens.reports;

import fr.gaveurs.console.api.reports.ReportSchedules.Cadence;
import fr.gaveurs.console.api.reports.ReportSchedules.NewSchedule;
import fr.gaveurs.console.api.reports.ReportTemplates.Template;
import fr.gaveurs.console.api.reports.Reports.ReportKind;
import fr.gaveurs.console.api.reports.Reports.ReportLanguage;
import fr.gaveurs.console.desktop.kit.Choice;
import fr.gaveurs.console.desktop.kit.ChoiceText;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Visibility;
import fr.gaveurs.console.desktop.screens.reports.ReportsViewModel.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;

/** Reports that are to come by themselves from now on. FX thread only. */
final class NewScheduleForm extends FlowPane {
    private static final int SHORT = 8;
    private static final int LONG = 14;
    private static final int LONGEST = 22;
    /** What a report of a day, a week, a month or a shift may tell besides what was measured. */
    private static final List<ReportKind> OTHERS = List.of(
            ReportKind.CONDITIONS,
            ReportKind.CAPABILITY,
            ReportKind.SATISFACTION,
            ReportKind.HEALTH,
            ReportKind.JOURNAL);

    private final ReportsContext context;
    private final Messages messages;
    private final ReportsViewModel model;
    private final Consumer<NewSchedule> create;
    private final Fields fields;
    private final TextField name = new TextField();
    private final ComboBox<Cadence> cadence = new ComboBox<>();
    private final ComboBox<Choice<ReportKind>> kind = new ComboBox<>();
    private final TextField at = new TextField();
    private final TextField zone = new TextField();
    private final TextField shiftStart = new TextField();
    private final TextField shiftEnd = new TextField();
    private final TextField quiet = new TextField();
    private final ComboBox<ReportLanguage> language = new ComboBox<>();
    private final ComboBox<Choice<Long>> template = new ComboBox<>();
    private final FormatChoice formats;
    private final TextField folder = new TextField();
    private final TextField recipients = new TextField();

    /** @param create asks the console for it */
    NewScheduleForm(ReportsContext context, ReportsViewModel model, Consumer<NewSchedule> create) {
        this.context = context;
        this.messages = context.messages();
        this.model = model;
        this.create = create;
        fields = new Fields(messages);
        formats = new FormatChoice(messages);
        getStyleClass().add("reports-tools");
        choices();
        build();
        cadence.valueProperty().subscribe(this::chosen);
    }

    private void choices() {
        cadence.setId("scheduleCadence");
        cadence.getItems().setAll(Cadence.values());
        cadence.setConverter(ChoiceText.of(each -> messages.get("schedules.cadence." + each.key())));
        cadence.setValue(Cadence.DAILY);
        kind.setId("scheduleKind");
        List<Choice<ReportKind>> kinds = new ArrayList<>();
        kinds.add(new Choice<>(null, messages.get("schedules.kind.measured")));
        OTHERS.forEach(each -> kinds.add(new Choice<>(each, messages.get("reports.kind." + each.key()))));
        Choice.fill(kind, kinds, null);
        language.getItems().setAll(ReportLanguage.values());
        language.setConverter(ChoiceText.of(value -> messages.get("settings.language." + value.name())));
        language.setValue(messages.language() == Messages.Language.FR ? ReportLanguage.FR : ReportLanguage.EN);
        template.getStyleClass().add("reports-template");
        ReportsController.fill(template, List.of(), messages);
    }

    private void build() {
        name.setId("scheduleName");
        at.setId("scheduleAt");
        zone.setId("scheduleZone");
        shiftStart.setId("scheduleShiftStart");
        shiftEnd.setId("scheduleShiftEnd");
        quiet.setId("scheduleQuiet");
        folder.setId("scheduleFolder");
        recipients.setId("scheduleRecipients");
        Button button = new Button(messages.get("schedules.create"));
        button.setId("scheduleCreate");
        button.getStyleClass().add("accent");
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(event -> create());
        getChildren()
                .setAll(
                        fields.text("schedules.name", name, LONG, "schedules.name.prompt", fields::name),
                        fields.named("schedules.cadence", cadence),
                        fields.named("schedules.kind", kind),
                        fields.text("schedules.at", at, SHORT, "schedules.at.prompt", Fields.read(model::time)),
                        fields.text("reports.shift_start", shiftStart, SHORT, "reports.time.prompt", this::wrongTime),
                        fields.text("reports.shift_end", shiftEnd, SHORT, "reports.time.prompt", this::wrongTime),
                        fields.text(
                                "schedules.quiet", quiet, SHORT, "schedules.quiet.prompt", Fields.read(model::hours)),
                        fields.text("schedules.zone", zone, LONG, null, Fields.read(model::zone)),
                        fields.named("reports.language", language),
                        fields.named("reports.template", template),
                        formats.field(),
                        fields.text(
                                "schedules.folder",
                                folder,
                                LONGEST,
                                "schedules.folder.prompt",
                                Fields.read(model::folder)),
                        fields.text(
                                "schedules.recipients",
                                recipients,
                                LONGEST,
                                "reports.send.prompt",
                                Fields.read(model::addresses)),
                        button);
        zone.setPromptText(messages.zone().getId());
        fields.tell(formats.field());
        setOnKeyPressed(event -> {
            if (event.isShortcutDown() && event.getCode() == KeyCode.ENTER) {
                create();
                event.consume();
            }
        });
    }

    private String wrongTime(String typed) {
        return typed.isBlank()
                ? messages.get("reports.time.none")
                : Fields.read(model::time).apply(typed);
    }

    /** Only what is asked for is there, and nothing is wrong with it yet. */
    private void chosen(Cadence now) {
        boolean shift = now == Cadence.SHIFT;
        boolean lot = now == Cadence.LOT;
        visible(shiftStart, shift);
        visible(shiftEnd, shift);
        visible(at, !shift && !lot);
        visible(quiet, lot);
        visible(kind, !lot);
        fields.settle();
    }

    private static void visible(Node input, boolean wanted) {
        Visibility.show(input.getParent(), wanted);
    }

    /** What is wrong with what was filled in. */
    Node problems() {
        return fields.problems();
    }

    void templates(List<Template> now) {
        ReportsController.fill(template, now, messages);
    }

    /** The schedule was taken: the next one has another name. */
    void taken() {
        fields.settle();
        name.clear();
    }

    /** Whether it was not taken for its name, which is said there then. */
    boolean isNameTaken(Throwable failure, NewSchedule wanted) {
        return fields.isNameTaken(failure, wanted.name());
    }

    private void create() {
        boolean some = formats.pass();
        if (!fields.pass() || !some) {
            return;
        }
        boolean shift = cadence.getValue() == Cadence.SHIFT;
        boolean lot = cadence.getValue() == Cadence.LOT;
        try {
            create.accept(new NewSchedule(
                    name.getText().strip(),
                    cadence.getValue(),
                    lot || kind.getValue() == null ? null : kind.getValue().value(),
                    language.getValue(),
                    formats.chosen(),
                    model.zone(zone.getText()),
                    shift || lot ? null : model.time(at.getText()),
                    shift ? model.time(shiftStart.getText()) : null,
                    shift ? model.time(shiftEnd.getText()) : null,
                    null,
                    null,
                    model.folder(folder.getText()),
                    model.addresses(recipients.getText()),
                    template.getValue() == null ? null : template.getValue().value(),
                    lot ? model.hours(quiet.getText()) : null));
        } catch (InputException e) {
            context.warn(String.valueOf(e.getMessage()));
        }
    }
}
