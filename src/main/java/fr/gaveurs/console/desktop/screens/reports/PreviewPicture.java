package fr.gaveurs.console.desktop.screens.reports;

import fr.gaveurs.console.api.reports.ReportInput.NewReport;
import fr.gaveurs.console.api.reports.ReportTemplates.Preview;
import fr.gaveurs.console.api.reports.ReportTemplates.TemplateInput;
import fr.gaveurs.console.api.reports.Reports.ReportKind;
import fr.gaveurs.console.api.reports.Reports.ReportLanguage;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ProblemText;
import fr.gaveurs.console.desktop.screens.reports.ReportPages.Page;
import javafx.animation.PauseTransition;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a report would look like, drawn by the console with its own data. Asked for once nothing more is typed; one at a time,
 * and after an answer only the newest wish. FX thread only.
 */
final class PreviewPicture {
    private static final int WIDTH = 760;

    private final ReportsContext context;
    private final Messages messages;
    private final PauseTransition typing = new PauseTransition(Duration.millis(400));
    private @Nullable ImageView image;
    private @Nullable Label note;
    private @Nullable Preview wanted;
    /** Whether its page was looked at: what nobody looks at need not be drawn. */
    private boolean seen;

    private boolean asking;

    PreviewPicture(ReportsContext context) {
        this.context = context;
        this.messages = context.messages();
        typing.setOnFinished(event -> ask());
    }

    void bind(ImageView view, Label says) {
        image = view;
        note = says;
        view.sceneProperty().subscribe(scene -> later());
    }

    /** Its page was opened. */
    void opened() {
        seen = true;
        later();
    }

    private void later() {
        if (wanted != null) {
            typing.playFromStart();
        }
    }

    /** @param of the template that is being edited; null: a new one */
    void show(ReportKind kind, @Nullable Long of, TemplateInput template) {
        ReportLanguage language = template.language() != null
                ? template.language()
                : messages.language() == Messages.Language.FR ? ReportLanguage.FR : ReportLanguage.EN;
        wanted = new Preview(
                new NewReport(
                        kind, null, language, null, null, null, null, null, null, null, null, null, null, of, null),
                template);
        typing.playFromStart();
    }

    private void ask() {
        Preview now = wanted;
        ImageView view = image;
        if (!seen || asking || now == null || view == null || view.getScene() == null) {
            return;
        }
        wanted = null;
        asking = true;
        say("templates.preview.asking");
        var unused = context.api()
                .reports()
                .preview(now, WIDTH)
                .thenApply(ReportPages::decoded)
                .handle((page, failure) -> {
                    context.pump().post(() -> came(page, failure));
                    return null;
                });
    }

    private void came(@Nullable Page page, @Nullable Throwable failure) {
        asking = false;
        if (page != null && image != null) {
            image.setImage(page.image());
            if (note != null) {
                note.setText(messages.count("templates.preview.pages", page.pages()));
            }
        } else if (failure != null && note != null) {
            note.setText(messages.get("templates.preview.failed", ProblemText.of(failure, messages)));
        }
        if (wanted != null) {
            ask();
        }
    }

    private void say(String key) {
        if (note != null) {
            note.setText(messages.get(key));
        }
    }
}
