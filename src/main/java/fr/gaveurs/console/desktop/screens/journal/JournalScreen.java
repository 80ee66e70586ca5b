package fr.gaveurs.console.desktop.screens.journal;

import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.api.audit.Audit.AuditEntry;
import fr.gaveurs.console.api.audit.Audit.AuditQuery;
import fr.gaveurs.console.api.feedback.FeedbackApi;
import fr.gaveurs.console.client.ApiException;
import fr.gaveurs.console.desktop.kit.Fxml;
import fr.gaveurs.console.desktop.kit.Screen;
import fr.gaveurs.console.desktop.kit.pump.Poll;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.scene.Parent;

/** The journal: asks for the newest acts while it is shown, and for older ones when somebody reads that far. */
public final class JournalScreen implements Screen {
    private static final String STYLES = "/css/journal.css";
    private static final Duration BETWEEN_ANSWERS = Duration.ofSeconds(3);

    private final JournalContext context;
    private final JournalViewModel model;
    private final JournalController controller;
    private final Parent root;
    private final Poll<Page<AuditEntry>> poll;
    private boolean shown;

    public JournalScreen(JournalContext context) {
        this.context = context;
        model = new JournalViewModel(context.messages());
        controller = new JournalController(context.messages(), model, changing(), this::ask, this::askOlder);
        root = Fxml.load("journal", context.messages(), controller);
        Fxml.style(root, STYLES);
        controller.textSize(context.appearance().textSize());
        poll = new Poll<>(
                context.pump(),
                BETWEEN_ANSWERS,
                () -> context.api().audit(model.newest(Instant.now())),
                model::first,
                failure -> model.failed(String.valueOf(failure.getMessage())));
    }

    /** Ids of the routes by which somebody changes something; consumers, who have no name, stand in no journal. */
    static List<String> changing() {
        return Routes.ALL.stream()
                .filter(route -> !route.method().equals("GET") && !FeedbackApi.BY_CONSUMERS.contains(route))
                .map(Route::id)
                .toList();
    }

    @Override
    public Parent node() {
        return root;
    }

    @Override
    public void show() {
        shown = true;
        poll.start();
    }

    @Override
    public void hide() {
        shown = false;
        poll.stop();
        controller.hidden();
    }

    @Override
    public void focus() {
        controller.focus();
    }

    private void ask() {
        if (shown) {
            poll.start();
        }
    }

    private void askOlder() {
        AuditQuery query = shown ? model.older(Instant.now()) : null;
        if (query == null) {
            return;
        }
        int round = model.round();
        var unused = context.api().audit(query).handle((page, failure) -> {
            context.pump().post(() -> {
                if (round != model.round()) {
                    return; // of filters that are no longer those
                }
                if (failure == null) {
                    model.more(page);
                } else {
                    model.failed(String.valueOf(ApiException.of(failure).getMessage()));
                }
            });
            return null;
        });
    }
}
