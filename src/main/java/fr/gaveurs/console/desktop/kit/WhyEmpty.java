package fr.gaveurs.console.desktop.kit;

import javafx.scene.control.Label;
import javafx.scene.control.ListView;

/**
 * What a list shows in place of rows: that it is still asked for, that there are none, or why it could not be had. What
 * was said once stays known when a later answer does not come. FX thread only.
 */
public final class WhyEmpty extends Label {
    private final Messages messages;
    private String none;
    private boolean answered;

    /**
     * @param style of the words
     * @param none what is said once it is known that there are none
     */
    public WhyEmpty(Messages messages, String style, String none) {
        this.messages = messages;
        this.none = none;
        getStyleClass().add(style);
        Labels.wrap(this);
        asking();
    }

    /** That of a list that was made with one. */
    public static WhyEmpty of(ListView<?> list) {
        return (WhyEmpty) list.getPlaceholder();
    }

    /** Nothing is known any more: something else is asked for. */
    public void asking() {
        answered = false;
        setText(messages.get("list.asking"));
    }

    /** The answer came: where the list is empty there are none. */
    public void answered() {
        answered = true;
        setText(none);
    }

    /** As {@link #answered()}, for a reason of its own. */
    public void answered(String why) {
        none = why;
        answered();
    }

    /** No answer came. */
    public void failed(String reason) {
        if (!answered) {
            setText(messages.get("list.failed", reason));
        }
    }
}
