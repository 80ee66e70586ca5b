package fr.gaveurs.console.desktop.screens.reports;

import fr.gaveurs.console.api.reports.ReportInput.NewReport;
import fr.gaveurs.console.api.reports.ReportTemplates.Template;
import fr.gaveurs.console.api.reports.Reports.CapabilityFigure;
import fr.gaveurs.console.api.reports.Reports.ReportKind;
import fr.gaveurs.console.api.reports.Reports.ReportLanguage;
import fr.gaveurs.console.desktop.kit.Choice;
import fr.gaveurs.console.desktop.kit.ChoiceText;
import fr.gaveurs.console.desktop.kit.DayPicker;
import fr.gaveurs.console.desktop.kit.LabeledField;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Visibility;
import fr.gaveurs.console.desktop.screens.reports.ReportsViewModel.Form;
import fr.gaveurs.console.desktop.screens.reports.ReportsViewModel.InputException;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import org.jspecify.annotations.Nullable;

/** Which report is to be made now. FX thread only. */
final class MakeForm extends FlowPane {
    private static final int SHORT = 8;
    private static final int LONG = 14;

    private final Messages messages;
    private final ReportsViewModel model;
    private final ReportsContext context;
    private final Consumer<NewReport> make;
    private final Fields fields;
    private final ComboBox<ReportKind> kind = new ComboBox<>();
    private final DayPicker day;
    private final DayPicker until;
    private final TextField shiftStart = new TextField();
    private final TextField shiftEnd = new TextField();
    private final TextField stations = new TextField();
    private final TextField lot = new TextField();
    private final ComboBox<CapabilityFigure> figure = new ComboBox<>();
    private final TextField lower = new TextField();
    private final TextField upper = new TextField();
    private final ComboBox<ReportLanguage> language = new ComboBox<>();
    private final ComboBox<Choice<Long>> template = new ComboBox<>();
    private final FormatChoice formats;

    /** @param make asks the console for a report */
    MakeForm(ReportsContext context, ReportsViewModel model, Consumer<NewReport> make) {
        this.context = context;
        this.messages = context.messages();
        this.model = model;
        this.make = make;
        day = new DayPicker(messages);
        until = new DayPicker(messages);
        fields = new Fields(messages);
        formats = new FormatChoice(messages);
        getStyleClass().add("reports-tools");
        choices();
        build();
        kind.valueProperty().subscribe(this::chosen);
    }

    private void choices() {
        kind.setId("reportsKind");
        kind.getItems().setAll(ReportKind.values());
        kind.setConverter(ChoiceText.of(new ReportText(messages)::kind));
        kind.setValue(ReportKind.DAILY);
        figure.getItems().setAll(CapabilityFigure.values());
        figure.setConverter(ChoiceText.of(value -> messages.get("reports.figure." + value.name())));
        figure.setValue(CapabilityFigure.WEIGHT);
        language.getItems().setAll(ReportLanguage.values());
        language.setConverter(ChoiceText.of(value -> messages.get("settings.language." + value.name())));
        language.setValue(messages.language() == Messages.Language.FR ? ReportLanguage.FR : ReportLanguage.EN);
        template.setId("reportsTemplate");
        template.getStyleClass().add("reports-template");
        ReportsController.fill(template, List.of(), messages);
    }

