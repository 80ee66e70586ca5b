package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.Actor;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ReportContext;
import fr.gaveurs.console.desktop.screens.bugs.report.BugReportController;
import java.util.function.LongConsumer;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** Bug reports in this window: what it covers, tells and knows of the screen. FX thread only. */
final class Reporting implements BugReportController.Host {
    /** What the frame has of it. */
    interface Window {
        Messages messages();

        /** Null while the program starts. */
        @Nullable
        Workbench workbench();

        Actor actor();

        /** Says whether the form comes as soon as there are screens. */
        void awaits(boolean form);
    }

    private static final char DELETE = 127;
    private static final int LONGEST_TITLE = 120;

    private final Window window;
    private final StackPane layers;
    private final LongConsumer openBug;
    private final BugReportController controller;
    private @Nullable Node covering;
    /** Whether the screens are there to be reported of. */
    private boolean ready;
    /** Whether there will be none. */
    private boolean over;
    /** Whether the form was asked for before they were. */
    private boolean wanted;
    /** Whether the key that went down last did so while the form was on its way: what called it is not typed into it. */
    private boolean pressed;
    /** What was typed while the form was on its way. */
    private final StringBuilder typed = new StringBuilder();

    Reporting(Launch launch, Window window, StackPane layers, LongConsumer openBug) {
        this.window = window;
        this.layers = layers;
        this.openBug = openBug;
        this.controller = new BugReportController(launch.settings().resolveSibling("reports"), launch.version(), this);
    }

    BugReportController controller() {
        return controller;
    }

    /** True where the key was meant for a report. */
    boolean key(KeyEvent event) {
        pressed = isComing();
        if (event.getCode() == KeyCode.F9
                || (event.getCode() == KeyCode.B && event.isShortcutDown() && event.isShiftDown())) {
            ask();
            return true;
        }
        if (event.getCode() == KeyCode.ESCAPE && wanted) {
            forget();
            return true;
        }
        if (isComing() && event.getCode() == KeyCode.BACK_SPACE && !typed.isEmpty()) {
            typed.setLength(typed.length() - 1);
        }
        if (isComing() && event.getCode() != KeyCode.ESCAPE && !event.isShortcutDown()) {
            return true; // meant for the form
        }
        return event.getCode() == KeyCode.ESCAPE && isOnTop() && controller.escape();
    }

    /** The form, at once or as soon as the screens are there. */
    private void ask() {
        if (!isComing()) {
            typed.setLength(0);
        }
        if (ready) {
            controller.open();
        } else if (!over) {
            await(true);
        }
    }

    private boolean isComing() {
        return wanted || controller.isComing();
    }

    private void await(boolean form) {
        wanted = form;
        window.awaits(form);
    }

    private void forget() {
        await(false);
        typed.setLength(0);
    }

    /** A letter that was typed anywhere: while the form is on its way it is meant for that. */
    void letter(KeyEvent event) {
        String letter = event.getCharacter();
        if (isComing()) {
            boolean sign = pressed && !letter.isEmpty() && letter.charAt(0) >= ' ' && letter.charAt(0) != DELETE;
            if (sign && typed.length() < LONGEST_TITLE) {
                typed.append(letter);
            }
            event.consume();
        }
    }

    /** The screens are there. */
    void ready() {
        ready = true;
        if (wanted) {
            await(false);
            controller.open();
        }
    }

    /** Other screens come in the place of those that are there: nothing covers them any more. */
    void notReady() {
        ready = false;
        controller.dismiss();
    }

    /** There will be no screens any more. */
    void leave() {
        over = true;
        notReady();
        forget();
    }

    /** There will be some after all. */
    void again() {
        over = false;
    }

    @Override
    public String typed() {
        String letters = typed.toString();
        typed.setLength(0);
        return letters;
    }

    /** Whether nothing lies over what it covers the screen with, such as the list of keys. */
    private boolean isOnTop() {
        return covering == null
                || layers.getChildren().indexOf(covering)
                        == layers.getChildren().size() - 1;
    }

    @Override
    public Messages messages() {
        return window.messages();
    }

    @Override
    public ReportContext context() {
        Workbench bench = window.workbench();
        return bench == null ? ReportContext.NOTHING : bench.context();
    }

    @Override
    public @Nullable Image picture() {
        Scene scene = layers.getScene();
        boolean seen = scene != null && scene.getWidth() >= 1 && scene.getHeight() >= 1;
        return seen ? scene.snapshot(null) : null;
    }

    @Override
    public void cover(Node node) {
        covering = node;
        layers.getChildren().add(node);
    }

    @Override
    public void uncover(Node node) {
        covering = node.equals(covering) ? null : covering;
        layers.getChildren().remove(node);
    }

    @Override
    public void notice(String text, boolean good, @Nullable String action, Runnable run) {
        Workbench bench = window.workbench();
        if (bench != null) {
            bench.shell().notice(text, good, action, run);
        }
    }

    @Override
    public void openBug(long id) {
        openBug.accept(id);
    }

    @Override
    public Actor actor() {
        return window.actor();
    }
}
