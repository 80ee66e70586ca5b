package fr.gaveurs.console.desktop.screens.stations;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.desktop.kit.Icon;
import fr.gaveurs.console.desktop.kit.Level;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.RowTip;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A station in the list, in columns or in lines. */
final class StationCell extends ListCell<StationRow> {
    private static final List<String> LEVELS =
            Arrays.stream(Level.values()).map(Level::style).toList();

    /** What a row says where nothing was refused, or nobody knows. */
    private static final List<String> REFUSED_NONE = List.of(Messages.NONE, "0");

    private final Messages messages;
    private final Icon sign = new Icon();
    private final Label state = label("stations-state");
    private final Label name = label("stations-name", "elides");
    private final Label note = label("stations-note", "elides");
    private final Label site = label("stations-site");
    private final Label line = label("stations-line", "elides");
    private final Label result = label("stations-result");
    private final Label age = label("stations-age");
    private final Label firmware = label("stations-firmware", "elides");
    private final Label address = label("stations-address", "elides");
    private final Label mac = label("stations-mac", "elides");
    private final Label today = label("stations-day");
    private final Label refused = label("stations-day");
    private final Label below = label("stations-below", "elides");
    private final Button approve = new Button();
    private final RowTip whole = new RowTip(this, tip -> tip.getStyleClass().add("stations-tip"));
    private final HBox row = new HBox();
    private final VBox lines = new VBox();

    /**
     * @param open opens the station's page
     * @param approve lets one in that waits
     */
    StationCell(
            Messages messages,
            ReadOnlyObjectProperty<ListForm> form,
            Consumer<StationRow> open,
            Consumer<StationRow> approve) {
        this.messages = messages;
        getStyleClass().add("stations-cell");
        state.setGraphic(sign);
        this.approve.setText(messages.get("live.approve"));
        this.approve.getStyleClass().addAll("small", "approve");
        this.approve.setMinWidth(USE_PREF_SIZE);
        // The list has the keyboard: Enter opens the page, and there it is a button like the others.
        this.approve.setFocusTraversable(false);
        this.approve.setOnAction(event -> {
            if (getItem() != null) {
                approve.accept(getItem());
            }
        });
        row.getStyleClass().add("stations-row");
        lines.getStyleClass().add("stations-lines");
        // A row as wide as its longest note would make the list scroll sideways.
        for (var box : new Region[] {row, lines}) {
            box.setMinWidth(0);
            box.setPrefWidth(0);
        }
        form.subscribe(this::arrange);
        setOnMouseClicked(event -> {
            if (getItem() != null && event.getButton() == MouseButton.PRIMARY) {
                open.accept(getItem());
            }
        });
    }

    private static Label label(String... styles) {
        Label label = new Label();
        label.getStyleClass().addAll(styles);
        return label;
    }

    private void arrange(ListForm form) {
        row.getChildren().clear();
        lines.getChildren().clear();
        row.getStyleClass().remove("stations-columns");
        double whole = form == ListForm.COLUMNS ? USE_COMPUTED_SIZE : USE_PREF_SIZE;
        for (Label label : new Label[] {state, result, age}) {
            label.setMinWidth(whole);
        }
        if (form == ListForm.COLUMNS) {
            row.getStyleClass().add("stations-columns");
            VBox who = grows(new VBox(name, note));
            who.getStyleClass().add("stations-who");
            VBox where = new VBox(address, mac);
            where.getStyleClass().addAll("stations-where", "stations-who");
            row.getChildren().setAll(state, who, approve, site, line, result, age, today, refused, firmware, where);
        } else {
            HBox first = line(name, spring(), approve, result, age);
            lines.getChildren().add(first);
            if (form == ListForm.TWO_LINES) {
                lines.getChildren().add(line(state, note, spring(), below));
            } else {
                lines.getChildren().addAll(line(state, note), line(below));
            }
            row.getChildren().setAll(grows(lines));
        }
        fill(getItem());
    }

    private static <T extends Node> T grows(T node) {
        HBox.setHgrow(node, Priority.ALWAYS);
        return node;
    }

    private static HBox line(Node... nodes) {
        HBox line = new HBox(nodes);
        line.getStyleClass().add("stations-row");
        return line;
    }

    private static Node spring() {
        return grows(new Region());
    }

    private void fill(@Nullable StationRow now) {
        if (now == null) {
            return;
        }
        sign.icon(now.standing().icon());
        state.setText(now.state());
        level(state, now.level());
        name.setText(now.who());
        note.setText(now.note());
        note.setVisible(!now.note().isEmpty());
        note.setManaged(!now.note().isEmpty());
        level(note, now.trouble() < StationRow.FINE || now.standing() == Standing.PENDING ? Level.WARNING : Level.GOOD);
        site.setText(now.site());
        line.setText(now.line());
        result.setText(now.result());
        level(
                result,
                !now.current() || now.grade() == null
                        ? Level.UNKNOWN
                        : now.grade() == Grade.REJECT
                                ? Level.BAD
                                : now.grade() == Grade.C ? Level.WARNING : Level.GOOD);
        age.setText(now.age());
        firmware.setText(now.firmware());
        address.setText(now.address());
        mac.setText(now.mac());
        today.setText(now.today());
        refused.setText(now.refused());
        level(refused, REFUSED_NONE.contains(now.refused()) ? Level.UNKNOWN : Level.WARNING);
        below.setText(folded(now));
        approve.setVisible(now.claim() != null);
        approve.setManaged(now.claim() != null);
    }

    /** What has no column of its own where there is less room. */
    private String folded(StationRow now) {
        List<String> parts = new ArrayList<>(List.of(now.site()));
        if (!now.line().isEmpty()) {
            parts.add(now.line());
        }
        if (now.standing() != Standing.PENDING) {
            parts.add(messages.get("station.firmware", now.firmware()));
            parts.add(now.address());
            if (!now.today().equals(Messages.NONE)) {
                parts.add(messages.get("stations.row.day", now.today(), now.refused()));
            }
        }
        return String.join(" · ", parts);
    }

    private static void level(Node node, Level level) {
        node.getStyleClass().removeAll(LEVELS);
        node.getStyleClass().add(level.style());
    }

    @Override
    protected void updateItem(@Nullable StationRow now, boolean empty) {
        super.updateItem(now, empty);
        if (empty || now == null) {
            setGraphic(null);
            whole.text("");
            setAccessibleText(null);
            return;
        }
        fill(now);
        String told = String.join(
                "\n",
                now.who(),
                now.state() + (now.note().isEmpty() ? "" : " · " + now.note()),
                now.mac() + " · " + now.address());
        whole.text(told);
        setAccessibleText(String.join(", ", now.who(), now.state(), now.note(), now.site(), now.line(), now.result()));
        setGraphic(row);
    }
}
