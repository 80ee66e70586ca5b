package fr.gaveurs.console.desktop.kit;

/** Tells the person something, in a notice below the screen. FX thread only. */
public interface Notifier {
    /** Good news: they go by themselves after some seconds. What {@link #warn(String)} said before is over with them. */
    void good(String text);

    /**
     * Something that did not work: it stays until it is dismissed, until a later act works or does not, and no longer than
     * the screen on which it was done is in view.
     */
    void warn(String text);

    /**
     * As {@link #warn(String)}, of something that may be tried again while other things are done: it goes when that is
     * {@link #over}, or did not work once more.
     *
     * @param subject what it is about, such as {@code approve ESP32_LL_01}
     */
    void warn(String subject, String text);

    /** What the warning of a subject said is true no more; does nothing where none stands. */
    void over(String subject);

    /** What {@link #warn(String)} said is of no interest any more. */
    void over();
}
