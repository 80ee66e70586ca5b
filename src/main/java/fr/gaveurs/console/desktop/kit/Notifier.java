package fr.gaveurs.console.desktop.kit;

/** Tells the person something, in a notice below the screen. FX thread only. */
public interface Notifier {
    /** Good news: they go by themselves after some seconds. */
    void good(String text);

    /** Something that did not work: it stays until it is dismissed. */
    void warn(String text);
}
