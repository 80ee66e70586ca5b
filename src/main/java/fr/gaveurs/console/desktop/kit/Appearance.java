package fr.gaveurs.console.desktop.kit;

import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;

/**
 * How things look now; both change while screens stand.
 *
 * @param textSize 1 em, px
 */
public record Appearance(ReadOnlyObjectProperty<Palette> palette, ReadOnlyDoubleProperty textSize) {}
