package fr.gaveurs.console.desktop.screens.models;

import javafx.scene.Node;

/** A page of the screen. It asks for what it shows while it is in view. FX thread only. */
interface ModelsPage {
    /** Built once; the same node each time. */
    Node node();

    /** It came into view: start to ask. */
    void shown();

    /** It went out of view: nothing more is asked. */
    void hidden();

    /** Shows one of its things, as {@link #opened} named it; empty for none. */
    default void open(String item) {}

    /** What is open; empty for nothing. */
    default String opened() {
        return "";
    }
}
