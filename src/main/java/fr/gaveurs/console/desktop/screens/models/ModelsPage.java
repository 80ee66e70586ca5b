package fr.gaveurs.console.desktop.screens.models;

import javafx.scene.Node;
import javafx.scene.input.KeyEvent;

/** A page of the screen. It asks for what it shows while it is in view. FX thread only. */
interface ModelsPage {
    /** Built once; the same node each time. */
    Node node();

    /** It came into view: start to ask. */
    void shown();

    /** It went out of view: nothing more is asked. */
    void hidden();

    /** What it asked for could not be read. */
    default void failed(String reason) {}

    /** A key that was pressed anywhere in the screen while it is in view, before anything else hears of it. */
    default void pressed(KeyEvent event) {}

    /** Takes the keyboard, where it wants it for itself; false: its tab has it. */
    default boolean focus() {
        return false;
    }

    /** Shows one of its things, as {@link #opened} named it; empty for none. */
    default void open(String item) {}

    /** What is open; empty for nothing. */
    default String opened() {
        return "";
    }
}
