package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.FocusOrder;
import fr.gaveurs.console.desktop.kit.Icon;
import fr.gaveurs.console.desktop.kit.Roomy;
import fr.gaveurs.console.desktop.kit.RowTip;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;

/**
 * The way to each screen, with what waits there; below stands what concerns the window itself. In a low window it takes
 * less room, then shows icons without words, then small ones, before it has to be scrolled. FX thread only.
 */
final class Rail {
    private static final PseudoClass URGENT = PseudoClass.getPseudoClass("urgent");
    private static final PseudoClass DENSE = PseudoClass.getPseudoClass("dense");
    private static final PseudoClass ICONS = PseudoClass.getPseudoClass("icons");
    private static final PseudoClass TIGHT = PseudoClass.getPseudoClass("tight");
    private static final PseudoClass SCROLLED = PseudoClass.getPseudoClass("scrolled");

    /** How much room the entries take, from most to least. */
    private enum Form {
        ROOMY,
        DENSE,
        ICONS,
        TIGHT
    }

    private final Roomy scroll;
    private final VBox box;
    private final List<ToggleButton> entries = new ArrayList<>();
    /** What waits behind each entry, and how its tip begins. */
    private final List<Label> marks = new ArrayList<>();

    private final List<String> words = new ArrayList<>();
    private final List<RowTip> tips = new ArrayList<>();
    private Form form = Form.ROOMY;
    /** How high what is in the box is in each form, as far as it was looked at since something else changed it. */
    private final Map<Form, Double> heights = new EnumMap<>(Form.class);

    private double textSize;
    private boolean fitting;

    /** @param box holds what stands below the entries of screens */
    Rail(Roomy scroll, VBox box) {
        this.scroll = scroll;
        this.box = box;
        // Its width follows the size of the text.
        scroll.heightProperty().subscribe(this::fit);
        scroll.widthProperty().subscribe(this::fit);
        // Before a button's own, which looks for what lies below it, also beside the rail.
        box.addEventFilter(KeyEvent.KEY_PRESSED, this::walk);
    }

    /** Takes the form with the most room that need not be scrolled. */
    private void fit() {
        double room = scroll.getHeight();
        if (room <= 0 || fitting || entries.isEmpty()) {
            return;
        }
        fitting = true;
        forget();
        Form fits = Form.TIGHT;
        for (Form each : Form.values()) {
            if (height(each) <= room) {
                fits = each;
                break;
            }
        }
        take(fits);
        // The scroll bar takes its width from the entries else.
        scroll.pseudoClassStateChanged(SCROLLED, height(fits) > room);
        fitting = false;
    }

    /**
     * What can be done before it is laid out, a part at a time: to learn how high it is in the forms that a window of this
     * height needs.
     */
    List<Runnable> ahead() {
        return List.of(() -> ahead(Form.ROOMY), () -> ahead(Form.DENSE));
    }

    private void ahead(Form next) {
        if (scroll.getScene() == null || entries.isEmpty()) {
            return;
        }
        forget();
        Double widest = heights.get(Form.ROOMY);
        if (widest == null || widest > scroll.getScene().getHeight()) {
            height(next);
        }
    }

    /** To look at a form gives all that is in the box its style anew: only where its height may be another one. */
    private void forget() {
        double size = entries.getFirst().getFont().getSize();
        Double known = heights.get(form);
        if (size != textSize || (known != null && known != height())) {
            textSize = size;
            heights.clear();
        }
    }

    private double height(Form wanted) {
        Double known = heights.get(wanted);
        if (known == null) {
            if (!take(wanted) && entries.getFirst().getSkin() == null) {
                box.applyCss(); // it never had a style
            }
            known = height();
            heights.put(wanted, known);
        }
        return known;
    }

    /** A name of two lines is as high as the rail is wide. */
    private double height() {
        return box.prefHeight(box.prefWidth(-1));
    }

    /** Answers whether it was another one, which gives all that is in the box its style anew. */
    private boolean take(Form wanted) {
        if (wanted == form) {
            return false;
        }
        form = wanted;
        for (Node node : List.of(scroll, box)) {
            node.pseudoClassStateChanged(DENSE, wanted != Form.ROOMY);
            node.pseudoClassStateChanged(ICONS, wanted == Form.ICONS || wanted == Form.TIGHT);
            node.pseudoClassStateChanged(TIGHT, wanted == Form.TIGHT);
        }
        box.applyCss();
        return true;
    }

    /** Adds an entry below those that are there. */
    void entry(Ikon icon, String word, String shortcut, Runnable open) {
        Label mark = new Label();
        mark.getStyleClass().add("rail-mark");
        mark.setVisible(false);
        StackPane sign = new StackPane(new Icon(icon), mark);
        StackPane.setAlignment(mark, Pos.TOP_RIGHT);
        ToggleButton button = new ToggleButton(word, sign);
        button.setContentDisplay(ContentDisplay.TOP);
        button.getStyleClass().setAll("rail-entry");
        button.setMaxWidth(Double.MAX_VALUE);
        words.add(word + " (" + shortcut + ")");
        tips.add(RowTip.of(button, words.getLast()));
        // In no group: there the arrows would mark another entry, and the screen would stay.
        button.setOnAction(event -> {
            // A second press must not leave the rail without a chosen entry.
            button.setSelected(true);
            open.run();
        });
        entries.add(button);
        marks.add(mark);
        box.getChildren().add(entries.size() - 1, button);
    }

    /**
     * Says on an entry what waits behind it.
     *
     * @param mark a sign or a figure; empty for nothing
     * @param urgent whether it wants a person
     * @param waits the same in words, for its tip
     */
    void mark(int entry, String mark, boolean urgent, String waits) {
        Label label = marks.get(entry);
        if (!label.getText().equals(mark) || !waits.equals(label.getAccessibleText())) {
            label.setText(mark);
            label.setAccessibleText(waits);
            label.setVisible(!mark.isEmpty());
            label.pseudoClassStateChanged(URGENT, urgent);
            ToggleButton button = entries.get(entry);
            String name = words.get(entry);
            tips.get(entry).text(waits.isEmpty() ? name : name + " · " + waits);
            button.setAccessibleText(waits.isEmpty() ? button.getText() : button.getText() + ", " + waits);
        }
    }

    /** The arrows lead from one to the next, and press none. */
    private void walk(KeyEvent event) {
        int by =
                switch (event.getCode()) {
                    case UP -> -1;
                    case DOWN -> 1;
                    default -> 0;
                };
        List<Node> all = FocusOrder.within(box);
        int at = box.getScene() == null ? -1 : all.indexOf(box.getScene().getFocusOwner());
        if (by == 0 || at < 0 || event.isShortcutDown() || event.isAltDown() || event.isShiftDown()) {
            return;
        }
        event.consume();
        int to = Math.clamp(at + by, 0, all.size() - 1);
        if (to != at) {
            (to == 0 ? box : all.get(to - 1)).requestFocusTraversal(TraversalDirection.NEXT);
        }
    }

    void choose(int entry) {
        for (int i = 0; i < entries.size(); i++) {
            entries.get(i).setSelected(i == entry);
        }
    }

    boolean hasKeyboard() {
        return box.getScene() != null && FocusOrder.isWithin(box.getScene().getFocusOwner(), box);
    }

    /** Leads the keyboard to an entry, as a walk by Tab would: so that it is seen. */
    void focus(int entry) {
        Node before = entry == 0 ? box : entries.get(entry - 1);
        before.requestFocusTraversal(TraversalDirection.NEXT);
    }
}
