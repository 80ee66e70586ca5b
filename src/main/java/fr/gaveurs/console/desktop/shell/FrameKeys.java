package fr.gaveurs.console.desktop.shell;

import java.util.List;
import java.util.Map;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** The keys that work everywhere in the window. FX thread only. */
final class FrameKeys {
    private static final List<KeyCode> DIGITS = List.of(
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
    private static final List<KeyCode> NUMPAD = List.of(
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

    private final Frame frame;
    private final boolean kiosk;
    private final Overlay help;
    private final Overlay leaving;
    private final Reporting reporting;
    private final LayerFocus focus;

    FrameKeys(Frame frame, boolean kiosk, Overlay help, Overlay leaving, Reporting reporting, LayerFocus focus) {
        this.frame = frame;
        this.kiosk = kiosk;
        this.help = help;
        this.leaving = leaving;
        this.reporting = reporting;
        this.focus = focus;
    }

    void pressed(KeyEvent event) {
        ClosingPane closing = frame.closing();
        Workbench workbench = frame.workbench();
        if (closing != null) {
            if (event.getCode() == KeyCode.ESCAPE && closing.isAsking()) {
                closing.keepWaiting();
                event.consume();
            }
            return;
        }
        if (leaving.isShown()) {
            if (event.getCode() == KeyCode.ESCAPE) {
                leaving.hide();
                event.consume();
            }
            return;
        }
        boolean handled = true;
        if (event.getCode() == KeyCode.F11 && !kiosk) {
            frame.stage().setFullScreen(!frame.stage().isFullScreen());
        } else if (event.getCode() == KeyCode.F1) {
            frame.toggleHelp();
        } else if (event.getCode() == KeyCode.ESCAPE && help.isOnTop()) {
            help.hide();
        } else if (reporting.key(event)) {
            handled = true;
        } else if (event.getCode() == KeyCode.ESCAPE && workbench != null && workbench.openStation() != null) {
            workbench.escape();
        } else if (event.isShortcutDown()
                && workbench != null
                && digit(event) < workbench.entries().size()) {
            // Below something that covers it a screen would change unseen, and take the keyboard from what is seen.
            if (!focus.isCovered()) {
                workbench.choose(workbench.entries().get(digit(event)));
                workbench.focusContent();
            }
        } else if (event.getCode() == KeyCode.F6 && workbench != null && !focus.isCovered()) {
            workbench.skip();
        } else {
            handled = false;
        }
        if (handled) {
            event.consume();
        }
    }

    /** The entry that a digit key stands for. On a French keyboard the keys of digits come as &, é, ", ' and so on. */
    private static int digit(KeyEvent event) {
        int entry = DIGITS.indexOf(event.getCode());
        if (entry < 0) {
            entry = NUMPAD.indexOf(event.getCode());
        }
        if (entry < 0) {
            entry = FRENCH.getOrDefault(event.getCode(), -1);
        }
        if (entry < 0 && event.getText().length() == 1) {
            entry = FRENCH_LETTERS.indexOf(event.getText());
        }
        return entry < 0 ? Integer.MAX_VALUE : entry;
    }
}
