package fr.gaveurs.console.desktop.screens.health;

import fr.gaveurs.console.api.admin.Admin.LogPage;
import fr.gaveurs.console.client.ApiException;
import fr.gaveurs.console.desktop.kit.Fxml;
import fr.gaveurs.console.desktop.kit.Layers;
import fr.gaveurs.console.desktop.kit.Palette;
import fr.gaveurs.console.desktop.kit.ProblemText;
import fr.gaveurs.console.desktop.kit.ReportContext;
import fr.gaveurs.console.desktop.kit.SceneKeys;
import fr.gaveurs.console.desktop.kit.Screen;
import fr.gaveurs.console.desktop.kit.pump.Poll;
import java.time.Duration;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Parent;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.util.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The health screen: asks while it is shown, for the log only while that is the page in view. */
public final class HealthScreen implements Screen {
    /** What a warning is about. */
    private static final String COPY = "copy diagnostics";

    private static final Logger LOG = LoggerFactory.getLogger(HealthScreen.class);
    private static final String STYLES = "/css/health.css";
    private static final Duration BETWEEN_READINGS = Duration.ofMillis(1500);
    private static final Duration BETWEEN_PAGES = Duration.ofSeconds(1);

    private final HealthContext context;
    private final ReadOnlyObjectWrapper<Palette> palette;
    private final HealthViewModel model;
    private final HealthController controller;
    private final LogViewModel log;
    private final LogPane logPane;
    private final Parent root;
    private final Poll<Reading> poll;
    private final Poll<LogPage> logPoll;
    private boolean unanswered;
    private final SceneKeys keys;
    private Subscription following = Subscription.EMPTY;
    private Subscription problems = Subscription.EMPTY;
    private boolean shown;

    public HealthScreen(HealthContext context) {
        this.context = context;
        this.palette =
                new ReadOnlyObjectWrapper<>(context.appearance().palette().get());
        model = new HealthViewModel(context.messages());
        log = new LogViewModel(context.messages());
        logPane = new LogPane(context.messages(), log, context.appearance().textSize(), this::askLog);
        controller = new HealthController(
                model,
                context.messages(),
                palette.getReadOnlyProperty(),
                context.appearance().textSize(),
                logPane.node(),
                new Actions());
        root = Fxml.load("health", context.messages(), controller);
        keys = new SceneKeys(root, this::key, typed -> {});
        Fxml.style(root, STYLES);
        poll = new Poll<>(
                context.pump(),
                BETWEEN_READINGS,
                () -> Reading.take(context.api(), context.messages()),
                this::answered,
                this::unanswered);
        logPoll = new Poll<>(
                context.pump(),
                BETWEEN_PAGES,
                () -> context.api().log(log.query()),
                this::page,
                failure -> log.failed(
                        context.messages().get("health.log.failed", ProblemText.of(failure, context.messages()))));
    }

    @Override
    public Parent node() {
        return root;
    }

    @Override
    public void show() {
        controller.wrong().arriving();
        shown = true;
        // Followed only while shown: a screen of another language must not hang on the window's theme for ever.
        following = context.appearance().palette().subscribe(palette::set);
        problems = context.feed().onConditions(model::problems);
        keys.start();
        poll.start();
        askLog();
    }

    @Override
    public void hide() {
        shown = false;
        following.unsubscribe();
        following = Subscription.EMPTY;
        problems.unsubscribe();
        problems = Subscription.EMPTY;
        keys.stop();
        poll.stop();
        logPoll.stop();
        logPane.hidden();
        controller.wrong().left();
    }

    @Override
    public ReportContext context() {
        return model.context();
    }

    private void logShown(boolean visible) {
        askLog();
        if (visible) {
            logPane.focus();
        }
    }

    /** Asks for the log now, and again and again unless it is paused. */
    private void askLog() {
        if (shown && controller.logShown()) {
            logPoll.start();
        } else {
            logPoll.stop();
        }
    }

    private void answered(Reading reading) {
        unanswered = false;
        model.reading(reading);
        controller.wrong().arrived();
    }

    /** Each round of an outage fails alike: the first says it. */
    private void unanswered(ApiException failure) {
        if (!unanswered) {
            unanswered = true;
            LOG.warn("the health screen could not ask", failure);
        }
    }

    private void page(LogPage page) {
        log.page(page);
        if (log.paused().get()) {
            logPoll.stop();
        }
    }

    private void reset(String breaker) {
        var unused = context.api().resetBreaker(breaker).handle((done, failure) -> {
            context.pump().post(() -> {
                String subject = "reset " + breaker;
                if (failure == null) {
                    context.notice().over(subject);
                } else {
                    String reason = ProblemText.of(failure, context.messages());
                    context.notice().warn(subject, context.messages().get("health.reset.failed", reason));
                }
                if (shown) {
                    poll.start();
                }
            });
            return null;
        });
    }

    private void copyDiagnostics() {
        var unused = context.api().diagnostics().handle((text, failure) -> {
            context.pump().post(() -> {
                if (failure == null) {
                    context.notice().over(COPY);
                    ClipboardContent content = new ClipboardContent();
                    content.putString(text);
                    Clipboard.getSystemClipboard().setContent(content);
                } else {
                    String reason = ProblemText.of(failure, context.messages());
                    context.notice().warn(COPY, context.messages().get("health.copy.failed", reason));
                }
                controller.copied(failure == null);
            });
            return null;
        });
    }

    private void key(KeyEvent event) {
        if (!event.isShortcutDown() || Layers.covered(root, event)) {
            return;
        }
        if (event.getCode() == KeyCode.L) {
            if (controller.logShown()) {
                controller.page(false);
            } else {
                controller.page(true);
            }
        } else if (event.getCode() == KeyCode.F) {
            controller.page(true);
            logPane.find();
        } else if (event.getCode() == KeyCode.C && event.isShiftDown()) {
            controller.copyDiagnostics();
        } else {
            return;
        }
        event.consume();
    }

    private final class Actions implements HealthController.Actions {
        @Override
        public void reset(String breaker) {
            HealthScreen.this.reset(breaker);
        }

        @Override
        public void copyDiagnostics() {
            HealthScreen.this.copyDiagnostics();
        }

        @Override
        public void openStations() {
            context.openStations().run();
        }

        @Override
        public void logShown(boolean visible) {
            HealthScreen.this.logShown(visible);
        }
    }
}
