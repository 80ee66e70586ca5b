package fr.gaveurs.console.desktop.kit;

/** Tells the person something, in a notice below the screen. FX thread only. */
public interface Notifier {
    /** Good news: they go by themselves after some seconds. */
    void good(String text);

    /** Something that did not work: it stays until it is dismissed. */
    void warn(String text);

    /**
     * As {@link #warn(String)}, of something that may work later: it also goes when that is {@link #over}, or tried again.
     *
     * @param subject what it is about, such as {@code approve ESP32_LL_01}
     */
    void warn(String subject, String text);

    /** What the warning of a subject said is true no more; does nothing where none stands. */
    void over(String subject);
}
