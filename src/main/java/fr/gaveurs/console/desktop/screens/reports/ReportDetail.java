package fr.gaveurs.console.desktop.screens.reports;

import fr.gaveurs.console.api.reports.Reports.Report;
import fr.gaveurs.console.api.reports.Reports.ReportFile;
import fr.gaveurs.console.api.reports.Reports.ReportFormat;
import fr.gaveurs.console.client.ReportClient;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ProblemText;
import fr.gaveurs.console.desktop.screens.reports.ActRow.Act;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What is said of the report that is selected, and what can be done with it. FX thread only. */
final class ReportDetail {
    private static final int SHOWN_DELIVERIES = 5;

    private final ReportsContext context;
    private final Messages messages;
    private final ReportText words;
    private final ReportDownloads downloads;
    private final Acts acts;
    private final Nodes nodes;
    private final ActRow row;
    private @Nullable Report shown;
    private boolean couldBeCancelled;

    /**
     * What the screen does with one.
     *
     * @param delete gives a report up, or deletes it, by what is given with it
     * @param follow shows how far a report is that was asked for
     */
    record Acts(BiConsumer<Report, ReportClient> delete, Consumer<CompletableFuture<Report>> follow) {}

    /** Where it is said. */
    record Nodes(VBox whole, Label title, VBox lines, FlowPane actions) {
        private static final PseudoClass NONE = PseudoClass.getPseudoClass("none");

        /** Where there is something to choose from, their place is kept: choosing moves no row under the pointer. */
        void placed(ObservableList<?> all) {
            BooleanBinding some = Bindings.isNotEmpty(all);
            whole.visibleProperty().bind(some);
            whole.managedProperty().bind(some);
        }

        /** Nothing is chosen. */
        void nothing(String words) {
            title.setText(words);
            title.pseudoClassStateChanged(NONE, true);
            lines.getChildren().clear();
        }

        void titled(String words) {
            title.setText(words);
            title.pseudoClassStateChanged(NONE, false);
        }
    }

    ReportDetail(ReportsContext context, ReportDownloads downloads, Acts acts, Nodes nodes) {
        this.context = context;
        this.messages = context.messages();
        this.words = new ReportText(messages);
        this.downloads = downloads;
        this.acts = acts;
        this.nodes = nodes;
        this.row = new ActRow(nodes.actions());
        show(null);
    }

    /** @param report null: none is selected */
    void show(@Nullable Report report) {
        if (report == null || shown == null || shown.id() != report.id()) {
            row.clear();
            couldBeCancelled = false;
        }
        shown = report;
        if (report == null) {
            nodes.nothing(messages.get("reports.none.chosen"));
            return;
        }
        nodes.titled(words.title(report) + " · " + words.period(report) + " · " + words.state(report));
        nodes.lines()
                .getChildren()
                .setAll(words.details(report).stream().map(ReportDetail::line).toList());
        if (!report.files().isEmpty()) {
            deliveries(report);
        }
        row.show(acts(report));
    }

    /** One that could be given up keeps that button's place, so that nothing else comes under the pointer when it is made. */
    private List<Act> acts(Report report) {
        boolean over = report.state().isFinal();
        couldBeCancelled |= !over;
        List<Act> all = new ArrayList<>();
        if (couldBeCancelled) {
            all.add(new Act(
                    "cancel", "reportsCancel", List.of(messages.get("reports.cancel")), !over, pressed -> acts.delete()
                            .accept(report, context.api().reports())));
        }
        for (ReportFile file : report.files()) {
            String format = messages.get("reports.format." + file.format().key());
            all.add(act(
                    file,
                    "reportsOpen",
                    format + " – " + messages.get("reports.open"),
                    pressed -> downloads.open(report, file)));
            all.add(act(
                    file,
                    "reportsSave",
                    format + " – " + messages.get("reports.save"),
                    pressed -> downloads.save(report, file)));
        }
        if (report.files().stream().anyMatch(file -> file.format() == ReportFormat.PDF)) {
            all.add(Act.of(
                    "reportsPrint",
                    messages.get("reports.print"),
                    pressed -> ReportPrinter.print(
                            context, report, nodes.whole().getScene().getWindow())));
        }
        if (!report.files().isEmpty()) {
            all.add(Act.of(
                    "reportsSend",
                    messages.get("reports.send.ask"),
                    pressed -> SendForm.ask(pressed, messages, (to, then) -> send(report, to, then))));
        }
        if (over) {
            all.add(Act.of("reportsAgain", messages.get("reports.again"), pressed -> acts.follow()
                    .accept(context.api().reports().again(report.id()))));
            all.add(Act.of(
                    "reportsDelete",
                    messages.get("reports.delete"),
                    pressed -> DeleteQuestion.ask(
                            pressed,
                            context,
                            messages.get("reports.ask.delete", words.title(report), words.period(report)),
                            reports -> acts.delete().accept(report, reports))));
        }
        return all;
    }

    private static Act act(ReportFile file, String id, String words, Consumer<Button> done) {
        return new Act(id + file.format().key(), id, List.of(words), true, done);
    }

    private void send(Report report, List<String> to, Consumer<String> then) {
        var unused = context.api().reports().send(report.id(), to).handle((deliveries, failure) -> {
            context.pump().post(() -> {
                if (failure == null) {
                    then.accept("");
                    context.good(messages.count("reports.sending", to.size()));
                    deliveries(report);
                } else {
                    then.accept(messages.get("reports.not_sent", ProblemText.of(failure, messages)));
                }
            });
            return null;
        });
    }

    /** Where it was taken, and where it could not be: below what is said of it. */
    private void deliveries(Report report) {
        var unused = context.api().reports().deliveries(report.id()).handle((all, failure) -> {
            if (failure == null && !all.isEmpty()) {
                context.pump().post(() -> {
                    if (shown != null && shown.id() == report.id()) {
                        replace(nodes.lines(), "delivery", words.deliveries(all, SHOWN_DELIVERIES));
                    }
                });
            }
            return null;
        });
    }

    /** Lines of one kind, in place of those that were there. */
    static void replace(VBox lines, String kind, List<String> texts) {
        List<Node> there = lines.getChildren();
        there.removeIf(line -> line.getStyleClass().contains(kind));
        for (String text : texts) {
            Label line = line(text);
            line.getStyleClass().add(kind);
            there.add(line);
        }
    }

    static Label line(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("reports-text");
        label.setWrapText(true);
        label.setMinHeight(Label.USE_PREF_SIZE);
        return label;
    }
}
