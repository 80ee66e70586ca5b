package fr.gaveurs.console.desktop.screens.reports;

import fr.gaveurs.console.api.reports.ReportTemplates.Template;
import fr.gaveurs.console.api.reports.ReportTemplates.TemplateInput;
import fr.gaveurs.console.api.reports.Reports.ProductProfile;
import fr.gaveurs.console.api.reports.Reports.ReportKind;
import fr.gaveurs.console.api.reports.Reports.ReportLanguage;
import fr.gaveurs.console.api.reports.Reports.ReportSection;
import fr.gaveurs.console.desktop.kit.Choice;
import fr.gaveurs.console.desktop.kit.ChoiceText;
import fr.gaveurs.console.desktop.kit.LabeledField;
import fr.gaveurs.console.desktop.kit.ManyChoice;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ProblemText;
import fr.gaveurs.console.desktop.kit.SteadyButton;
import fr.gaveurs.console.desktop.kit.pump.SystemDialogs;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.image.ImageView;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/** Controller of {@code fxml/reports-templates.fxml}: what reports look like, with a picture of it while it is edited. */
public final class TemplatesController {
    private final ReportsContext context;
    private final Messages messages;
    private final ReportText words;
    private final Runnable again;
    private final PreviewPicture picture;
    private final ProductFields products;
    private final Fields checks;
    private @Nullable Template shown;
    private @Nullable TemplateFields fields;
    private boolean filling;
    private List<Template> known = List.of();
    private List<Template> older = List.of();

    @FXML
    private ComboBox<Choice<Long>> template;

    @FXML
    private ComboBox<Choice<Integer>> version;

    @FXML
    private TextField name;

    @FXML
    private ManyChoice<ReportSection> sections;

    @FXML
    private TextField stations;

    @FXML
    private TextField lines;

    @FXML
    private ComboBox<Choice<Long>> profile;

    @FXML
    private ComboBox<Choice<ReportLanguage>> language;

    @FXML
    private Button logo;

    @FXML
    private Button noLogo;

    @FXML
    private Button delete;

    @FXML
    private SteadyButton save;

    @FXML
    private LabeledField versionField;

    @FXML
    private LabeledField nameField;

    @FXML
    private ComboBox<Choice<Long>> product;

    @FXML
    private LabeledField productNameField;

    @FXML
    private LabeledField weightLowerField;

    @FXML
    private LabeledField weightUpperField;

    @FXML
    private LabeledField volumeLowerField;

    @FXML
    private LabeledField volumeUpperField;

    @FXML
    private Button productDelete;

    @FXML
    private VBox problems;

    @FXML
    private VBox productProblems;

    @FXML
    private ComboBox<ReportKind> kind;

    @FXML
    private Label note;

    @FXML
    private ImageView preview;

    /**
     * @param model reads what is typed
     * @param again asks at once what is there now
     */
    TemplatesController(ReportsContext context, ReportsViewModel model, Runnable again) {
        this.context = context;
        this.messages = context.messages();
        this.words = new ReportText(messages);
        this.again = again;
        picture = new PreviewPicture(context);
        products = new ProductFields(context, model);
        checks = new Fields(messages);
    }

    @FXML
    public void initialize() {
        fields = new TemplateFields(
                messages,
                new TemplateFields.Controls(name, sections, stations, lines, profile, language, logo, noLogo),
                this::edited);
        kind.getItems().setAll(ReportKind.values());
        // A lot and a shift have no last one that a preview could show without more being asked.
        kind.getItems().removeAll(ReportKind.LOT, ReportKind.SHIFT, ReportKind.STATION);
        kind.setConverter(ChoiceText.of(words::kind));
        kind.setValue(ReportKind.DAILY);
        kind.valueProperty().subscribe((before, now) -> edited());
        template.valueProperty().subscribe((before, now) -> chosen());
        version.valueProperty().subscribe((before, now) -> olderOne());
        products.bind(
                product,
                productNameField,
                List.of(weightLowerField, weightUpperField, volumeLowerField, volumeUpperField),
                productDelete,
                this::products);
        picture.bind(preview, note);
        checks.check(nameField, name, checks::name);
        problems.getChildren().add(checks.problems());
        productProblems.getChildren().add(products.problems());
        save.words(messages.get("templates.save.first"), messages.get("templates.save"));
        show(null);
    }

    /** Its page is in view. */
    void opened() {
        picture.opened();
    }

    /** The templates came; what is being edited stays as it is. */
    void came(List<Template> now) {
        List<Choice<Long>> entries = new ArrayList<>();
        entries.add(new Choice<>(null, messages.get("templates.new")));
        now.forEach(each -> entries.add(new Choice<>(each.id(), each.name())));
        known = now;
        filling = true;
        Choice<Long> before = template.getValue();
        Choice.fill(template, entries, before == null ? null : before.value());
        filling = false;
        products.ask();
    }

