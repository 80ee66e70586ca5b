package fr.gaveurs.console.desktop.shell;

import java.util.ArrayDeque;
import java.util.Deque;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Which notice is shown. Good news go by themselves; warnings stay until they are dismissed or no longer true, those of a
 * screen until that is left, and come back where good news stood before them. Knows no controls. FX thread only.
 */
final class NoticeModel {
    /** So many warnings wait at most; of more the oldest goes. */
    static final int WARNINGS = 5;

    /** Subject of a screen's warning about whatever was done last. */
    static final String LAST_ACT = "the last act";

    /**
     * @param action word of a button; null for none
     * @param run what that button does
     * @param subject what a warning is about that may come right by itself; null for any other
     * @param ofScreen whether it is about what was done on the screen in view, and goes with that
     */
    record Notice(
            String text,
            boolean good,
            @Nullable String action,
            Runnable run,
            @Nullable String subject,
            boolean ofScreen) {
        Notice(String text, boolean good, @Nullable String action, Runnable run) {
            this(text, good, action, run, null, false);
        }

        static Notice warning(String subject, String text) {
            return new Notice(text, false, null, () -> {}, subject, false);
        }

        static Notice ofScreen(String subject, String text) {
            return new Notice(text, false, null, () -> {}, subject, true);
        }

        static Notice warning(String text) {
            return new Notice(text, false, null, () -> {});
        }

        static Notice good(String text) {
            return new Notice(text, true, null, () -> {});
        }
    }

    private final ReadOnlyObjectWrapper<@Nullable Notice> shown = new ReadOnlyObjectWrapper<>();
    /** The newest first. */
    private final Deque<Notice> warnings = new ArrayDeque<>();

    private @Nullable Notice good;

    /** Null for none. */
    ReadOnlyObjectProperty<@Nullable Notice> shown() {
        return shown.getReadOnlyProperty();
    }

    void tell(Notice notice) {
        if (notice.good()) {
            good = notice;
        } else {
            good = null;
            warnings.removeIf(known -> known.text().equals(notice.text())
                    || (known.subject() != null && known.subject().equals(notice.subject())));
            warnings.addFirst(notice);
            if (warnings.size() > WARNINGS) {
                warnings.removeLast();
            }
        }
        update();
    }

    /** What the warning of a subject said is true no more. */
    void over(String subject) {
        warnings.removeIf(known -> subject.equals(known.subject()));
        update();
    }

    /** Another screen comes into view. */
    void left() {
        warnings.removeIf(Notice::ofScreen);
        update();
    }

    /** The one shown was read, or its time is over. */
    void dismiss() {
        if (good != null) {
            good = null;
        } else {
            warnings.pollFirst();
        }
        update();
    }

    private void update() {
        shown.set(good != null ? good : warnings.peekFirst());
    }
}
