package fr.gaveurs.console.desktop.shell;

import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;

/** The window as the system has it: its signs, its least size, what its own button does. FX thread only. */
final class Stages {
    private static final double LEAST_WIDTH = 720;
    private static final double LEAST_HEIGHT = 480;

    private Stages() {}

    /** @param close what the system's button to close it does */
    static void prepare(Stage stage, Runnable close) {
        stage.getIcons().setAll(Emblem.images());
        stage.setMinWidth(LEAST_WIDTH);
        stage.setMinHeight(LEAST_HEIGHT);
        stage.setFullScreenExitKeyCombination(KeyCombination.NO_MATCH);
        stage.setFullScreenExitHint("");
        stage.setOnCloseRequest(event -> {
            event.consume();
            close.run();
        });
    }

    static void toFront(Stage stage) {
        stage.setIconified(false);
        stage.show();
        stage.toFront();
        stage.requestFocus();
    }
}
