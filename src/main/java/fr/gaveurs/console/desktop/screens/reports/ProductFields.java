package fr.gaveurs.console.desktop.screens.reports;

import fr.gaveurs.console.api.reports.ReportTemplates.ProfileInput;
import fr.gaveurs.console.api.reports.Reports.CapabilityFigure;
import fr.gaveurs.console.api.reports.Reports.ProductProfile;
import fr.gaveurs.console.desktop.kit.Choice;
import fr.gaveurs.console.desktop.kit.LabeledField;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ProblemText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;

/** Between what weight and volume of a product are to lie, in a line of fields. FX thread only. */
final class ProductFields {
    private final ReportsContext context;
    private final Messages messages;
    private final ReportsViewModel model;
    private List<ProductProfile> known = List.of();
    private final Fields checks;
    private @Nullable Inputs inputs;
    private boolean filling;

    ProductFields(ReportsContext context, ReportsViewModel model) {
        this.context = context;
        this.messages = context.messages();
        this.model = model;
        this.checks = new Fields(messages);
    }

    /** @param limits lower and upper weight, then volume */
    private record Inputs(
            ComboBox<Choice<Long>> choice,
            TextField name,
            List<TextField> limits,
            Button delete,
            Consumer<List<ProductProfile>> told) {}

    /**
     * @param limits lower and upper weight, then volume
     * @param told hears which products there are
     */
    void bind(
            ComboBox<Choice<Long>> choice,
            LabeledField name,
            List<LabeledField> limits,
            Button delete,
            Consumer<List<ProductProfile>> told) {
        List<TextField> figures =
                limits.stream().map(each -> (TextField) each.getInput()).toList();
        inputs = new Inputs(choice, (TextField) Objects.requireNonNull(name.getInput()), figures, delete, told);
        checks.check(name, fields().name(), checks::name);
        for (int i = 0; i < figures.size(); i++) {
            int place = i;
            checks.check(limits.get(i), figures.get(i), typed -> wrong(place, typed));
        }
        choice.valueProperty().subscribe((before, now) -> chosen());
        came(List.of());
    }

    /** What is wrong with what was filled in. */
    Node problems() {
        return checks.problems();
    }

    void ask() {
        var unused = context.api().reports().profiles().handle((now, failure) -> {
            if (failure == null) {
                context.pump().post(() -> came(now));
            }
            return null;
        });
    }

    private Inputs fields() {
        return Objects.requireNonNull(inputs);
    }

    /** A lower limit is below its upper one, and one of all is there. */
    private String wrong(int place, String typed) {
        try {
            Double limit = model.number(typed);
            List<TextField> all = fields().limits();
            if (limit != null && limit <= 0) {
                return messages.get("profiles.positive");
            }
            if (place == 0 && all.stream().allMatch(each -> each.getText().isBlank())) {
                return messages.get("profiles.none");
            }
            Double upper = place % 2 == 0 ? model.number(all.get(place + 1).getText()) : null;
            return limit != null && upper != null && limit >= upper ? messages.get("reports.lower.wrong") : "";
        } catch (ReportsViewModel.InputException e) {
            // Of the other one its own field says it.
            return Fields.read(model::number).apply(typed);
        }
    }

    private void came(List<ProductProfile> now) {
        known = now;
        List<Choice<Long>> entries = new ArrayList<>();
        entries.add(new Choice<>(null, messages.get("profiles.new")));
        now.forEach(each -> entries.add(new Choice<>(each.id(), each.name())));
        filling = true;
        Choice<Long> before = fields().choice().getValue();
        Choice.fill(fields().choice(), entries, before == null ? null : before.value());
        filling = false;
        fields().delete().setDisable(selected() == null);
        fields().told().accept(now);
    }

    private @Nullable ProductProfile selected() {
        Choice<Long> choice = fields().choice().getValue();
        return choice == null
                ? null
                : known.stream()
                        .filter(each -> Objects.equals(each.id(), choice.value()))
                        .findFirst()
                        .orElse(null);
    }

    private void chosen() {
        if (filling) {
            return;
        }
        ProductProfile now = selected();
        checks.settle();
        fields().delete().setDisable(now == null);
        fields().name().setText(now == null ? "" : now.name());
        List<TextField> limits = fields().limits();
        limits.get(0).setText(model.typed(now == null ? null : now.weightLowerG(), CapabilityFigure.WEIGHT));
        limits.get(1).setText(model.typed(now == null ? null : now.weightUpperG(), CapabilityFigure.WEIGHT));
        limits.get(2).setText(model.typed(now == null ? null : now.volumeLowerMm3(), CapabilityFigure.VOLUME));
        limits.get(3).setText(model.typed(now == null ? null : now.volumeUpperMm3(), CapabilityFigure.VOLUME));
    }

    void save() {
        List<TextField> limits = fields().limits();
        if (!checks.pass()) {
            return;
        }
        try {
            ProfileInput wanted = new ProfileInput(
                    fields().name().getText().strip(),
                    model.limit(limits.get(0).getText(), CapabilityFigure.WEIGHT),
                    model.limit(limits.get(1).getText(), CapabilityFigure.WEIGHT),
                    model.limit(limits.get(2).getText(), CapabilityFigure.VOLUME),
                    model.limit(limits.get(3).getText(), CapabilityFigure.VOLUME));
            ProductProfile of = selected();
            answer(
                    of == null
                            ? context.api().reports().createProfile(wanted)
                            : context.api().reports().saveProfile(of.id(), wanted),
                    "profiles.saved",
                    failure -> checks.isNameTaken(failure, wanted.name()));
        } catch (ReportsViewModel.InputException e) {
            context.warn(String.valueOf(e.getMessage()));
        }
    }

    void delete() {
        ProductProfile of = selected();
        if (of != null) {
            DeleteQuestion.ask(fields().delete(), context, messages.get("profiles.ask.delete", of.name()), reports -> {
                fields().choice().getSelectionModel().select(0);
                answer(reports.deleteProfile(of.id()), "profiles.deleted", failure -> false);
            });
        }
    }

    /** @param said whether something else says why it failed */
    private void answer(CompletableFuture<?> asked, String good, Predicate<Throwable> said) {
        var unused = asked.handle((value, failure) -> {
            context.pump().post(() -> {
                if (failure == null) {
                    context.good(messages.get(good));
                    ask();
                } else if (!said.test(failure)) {
                    context.warn(messages.get("schedules.refused", ProblemText.of(failure, messages)));
                }
            });
            return null;
        });
    }
}
