package fr.gaveurs.console.desktop.screens.feedback;

import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.feedback.Feedbacks.Feedback;
import fr.gaveurs.console.api.feedback.Feedbacks.Satisfaction;
import fr.gaveurs.console.desktop.kit.Fxml;
import fr.gaveurs.console.desktop.kit.ProblemText;
import fr.gaveurs.console.desktop.kit.Screen;
import fr.gaveurs.console.desktop.kit.pump.PagedPoll;
import fr.gaveurs.console.desktop.kit.pump.Poll;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javafx.scene.Parent;
import org.jspecify.annotations.Nullable;

/** Ratings: the inbox and the figures, each asked for while it is in view. */
public final class FeedbackScreen implements Screen {
    static final String STYLES = "/css/feedback.css";
    private static final Duration BETWEEN_ANSWERS = Duration.ofSeconds(3);
    private static final Duration BETWEEN_FIGURES = Duration.ofSeconds(30);

    private final FeedbackContext context;
    private final FeedbackViewModel model;
    private final FeedbackController controller;
    private final Parent root;
    private final PagedPoll<Feedback> inbox;
    private final Poll<Satisfaction> figures;
    private boolean shown;

    public FeedbackScreen(FeedbackContext context) {
        this.context = context;
        model = new FeedbackViewModel(context.messages());
        inbox = new PagedPoll<>(
                context.pump(),
                BETWEEN_ANSWERS,
                model.feedbacks(),
                () -> context.api().products().feedbacks(model.query(null)),
                this::older);
        controller = new FeedbackController(context, model, this::ask, inbox::askOlder);
        root = Fxml.load("feedback", context.messages(), controller);
        Fxml.style(root, STYLES);
        figures = new Poll<>(
                context.pump(),
                BETWEEN_FIGURES,
                () -> context.api().products().satisfaction(controller.satisfactionQuery()),
                controller::satisfaction,
                failure -> controller.noSatisfaction(ProblemText.of(failure, context.messages())));
    }

    @Override
    public Parent node() {
        return root;
    }

    @Override
    public void show() {
        shown = true;
        ask();
    }

    @Override
    public void hide() {
        shown = false;
        inbox.hide();
        figures.stop();
        controller.hidden();
    }

    @Override
    public void focus() {
        controller.focus();
    }

    /** Asks for what is in view, and for nothing else. */
    private void ask() {
        inbox.hide();
        figures.stop();
        if (shown && controller.figuresInView()) {
            figures.start();
        } else if (shown) {
            inbox.show();
        }
    }

    private @Nullable CompletableFuture<Page<Feedback>> older() {
        String cursor = model.feedbacks().older();
        return cursor == null ? null : context.api().products().feedbacks(model.query(cursor));
    }
}
