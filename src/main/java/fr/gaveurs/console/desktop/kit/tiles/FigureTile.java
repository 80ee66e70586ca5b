package fr.gaveurs.console.desktop.kit.tiles;

import fr.gaveurs.console.desktop.kit.Palette;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;

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
