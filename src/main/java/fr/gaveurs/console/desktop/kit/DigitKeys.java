package fr.gaveurs.console.desktop.kit;

import java.util.List;
import java.util.Map;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** The keys of digits: of the upper row, of the block at the right, and of a French keyboard, where they come as letters. */
public final class DigitKeys {
    /** The upper row, from 1 to 9 and 0. */
    public static final List<KeyCode> ROW = List.of(
            KeyCode.DIGIT1,
            KeyCode.DIGIT2,
            KeyCode.DIGIT3,
            KeyCode.DIGIT4,
            KeyCode.DIGIT5,
            KeyCode.DIGIT6,
            KeyCode.DIGIT7,
            KeyCode.DIGIT8,
            KeyCode.DIGIT9,
            KeyCode.DIGIT0);

    private static final List<KeyCode> BLOCK = List.of(
            KeyCode.NUMPAD1,
            KeyCode.NUMPAD2,
            KeyCode.NUMPAD3,
            KeyCode.NUMPAD4,
            KeyCode.NUMPAD5,
            KeyCode.NUMPAD6,
            KeyCode.NUMPAD7,
            KeyCode.NUMPAD8,
            KeyCode.NUMPAD9,
            KeyCode.NUMPAD0);
    /** Those of the French row that have a code of their own; the others are told by their letter. */
    private static final Map<KeyCode, Integer> FRENCH = Map.of(
            KeyCode.AMPERSAND, 0,
            KeyCode.QUOTEDBL, 2,
            KeyCode.QUOTE, 3,
            KeyCode.LEFT_PARENTHESIS, 4,
            KeyCode.MINUS, 5,
            KeyCode.UNDERSCORE, 7);

    private static final String FRENCH_LETTERS = "&é\"'(-è_çà";

    private DigitKeys() {}

    /** The place of a digit's key in its row, 0 for 1 to 9 for 0; -1 for another key. */
    public static int place(KeyEvent event) {
        int place = ROW.indexOf(event.getCode());
        if (place < 0) {
            place = BLOCK.indexOf(event.getCode());
        }
        if (place < 0) {
            place = FRENCH.getOrDefault(event.getCode(), -1);
        }
        if (place < 0 && event.getText().length() == 1) {
            place = FRENCH_LETTERS.indexOf(event.getText());
        }
        return place;
    }
}
