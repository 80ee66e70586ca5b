package fr.gaveurs.console.desktop.kit;

import org.controlsfx.control.NotificationPane;

/** Shows notices below what it holds, which is part of the scene from the beginning. */
public final class NoticePane extends NotificationPane {
    public NoticePane() {
        // Else what it holds would be in the scene, and hear its keys, only from the next pulse on.
        setSkin(createDefaultSkin());
        setShowFromTop(false);
        setCloseButtonVisible(false);
    }
}
