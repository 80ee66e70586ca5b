package fr.gaveurs.console.desktop.screens.feedback;

import fr.gaveurs.console.api.Page;
import fr.gaveurs.console.api.feedback.Feedbacks.Feedback;
import fr.gaveurs.console.api.feedback.Feedbacks.Satisfaction;
import fr.gaveurs.console.client.ApiException;
import fr.gaveurs.console.desktop.kit.Fxml;
import fr.gaveurs.console.desktop.kit.Screen;
import fr.gaveurs.console.desktop.kit.pump.Poll;
import java.time.Duration;
import javafx.scene.Parent;

/** Ratings: the inbox and the figures, each asked for while it is in view. */
public final class FeedbackScreen implements Screen {
    static final String STYLES = "/css/feedback.css";
    private static final Duration BETWEEN_ANSWERS = Duration.ofSeconds(3);
    private static final Duration BETWEEN_FIGURES = Duration.ofSeconds(30);

    private final FeedbackContext context;
    private final FeedbackViewModel model;
    private final FeedbackController controller;
    private final Parent root;
    private final Poll<Page<Feedback>> inbox;
    private final Poll<Satisfaction> figures;
    private boolean shown;

    public FeedbackScreen(FeedbackContext context) {
        this.context = context;
        model = new FeedbackViewModel(context.messages());
        controller = new FeedbackController(context, model, this::ask, this::askOlder);
        root = Fxml.load("feedback", context.messages(), controller);
        Fxml.style(root, STYLES);
        inbox = new Poll<>(
                context.pump(),
                BETWEEN_ANSWERS,
                () -> context.api().products().feedbacks(model.query(null)),
                model.feedbacks()::first,
                failure -> model.feedbacks().failed(String.valueOf(failure.getMessage())));
        figures = new Poll<>(
                context.pump(),
                BETWEEN_FIGURES,
                () -> context.api().products().satisfaction(controller.satisfactionQuery()),
                controller::satisfaction,
                failure -> controller.noSatisfaction(String.valueOf(failure.getMessage())));
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
        inbox.stop();
        figures.stop();
        controller.hidden();
    }

    @Override
    public void focus() {
        controller.focus();
    }

    /** Asks for what is in view, and for nothing else. */
    private void ask() {
        inbox.stop();
        figures.stop();
        if (shown && controller.figuresInView()) {
            figures.start();
        } else if (shown) {
            inbox.start();
        }
    }

    private void askOlder() {
        String cursor = shown ? model.feedbacks().older() : null;
        if (cursor == null) {
            return;
        }
        int round = model.feedbacks().round();
        var unused = context.api().products().feedbacks(model.query(cursor)).handle((page, failure) -> {
            context.pump().post(() -> {
                if (round != model.feedbacks().round()) {
                    return; // of filters that are no longer those
                }
                if (failure == null) {
                    model.feedbacks().more(page);
                } else {
                    model.feedbacks()
                            .failed(String.valueOf(ApiException.of(failure).getMessage()));
                }
            });
            return null;
        });
    }
}
