package fr.gaveurs.console.desktop.shell;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** The keys that work everywhere in the window. FX thread only. */
final class FrameKeys {
    private final Frame frame;
    private final boolean kiosk;
    private final Overlay help;
    private final Overlay leaving;
    private final Reporting reporting;

    FrameKeys(Frame frame, boolean kiosk, Overlay help, Overlay leaving, Reporting reporting) {
        this.frame = frame;
        this.kiosk = kiosk;
        this.help = help;
        this.leaving = leaving;
        this.reporting = reporting;
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
        } else if (event.getCode() == KeyCode.ESCAPE && help.isShown()) {
            help.hide();
        } else if (reporting.key(event)) {
            handled = true;
        } else if (event.getCode() == KeyCode.ESCAPE && workbench != null && workbench.openStation() != null) {
            workbench.back();
        } else if (event.isShortcutDown() && workbench != null && digit(event) < workbench.entries()) {
            // Below something that covers it a screen would change unseen, and take the keyboard from what is seen.
            if (!covered()) {
                workbench.choose(digit(event));
                workbench.focusContent();
            }
        } else if (event.getCode() == KeyCode.F6 && workbench != null && !covered()) {
            workbench.skip();
        } else {
            handled = false;
        }
        if (handled) {
            event.consume();
        }
    }

    /** Whether something lies over the screens, which has the keyboard for itself. */
    private boolean covered() {
        return help.isShown() || reporting.desk().isOpen();
    }

    /** The entry that a digit key stands for. On a French keyboard the keys of 1, 2 and 3 may come as &, é and ". */
    private static int digit(KeyEvent event) {
        return switch (event.getCode()) {
            case DIGIT1, NUMPAD1, AMPERSAND -> 0;
            case DIGIT2, NUMPAD2 -> 1;
            case DIGIT3, NUMPAD3, QUOTEDBL -> 2;
            default -> "é".equals(event.getText()) ? 1 : Integer.MAX_VALUE;
        };
    }
}
