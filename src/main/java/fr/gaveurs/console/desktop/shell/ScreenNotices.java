package fr.gaveurs.console.desktop.shell;

import fr.gaveurs.console.desktop.kit.Notifier;
import fr.gaveurs.console.desktop.shell.NoticeModel.Notice;

/** What the screen in view tells of what was done there. FX thread only. */
final class ScreenNotices implements Notifier {
    private final NoticeBar notices;

    ScreenNotices(NoticeBar notices) {
        this.notices = notices;
    }

    @Override
    public void good(String text) {
        over();
        notices.tell(Notice.good(text));
    }

    @Override
    public void warn(String text) {
        notices.tell(Notice.ofScreen(NoticeModel.LAST_ACT, text));
    }

    @Override
    public void warn(String subject, String text) {
        notices.tell(Notice.ofScreen(subject, text));
    }

    @Override
    public void over(String subject) {
        notices.over(subject);
    }

    @Override
    public void over() {
        notices.over(NoticeModel.LAST_ACT);
    }
}
