package fr.gaveurs.console.desktop.screens.journal;

import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.Route;
import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.api.audit.Audit.AuditEntry;
import fr.gaveurs.console.api.audit.Audit.AuditQuery;
import fr.gaveurs.console.desktop.kit.Fxml;
import fr.gaveurs.console.desktop.kit.Screen;
import fr.gaveurs.console.desktop.kit.pump.PagedPoll;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.scene.Parent;
import org.jspecify.annotations.Nullable;

/** The journal: asks for the newest acts while it is shown, and for older ones when somebody reads that far. */
public final class JournalScreen implements Screen {
    private static final String STYLES = "/css/journal.css";
    private static final Duration BETWEEN_ANSWERS = Duration.ofSeconds(3);

    private final JournalContext context;
    private final JournalViewModel model;
    private final JournalController controller;
    private final Parent root;
    private final PagedPoll<AuditEntry> poll;

    public JournalScreen(JournalContext context) {
        this.context = context;
        model = new JournalViewModel(context.messages());
        poll = new PagedPoll<>(
                context.pump(),
                BETWEEN_ANSWERS,
                model,
                () -> context.api().audit(model.newest(context.messages().now())),
                this::older);
        controller = new JournalController(context.messages(), model, changing(), poll::ask, poll::askOlder);
        root = Fxml.load("journal", context.messages(), controller);
        Fxml.style(root, STYLES);
        controller.textSize(context.appearance().textSize());
    }

    private @Nullable CompletableFuture<Page<AuditEntry>> older() {
        AuditQuery query = model.older(context.messages().now());
        return query == null ? null : context.api().audit(query);
    }

    /** Ids of the routes by which somebody changes something. */
    static List<String> changing() {
        return Routes.ALL.stream().filter(Routes::changes).map(Route::id).toList();
    }

    @Override
    public Parent node() {
        return root;
    }

    @Override
    public void show() {
        poll.show();
    }

    @Override
    public void hide() {
        poll.hide();
        controller.hidden();
    }

    @Override
    public void focus() {
        controller.focus();
    }
}
