package fr.gaveurs.console.desktop.screens.reports;

import fr.gaveurs.console.api.reports.Reports.Report;
import fr.gaveurs.console.desktop.kit.Kept;
import fr.gaveurs.console.desktop.kit.Labels;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.screens.reports.ReportPages.Page;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One page of the report that is selected, and the way to its other pages. */
final class PagePane extends VBox {
    private static final int WIDTH = 620;

    private final ReportPages pages;
    private final Messages messages;
    private final ImageView image = new ImageView();
    private final Label number = new Label();
    private final Button back = new Button("‹");
    private final Button on = new Button("›");
    private final Label none;
    private final HBox way;
    private @Nullable Report report;
    private int page = 1;
    private int count = 1;

    PagePane(ReportPages pages, Messages messages) {
        this.pages = pages;
        this.messages = messages;
        getStyleClass().add("reports-page");
        setId("reportsPage");
        setMinSize(0, 0);
        image.setPreserveRatio(true);
        image.setSmooth(true);
        none = Labels.wrapping(messages.get("reports.page.none"), "reports-empty");
        StackPane frame = new StackPane(none, image);
        frame.getStyleClass().add("reports-frame");
        frame.setMinSize(0, 0);
        frame.setPrefSize(0, 0);
        VBox.setVgrow(frame, Priority.ALWAYS);
        image.fitWidthProperty().bind(frame.widthProperty());
        image.fitHeightProperty().bind(frame.heightProperty());
        back.setAccessibleText(messages.get("reports.page.back"));
        on.setAccessibleText(messages.get("reports.page.on"));
        on.setId("reportsPageOn");
        back.setOnAction(event -> turn(page - 1));
        on.setOnAction(event -> turn(page + 1));
        number.getStyleClass().add("reports-note");
        way = new HBox(back, number, on);
        way.getStyleClass().add("reports-way");
        way.setMinHeight(USE_PREF_SIZE);
        getChildren().setAll(frame, way);
        way.setVisible(false);
        Kept.part(this, Place.class, () -> report == null ? null : new Place(report.id(), page), this::turn);
    }

    private record Place(long report, int page) {}

    private void turn(Place to) {
        if (report != null && report.id() == to.report()) {
            turn(to.page());
        }
    }

    /** @param now null: none is selected, or it has no pages */
    void show(@Nullable Report now) {
        if (now != null && report != null && now.id() == report.id()) {
            return;
        }
        report = now;
        image.setImage(null);
        none.setVisible(now == null);
        way.setVisible(now != null);
        count = 1;
        if (now != null) {
            turn(1);
        }
    }

    private void turn(int to) {
        Report of = report;
        if (of == null || to < 1 || to > Math.max(1, count)) {
            return;
        }
        page = to;
        say();
        pages.ask(new ReportPages.Key(of.id(), to, WIDTH), came -> {
            Report still = report;
            if (still != null && still.id() == of.id() && page == to) {
                came(came);
            }
        });
    }

    private void came(Page came) {
        image.setImage(came.image());
        image.setAccessibleText(messages.get("reports.page", messages.integer(page), messages.integer(came.pages())));
        count = Math.max(1, came.pages());
        say();
    }

    private void say() {
        number.setText(messages.get("reports.page", messages.integer(page), messages.integer(count)));
        back.setDisable(page <= 1);
        on.setDisable(page >= count);
    }
}
