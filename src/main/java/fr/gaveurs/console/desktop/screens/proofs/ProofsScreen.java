package fr.gaveurs.console.desktop.screens.proofs;

import fr.gaveurs.console.desktop.kit.Fxml;
import fr.gaveurs.console.desktop.kit.ProblemText;
import fr.gaveurs.console.desktop.kit.Screen;
import fr.gaveurs.console.desktop.kit.pump.Poll;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javafx.scene.Parent;
import org.jspecify.annotations.Nullable;

/** The transparency log: asks while it is shown. */
public final class ProofsScreen implements Screen {
    private static final String STYLES = "/css/proofs.css";
    private static final Duration BETWEEN_READINGS = Duration.ofSeconds(1);

    private final ProofsContext context;
    private final ProofsViewModel model;
    private final ProofsController controller;
    private final Parent root;
    private final Poll<ProofsReading> poll;
    private boolean shown;
    private @Nullable VerificationTask followed;

    public ProofsScreen(ProofsContext context) {
        this.context = context;
        model = new ProofsViewModel(context.messages());
        controller = new ProofsController(context.messages(), model, new Acts());
        root = Fxml.load("proofs", context.messages(), controller);
        Fxml.style(root, STYLES);
        poll = new Poll<>(
                context.pump(),
                BETWEEN_READINGS,
                () -> ProofsReading.take(context.api().transparency()),
                model::read,
                failure -> model.failed(ProblemText.of(failure, context.messages())));
    }

    private final class Acts implements ProofsController.Actions {
        @Override
        public void verify() {
            does(context.api().transparency().verify(), begun -> follow());
        }

        @Override
        public void cancel() {
            does(context.api().transparency().cancel(), done -> {});
        }

        @Override
        public void sign() {
            does(context.api().transparency().checkpoint(), made -> context.notices()
                    .good(context.messages()
                            .get("proofs.signed", context.messages().integer(made.size()))));
        }
    }

    /** In the window's frame, also while another screen is in view. */
    private void follow() {
        VerificationTask before = followed;
        if (before != null && before.isRunning()) {
            return;
        }
        VerificationTask task = new VerificationTask(context.api().transparency(), context.messages(), context.tasks());
        context.tasks().over(VerificationTask.SUBJECT);
        if (context.tasks().start(task)) {
            followed = task;
        }
    }

    private <T> void does(CompletableFuture<T> call, Consumer<T> done) {
        var unused = call.handle((value, failure) -> {
            context.pump().post(() -> {
                if (failure == null) {
                    context.notices().over();
                    done.accept(value);
                } else {
                    context.notices().warn(ProblemText.of(failure, context.messages()));
                }
                if (shown) {
                    poll.start(); // what came of it is seen at once
                }
            });
            return null;
        });
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
    }

    @Override
    public void focus() {
        controller.focus();
    }
}
