package fr.gaveurs.console.desktop.kit.tiles;

import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.PopOvers;
import fr.gaveurs.console.desktop.kit.RowTip;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.controlsfx.control.PopOver;
import org.jspecify.annotations.Nullable;

/**
 * One figure: its name, its value, a word beside it, and a small chart where there is room for one. In fewer words where
 * room is short.
 */
public final class FigureTile extends ThemedTile {
    private static final PseudoClass ALERT = PseudoClass.getPseudoClass("alert");
    private static final PseudoClass OLD = PseudoClass.getPseudoClass("old");

    private final String full;
    private final String shortTitle;
    private final FigureTileSkin skin;
    private String value = "";
    private String note = "";
    private String shortNote = "";
    private boolean narrow;
    private @Nullable Runnable open;
    private @Nullable PopOver panel;

    /** @param title what the figure is */
    public FigureTile(String title, ReadOnlyObjectProperty<Palette> palette) {
        this(title, title, palette);
    }

    /** @param shortTitle the title where room is short */
    public FigureTile(String title, String shortTitle, ReadOnlyObjectProperty<Palette> palette) {
        super("figure-card");
        this.full = title;
        this.shortTitle = shortTitle;
        setAccessibleRole(AccessibleRole.TEXT);
        skin = new FigureTileSkin(this, palette);
        setSkin(skin);
        words();
    }

    /** @param note a word beside the value, empty where there is none */
    public void figure(String value, String note) {
        figure(value, note, note, false, false);
    }

    /**
     * @param shortNote what of the note is left where room is short
     * @param alert whether somebody should look
     * @param old whether it could not be measured lately
     */
    public void figure(String value, String note, String shortNote, boolean alert, boolean old) {
        this.value = value;
        this.note = note;
        this.shortNote = shortNote;
        pseudoClassStateChanged(ALERT, alert);
        pseudoClassStateChanged(OLD, old);
        words();
    }

    /**
     * From now on a press, Enter or Space opens a panel that says what the figure is, over which time, and where its
     * limits come from.
     *
     * @param key of the words: those of {@code explain.KEY.what}, {@code .over} and {@code .limits}
     * @param limits what those words name, such as a limit in force
     */
    public void explain(Messages messages, String key, Object... limits) {
        Runnable turn = () -> {
            PopOver shown = panel;
            if (shown != null && shown.isShowing()) {
                shown.hide();
            } else {
                panel = PopOvers.show(this, new FigureExplanation(this, full, messages, key, limits));
            }
        };
        open = turn;
        getStyleClass().add("explained");
        setAccessibleRole(AccessibleRole.BUTTON);
        setFocusTraversable(true);
        RowTip.of(this, messages.get("explain.tip"));
        setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.isStillSincePress()) {
                requestFocus();
                turn.run();
                event.consume();
            }
        });
        setOnKeyPressed(event -> {
            boolean plain = !event.isShortcutDown() && !event.isAltDown() && !event.isShiftDown();
            if (plain && (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE)) {
                turn.run();
                event.consume();
            }
        });
    }

    /** A screen reader presses it too. */
    @Override
    public void executeAccessibleAction(AccessibleAction action, Object... parameters) {
        if (action == AccessibleAction.FIRE && open != null) {
            open.run();
        } else {
            super.executeAccessibleAction(action, parameters);
        }
    }

    /** The word beside the value, in full. */
    String note() {
        return note;
    }

    public void chart(FigureChart chart) {
        skin.chart(chart);
    }

    /** Whether room is short. */
    public void narrow(boolean now) {
        narrow = now;
        words();
    }

    private void words() {
        setTitle(narrow ? shortTitle : full);
        setDescription(value);
        setText(narrow ? shortNote : note);
        setAccessibleText((full + " " + value + " " + note).strip());
    }
}