    private void build() {
        day.setId("reportsDay");
        until.setId("reportsUntil");
        shiftStart.setId("reportsShiftStart");
        shiftEnd.setId("reportsShiftEnd");
        stations.setId("reportsStations");
        lot.setId("reportsLot");
        lower.setId("reportsLower");
        upper.setId("reportsUpper");
        Button button = new Button(messages.get("reports.make"));
        button.setId("reportsMake");
        button.getStyleClass().add("accent");
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(event -> make());
        // Before the other, whose check looks at this one, on another thread where the form is built ahead.
        LabeledField dayField = fields.day("reports.day", day, "reports.day.prompt", chosen -> "");
        LabeledField untilField = fields.day("reports.until", until, "reports.until.prompt", this::wrongEnd);
        getChildren()
                .setAll(
                        fields.named("reports.what", kind),
                        dayField,
                        untilField,
                        fields.text("reports.shift_start", shiftStart, SHORT, "reports.time.prompt", this::wrongTime),
                        fields.text("reports.shift_end", shiftEnd, SHORT, "reports.time.prompt", this::wrongTime),
                        fields.text("reports.stations", stations, LONG, null, this::wrongStations),
                        fields.text(
                                "reports.lot",
                                lot,
                                LONG,
                                null,
                                typed -> typed.isBlank() ? messages.get("reports.lot.none") : ""),
                        fields.named("reports.figure", figure),
                        fields.text("reports.lower", lower, SHORT, null, this::wrongLower),
                        fields.text("reports.upper", upper, SHORT, null, Fields.read(model::number)),
                        fields.named("reports.language", language),
                        fields.named("reports.template", template),
                        formats.field(),
                        button);
        fields.tell(formats.field());
        setOnKeyPressed(event -> {
            if (event.isShortcutDown() && event.getCode() == KeyCode.ENTER) {
                make();
                event.consume();
            }
        });
    }

    private String wrongTime(String typed) {
        return typed.isBlank()
                ? messages.get("reports.time.none")
                : Fields.read(model::time).apply(typed);
    }

    private String wrongStations(String typed) {
        boolean all = typed.isBlank()
                && (template.getValue() == null || template.getValue().value() == null);
        return kind.getValue() == ReportKind.STATION && all ? messages.get("reports.stations.none") : "";
    }

    private String wrongLower(String typed) {
        try {
            Double from = model.number(typed);
            Double to = upper.getText().isBlank() ? null : model.number(upper.getText());
            return from != null && to != null && from >= to ? messages.get("reports.lower.wrong") : "";
        } catch (InputException e) {
            return Fields.read(model::number).apply(typed);
        }
    }

    private String wrongEnd(@Nullable LocalDate last) {
        LocalDate first = day.day();
        if (last == null) {
            return "";
        }
        if (first == null) {
            return messages.get("reports.until.alone");
        }
        return last.isBefore(first)
                ? messages.get("reports.until.before")
                : first.plusDays(ReportsViewModel.MOST_DAYS).isAfter(last)
                        ? ""
                        : messages.get("reports.until.long", ReportsViewModel.MOST_DAYS);
    }

    /** Only what a report of this kind is asked for is there, and nothing is wrong with it yet. */
    private void chosen(ReportKind of) {
        visible(until, ReportsViewModel.isOverDays(of));
        visible(shiftStart, of == ReportKind.SHIFT);
        visible(shiftEnd, of == ReportKind.SHIFT);
        visible(stations, ReportsViewModel.hasStations(of));
        visible(lot, of == ReportKind.LOT);
        visible(figure, of == ReportKind.CAPABILITY);
        visible(lower, of == ReportKind.CAPABILITY);
        visible(upper, of == ReportKind.CAPABILITY);
        day.setPromptText(messages.get(
                switch (of) {
                    case LOT -> "reports.day.lot";
                    case WEEKLY -> "reports.day.week";
                    case MONTHLY -> "reports.day.month";
                    default -> "reports.day.prompt";
                }));
        stations.setPromptText(
                messages.get(of == ReportKind.STATION ? "reports.stations.prompt" : "reports.stations.all"));
        fields.settle();
    }

    /** A field with its name. */
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

    /** Where the keyboard goes when the screen is opened. */
    void focus() {
        kind.requestFocus();
    }

    private void make() {
        boolean some = formats.pass();
        if (!fields.pass() || !some) {
            return;
        }
        try {
            make.accept(model.wanted(new Form(
                    kind.getValue(),
                    day.day(),
                    until.day(),
                    shiftStart.getText(),
                    shiftEnd.getText(),
                    stations.getText(),
                    lot.getText(),
                    figure.getValue(),
                    lower.getText(),
                    upper.getText(),
                    language.getValue(),
                    formats.chosen(),
                    template.getValue() == null ? null : template.getValue().value())));
        } catch (InputException e) {
            context.warn(String.valueOf(e.getMessage()));
        }
    }
}
