package fr.gaveurs.console.desktop.screens.bugs.report;

import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import fr.gaveurs.console.desktop.kit.Actor;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ReportContext;
import java.time.Instant;
import javafx.scene.Parent;

/** The report form, leading nowhere: where one was built beforehand, the first that is opened comes sooner. */
public final class UnopenedForm implements ReportPane.Actions {
    private UnopenedForm() {}

    /** Builds it; on any thread, as long as no window shows it. */
    public static Parent of(Messages messages, Actor actor) {
        Draft blank = Draft.blank(Instant.EPOCH, "", ReportContext.NOTHING);
        ReportViewModel model = new ReportViewModel(messages, "", blank, () -> "");
        return new ReportPane(messages, model, actor, new UnopenedForm()).node();
    }

    @Override
    public void send() {}

    @Override
    public void mineToo(BugSummary bug) {}

    @Override
    public void open(long bugId) {}

    @Override
    public void close(boolean keep) {}

    @Override
    public void resume() {}

    @Override
    public void drop() {}
}