    private void products(List<ProductProfile> now) {
        List<Choice<Long>> entries = new ArrayList<>();
        entries.add(new Choice<>(null, messages.get("templates.profile.none")));
        now.forEach(each -> entries.add(new Choice<>(each.id(), each.name())));
        fields().profiles(entries);
    }

    private TemplateFields fields() {
        return Objects.requireNonNull(fields);
    }

    private void chosen() {
        Choice<Long> choice = template.getValue();
        if (filling || choice == null) {
            return;
        }
        show(known.stream()
                .filter(each -> Objects.equals(each.id(), choice.value()))
                .findFirst()
                .orElse(null));
    }

    /** @param of null: a new one */
    private void show(@Nullable Template of) {
        shown = of;
        fields().fill(of);
        delete.setDisable(of == null);
        filling = true;
        version.getItems().clear();
        filling = false;
        ReportsController.visible(versionField, of != null);
        save.setText(messages.get(of == null ? "templates.save.first" : "templates.save"));
        checks.settle();
        if (of != null) {
            answer(context.api().reports().versions(of.id()), null, all -> versions(of, all));
        }
        edited();
    }

    private void versions(Template of, List<Template> all) {
        if (!of.equals(shown)) {
            return;
        }
        filling = true;
        Choice.fill(
                version,
                all.stream()
                        .map(each -> new Choice<>(
                                each.version(),
                                messages.get(
                                        "templates.version.of", each.version(), messages.dateTime(each.savedAt()))))
                        .toList(),
                of.version());
        filling = false;
        older = all;
    }

    /** Puts an older version into the fields; saved, it is the next one. */
    private void olderOne() {
        Choice<Integer> choice = version.getValue();
        if (filling || choice == null) {
            return;
        }
        older.stream()
                .filter(each -> Objects.equals(each.version(), choice.value()))
                .findFirst()
                .ifPresent(each -> {
                    fields().fill(each);
                    edited();
                });
    }

    private TemplateInput input() {
        return fields().input(shown == null ? null : shown.version());
    }

    private void edited() {
        if (!filling) {
            picture.show(kind.getValue(), shown == null ? null : shown.id(), input());
        }
    }

    @FXML
    public void chooseLogo() {
        FileChooser dialog = new FileChooser();
        dialog.setTitle(messages.get("templates.logo"));
        dialog.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(messages.get("templates.logo.kind"), "*.png", "*.jpg", "*.jpeg"));
        File file = SystemDialogs.open(dialog, logo.getScene().getWindow());
        if (file != null) {
            takeLogo(file);
        }
    }

    /** Whether it is a picture is for the console to say. */
    void takeLogo(File file) {
        try {
            fields().takeLogo(file);
        } catch (IOException e) {
            context.warn(messages.get("templates.logo.bad", file.getName(), e.getMessage()));
        }
    }

    @FXML
    public void removeLogo() {
        fields().removeLogo();
    }

    @FXML
    public void save() {
        if (!checks.pass()) {
            return;
        }
        Template of = shown;
        TemplateInput input = input();
        answer(
                of == null
                        ? context.api().reports().createTemplate(input)
                        : context.api().reports().saveTemplate(of.id(), input),
                "templates.saved",
                failure -> checks.isNameTaken(failure, input.name()),
                this::saved);
    }

    private void saved(Template now) {
        List<Template> all = new ArrayList<>(known);
        all.removeIf(each -> each.id() == now.id());
        all.add(now);
        came(all);
        filling = true;
        Choice.select(template, now.id());
        filling = false;
        show(now);
        again.run();
    }

    @FXML
    public void delete() {
        Template of = shown;
        if (of != null) {
            DeleteQuestion.ask(
                    delete,
                    context,
                    messages.get("templates.ask.delete", of.name()),
                    reports -> answer(reports.deleteTemplate(of.id()), "templates.deleted", gone -> deleted(of)));
        }
    }

    private void deleted(Template gone) {
        came(known.stream().filter(each -> each.id() != gone.id()).toList());
        template.getSelectionModel().select(0);
        show(null);
        again.run();
    }

    @FXML
    public void saveProduct() {
        products.save();
    }

    @FXML
    public void deleteProduct() {
        products.delete();
    }

    private <T> void answer(CompletableFuture<T> asked, @Nullable String good, Consumer<T> then) {
        answer(asked, good, failure -> false, then);
    }

    /** @param said whether something else says why it failed */
    private <T> void answer(
            CompletableFuture<T> asked, @Nullable String good, Predicate<Throwable> said, Consumer<T> then) {
        var unused = asked.handle((value, failure) -> {
            context.pump().post(() -> {
                if (failure != null) {
                    if (said.test(failure)) {
                        return;
                    }
                    context.warn(messages.get("schedules.refused", ProblemText.of(failure, messages)));
                    return;
                }
                if (good != null) {
                    context.good(messages.get(good));
                }
                then.accept(value);
            });
            return null;
        });
    }
}
