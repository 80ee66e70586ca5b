package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.DigitKeys;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** The keys that work everywhere in the window. FX thread only. */
final class FrameKeys {
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

    /** The entry that a digit key stands for. */
    private static int digit(KeyEvent event) {
        int entry = DigitKeys.place(event);
        return entry < 0 ? Integer.MAX_VALUE : entry;
    }
}
