package fr.gaveurs.console.desktop.screens.station;

import fr.gaveurs.console.desktop.kit.Letters;
import fr.gaveurs.console.desktop.kit.Messages;
import java.util.function.BiConsumer;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignN;

/** The last samples as a list, newest first; choosing one shows it. */
final class HistoryTable extends TableView<SampleRow> {
    private static final double ROW_EM = 1.9;

    private static final double[] COLUMN_EM = {7.4, 5.3, 3.5, 4.4, 2.5, 5.3};

    private final Messages messages;
    private final StationModel model;
    /** Set while the table follows the model, so that it does not answer back. */
    private boolean following;

    private boolean filled;

    HistoryTable(Look look, StationModel model) {
        this.messages = look.messages();
        this.model = model;
        getStyleClass().add("station-history");
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        // Until it is filled nothing is said, rather than that there are none.
        setPlaceholder(new Region());
        column("time", false, (row, cell) -> cell.setText(messages.shortMoment(row.timestamp())));
        column("grade", false, (row, cell) -> {
            cell.setText(Letters.of(row.grade(), messages));
            cell.setTextFill(look.palette().get().gradeInk(row.grade()));
        });
        column("score", true, (row, cell) -> cell.setText(messages.number(row.score(), 3)));
        column("weight", true, (row, cell) -> cell.setText(messages.number(row.weightG(), 0)));
        column("defects", true, (row, cell) -> cell.setText(Integer.toString(row.defects())));
        column("claimed", false, (row, cell) -> {
            cell.setText(row.claimed() == null ? Messages.NONE : Letters.of(row.claimed(), messages));
            if (row.claimDiffers()) {
                Nodes.icon(cell, MaterialDesignN.NOT_EQUAL_VARIANT);
            }
        });
        getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null && !following) {
                model.select(row);
            }
        });
        model.selected().subscribe(this::follow);
        look.palette().subscribe(this::refresh);
    }

    /** Rows and columns grow with the text. */
    void textSize(double em) {
        setFixedCellSize(Math.rint(em * ROW_EM));
        for (int i = 0; i < COLUMN_EM.length; i++) {
            getColumns().get(i).setMinWidth(COLUMN_EM[i] * em);
            getColumns().get(i).setPrefWidth(COLUMN_EM[i] * em);
        }
    }

    /** From now on it shows the rows: its cells are the most that is made when the page first comes. */
    void fill() {
        if (!filled) {
            filled = true;
            setItems(model.rows());
            // After the table's own, which moves its selection along.
            model.rows().addListener((ListChangeListener<SampleRow>) change -> follow());
            setPlaceholder(Nodes.label(messages.get("station.history.empty"), "station-quiet"));
            follow();
        }
    }

    private void follow() {
        if (!filled) {
            return;
        }
        following = true;
        try {
            int at = model.indexOfSelected();
            if (at < 0) {
                getSelectionModel().clearSelection();
            } else if (getSelectionModel().getSelectedIndex() != at) {
                getSelectionModel().clearAndSelect(at);
                scrollTo(Math.max(0, at - 3));
            }
        } finally {
            following = false;
        }
    }

    private void column(String key, boolean figure, BiConsumer<SampleRow, TableCell<SampleRow, SampleRow>> fill) {
        TableColumn<SampleRow, SampleRow> column = new TableColumn<>(messages.get("station.history." + key));
        column.setSortable(false);
        column.setReorderable(false);
        if (figure) {
            column.getStyleClass().add("station-column-figure");
        }
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(of -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable SampleRow row, boolean empty) {
                super.updateItem(row, empty);
                setText(null);
                setGraphic(null);
                if (row != null && !empty) {
                    fill.accept(row, this);
                }
            }
        });
        getColumns().add(column);
    }
}
