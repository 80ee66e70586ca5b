package fr.gaveurs.console.desktop.screens.reports;

import fr.gaveurs.console.api.reports.ReportSchedules.NewSchedule;
import fr.gaveurs.console.api.reports.ReportSchedules.Schedule;
import fr.gaveurs.console.api.reports.ReportTemplates.Template;
import fr.gaveurs.console.desktop.kit.Kept;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.NarrowRows;
import fr.gaveurs.console.desktop.kit.ProblemText;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Controller of {@code fxml/reports-schedules.fxml}: reports that come by themselves. */
public final class SchedulesController {
    private static final double LINE_EM = 3.6;
    /** With a line more in each row. */
    private static final double FOLDED_EM = 4.8;
    /** So wide a list has room for the next one's time beside the name. */
    private static final double LIST_EM = 50;

    private final ReportsContext context;
    private final Messages messages;
    private final ReportsViewModel model;
    private final Runnable again;
    private final ObservableList<Schedule> schedules = FXCollections.observableArrayList();
    private final Label placeholder = new Label();
    private final FolderLook folders = new FolderLook();
    private final DoublePress presses = new DoublePress();
    private @Nullable ScheduleDetail shown;
    private @Nullable NewScheduleForm form;
    private @Nullable NarrowRows rows;

    @FXML
    private StackPane layers;

    @FXML
    private ScrollPane scroll;

    @FXML
    private VBox page;

    @FXML
    private ListView<Schedule> list;

    @FXML
    private VBox detail;

    @FXML
    private Label detailTitle;

    @FXML
    private VBox detailLines;

    @FXML
    private FlowPane actions;

    /**
     * @param model reads what is typed
     * @param again asks at once what is there now
     */
    SchedulesController(ReportsContext context, ReportsViewModel model, Runnable again) {
        this.context = context;
        this.messages = context.messages();
        this.model = model;
        this.again = again;
    }

    @FXML
    public void initialize() {
        form = new NewScheduleForm(context, model, this::create);
        page.getChildren().addAll(0, List.of(form, form.problems()));
        list.setItems(schedules);
        Kept.key(list, Schedule::id);
        NarrowRows made = new NarrowRows(list);
        rows = made;
        list.setCellFactory(of -> new ScheduleCell(messages, made.narrow()));
        layers.getChildren().add(new MoreBelow(scroll, detail, actions, messages.get("schedules.below")));
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.DELETE && ReportsController.press(actions, "scheduleDelete")) {
                event.consume();
            }
        });
        placeholder.getStyleClass().add("reports-empty");
        placeholder.setWrapText(true);
        placeholder.setText(messages.get("schedules.asking"));
        list.setPlaceholder(placeholder);
        list.getSelectionModel().selectedItemProperty().subscribe(chosen -> {
            if (chosen != null) {
                shown().show(chosen);
            }
        });
        ReportDetail.Nodes details = new ReportDetail.Nodes(detail, detailTitle, detailLines, actions);
        details.placed(schedules);
        shown = new ScheduleDetail(context, model, this::answer, this::planned, details);
    }

    private ScheduleDetail shown() {
        return Objects.requireNonNull(shown);
    }

    void textSize(ReadOnlyDoubleProperty size) {
        Objects.requireNonNull(rows).follow(size, LIST_EM, LINE_EM, FOLDED_EM);
    }

    void came(List<Schedule> now) {
        placeholder.setText(messages.get("schedules.empty"));
        if (now.equals(schedules)) {
            return;
        }
        Schedule before = shown().shown();
        schedules.setAll(now);
        Schedule same = now.stream()
                .filter(each -> before != null && each.id() == before.id())
                .findFirst()
                .orElse(null);
        if (same == null) {
            shown().show(null);
        } else {
            list.getSelectionModel().select(same);
            shown().show(same);
        }
    }

    void failed(String reason) {
        placeholder.setText(messages.get("schedules.failed", reason));
    }

    private void create(NewSchedule wanted) {
        if (!presses.isSecond(wanted)) {
            NewScheduleForm asking = Objects.requireNonNull(form);
            CompletableFuture<Schedule> asked = context.api().reports().create(wanted);
            var unused = asked.handle((made, failure) -> {
                context.pump().post(() -> {
                    if (failure == null) {
                        asking.taken();
                    } else if (asking.isNameTaken(failure, wanted)) {
                        return;
                    }
                    planned(asked, messages.get("schedules.done.create", wanted.name()));
                });
                return null;
            });
        }
    }

    /** The templates came. */
    void templates(List<Template> now) {
        Objects.requireNonNull(form).templates(now);
        shown().templates(now);
    }

    private void answer(CompletableFuture<?> asked, @Nullable String good) {
        answer(asked, good, value -> {});
    }

    /**
     * One was planned or changed. A folder that cannot take its reports now is told; it is planned all the same, since a
     * network may be away.
     */
    private void planned(CompletableFuture<Schedule> asked, String good) {
        answer(asked, good, this::lookAtFolder);
    }

    private void lookAtFolder(Schedule planned) {
        String folder = planned.folder();
        if (folder == null) {
            return;
        }
        var unused = folders.at(folder).thenAccept(found -> {
            if (found != FolderLook.Found.GOOD) {
                context.pump().post(() -> context.warn(messages.get(found.key(), planned.name(), folder)));
            }
        });
    }

    private <T> void answer(CompletableFuture<T> asked, @Nullable String good, Consumer<? super T> then) {
        var unused = asked.handle((value, failure) -> {
            context.pump().post(() -> {
                if (failure != null) {
                    context.warn(messages.get("schedules.refused", ProblemText.of(failure, messages)));
                } else {
                    if (good != null) {
                        context.good(good);
                    }
                    then.accept(value);
                }
                again.run();
            });
            return null;
        });
    }
}
