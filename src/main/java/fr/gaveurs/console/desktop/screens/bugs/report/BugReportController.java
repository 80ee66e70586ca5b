package fr.gaveurs.console.desktop.screens.bugs.report;

import fr.gaveurs.console.api.Problem;
import fr.gaveurs.console.api.ShortText;
import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import fr.gaveurs.console.client.ApiClient;
import fr.gaveurs.console.desktop.kit.Actor;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.ProblemText;
import fr.gaveurs.console.desktop.kit.ReportContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.image.Image;
import org.jspecify.annotations.Nullable;

/**
 * Where bug reports come from in the window: the form that a person opens, and errors that nobody caught. What is not
 * sent yet lies in a folder and goes on after a restart. FX thread only, but for {@link #caught}.
 */
public final class BugReportController {
    private static final Duration RETRY = Duration.ofSeconds(10);
    private static final Duration GROUPING = Duration.ofSeconds(2);
    private static final String WINDOW = "window";

    /** What the window gives. */
    public interface Host {
        Messages messages();

        /** What is in front of the person. */
        ReportContext context();

        /** The window as it is now; null where it has no picture. */
        @Nullable
        Image picture();

        /** Puts something over the screen, which goes on. */
        void cover(Node node);

        void uncover(Node node);

        /**
         * Tells something.
         *
         * @param good whether it is good news
         * @param action word of a button, null for none
         */
        void notice(String text, boolean good, @Nullable String action, Runnable run);

        void openBug(long id);

        /** What was typed while the form was on its way; asked once. */
        String typed();

        /** In whose name it is reported. */
        Actor actor();
    }

    private final String version;
    private final Host host;
    private final DraftStore drafts;
    private final Outbox outbox;
    private final CrashReporter crashes;
    private final CrashGate gate;
    private @Nullable ApiClient api;
    /** Null while there is none, and nobody has asked for one. */
    private @Nullable Opened opened;

    private @Nullable CrashPane crash;

    /** The form on its way: it comes in pieces, since all at once would keep the window from answering. */
    private sealed interface Opened {
        /** The picture is taken, and the form is made next. */
        record Begun(Draft draft) implements Opened {}

        /** The form is made; it covers the screen, or does so next. */
        record Made(ReportForm form) implements Opened {}
    }

    /** @param folder where reports and counts are kept; made when there is something to keep */
    public BugReportController(Path folder, String version, Host host) {
        this.version = version;
        this.host = host;
        this.drafts = new DraftStore(folder.resolve("drafts"));
        this.outbox = new Outbox(folder.resolve("outbox"), RETRY, new OutboxListener());
        this.gate = new CrashGate(Platform::runLater, InstantSource.system(), new OneCrash());
        this.crashes = new CrashReporter(
                folder.resolve("errors.json"), version, GROUPING, RETRY, (met, first) -> gate.met(met));
    }

    /** There is a backend: what waits is sent. */
    public void connect(ApiClient to) {
        api = to;
        outbox.connect(new BugCourier(to.bugs()));
        crashes.connect(to.bugs()::report);
        var unused = drafts.all().thenAccept(all -> {
            if (!all.isEmpty()) {
                Platform.runLater(() -> unsent(all.size()));
            }
        });
    }

    /** Opens the form about what is in front of the person, or about the error that is shown. */
    public void open() {
        open(host.context());
    }

    /** As {@link #open()}, about something that was in front of the person a moment ago. */
    public void open(ReportContext about) {
        CrashPane shown = crash;
        if (opened instanceof Opened.Made made) {
            made.form().focus();
        } else if (opened == null && shown != null) {
            report(shown.crash());
        } else if (opened == null) {
            open(Draft.blank(Instant.now(), host.actor().name().get(), about), null);
        }
    }

    /** Whether the form was asked for, and cannot be typed into yet. */
    public boolean isComing() {
        return opened instanceof Opened.Begun
                || (opened instanceof Opened.Made made && made.form().node().getScene() == null);
    }

    /** The Escape key; true where it was meant for the form or the error shown. */
    public boolean escape() {
        if (opened instanceof Opened.Made made) {
            made.form().escape();
        } else if (opened != null) {
            opened = null;
        } else if (crash != null) {
            closeCrash();
        } else {
            return false;
        }
        return true;
    }

    /** Nothing of it covers the screen any more; what was typed is kept. */
    public void dismiss() {
        dismissForm();
        closeCrash();
    }

    private void dismissForm() {
        if (opened instanceof Opened.Made made) {
            made.form().dismiss();
        }
        opened = null;
    }

    /** An error that nobody caught: counted, told to the backend, and shown. From any thread; never throws. */
    public void caught(String component, Throwable error) {
        crashes.caught(component, error);
    }

    /** For {@link Thread#setDefaultUncaughtExceptionHandler}. */
    public void uncaught(Thread thread, Throwable error) {
        String name = thread.getName();
        boolean ours = name.isBlank() || name.startsWith("JavaFX");
        caught(ours ? WINDOW : ShortText.beginning(name, 100), error);
    }

    /** Stops everything, keeping what was not sent; completes when the files rest. */
    public CompletableFuture<Void> close() {
        dismissForm();
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread.ofVirtual().name("reports-close").start(() -> {
            try {
                outbox.close();
                drafts.close();
                crashes.close();
            } finally {
                done.complete(null);
            }
        });
        return done;
    }

    private void open(Draft draft, @Nullable BugSummary pin) {
        // Taken first: the form is no part of what it is about.
        Image picture = host.picture();
        Opened begun = new Opened.Begun(draft);
        opened = begun;
        Platform.runLater(() -> {
            if (begun.equals(opened)) {
                show(new ReportForm(new Handler(), version, draft, picture, pin));
            }
        });
    }

    private void show(ReportForm form) {
        Opened made = new Opened.Made(form);
        opened = made;
        Platform.runLater(() -> {
            if (made.equals(opened)) {
                host.cover(form.node());
                form.focus();
                form.type(host.typed());
            }
        });
    }

    private void report(CaughtError about) {
        closeCrash();
        Messages messages = host.messages();
        BugSummary bug = crashes.bug(about.code());
        Draft blank = Draft.blank(Instant.now(), host.actor().name().get(), host.context());
        String words = messages.get("crash.description", about.code(), about.title());
        open(blank.about(about, words, bug == null ? null : bug.id()), bug);
    }

    private void closeCrash() {
        CrashPane shown = crash;
        if (shown != null) {
            crash = null;
            host.uncover(shown.node());
            gate.closed();
        }
    }

    private void unsent(int count) {
        if (opened == null) {
            Messages messages = host.messages();
            host.notice(
                    messages.count("report.draft.unsent", count), true, messages.get("report.draft.show"), this::open);
        }
    }

    private void tell(SendResult outcome) {
        Messages messages = host.messages();
        switch (outcome) {
            case SendResult.Sent sent ->
                host.notice(
                        messages.get(sent.comment() ? "report.added" : "report.sent", sent.bugId()),
                        true,
                        messages.get("report.sent.open"),
                        () -> host.openBug(sent.bugId()));
            case SendResult.Kept kept ->
                host.notice(messages.count("report.kept", kept.waiting()), true, null, () -> {});
            case SendResult.OnItsWay waits -> host.notice(messages.get("report.on_its_way"), true, null, () -> {});
            case SendResult.Refused refused ->
                host.notice(
                        messages.get("report.came_back", ProblemText.of(refused.problem(), messages)),
                        false,
                        messages.get("report.draft.show"),
                        this::open);
            case SendResult.NotWritten why ->
                host.notice(
                        messages.get("report.not_written", why.why()),
                        false,
                        messages.get("report.draft.show"),
                        this::open);
            case SendResult.Full full ->
                host.notice(
                        messages.get("report.full", full.waiting()),
                        false,
                        messages.get("report.draft.show"),
                        this::open);
        }
    }

    private final class Handler implements ReportForm.Context {
        @Override
        public Messages messages() {
            return host.messages();
        }

        @Override
        public @Nullable ApiClient api() {
            return api;
        }

        @Override
        public DraftStore drafts() {
            return drafts;
        }

        @Override
        public Outbox outbox() {
            return outbox;
        }

        @Override
        public void openBug(long id) {
            host.openBug(id);
        }

        @Override
        public Actor actor() {
            return host.actor();
        }

        @Override
        public void gone(ReportForm closed) {
            if (opened instanceof Opened.Made made && made.form() == closed) {
                opened = null;
                host.uncover(closed.node());
                gate.retry();
            }
        }

        @Override
        public void outcome(SendResult outcome) {
            tell(outcome);
        }
    }

    /** Reports of before, which nobody waits for. */
    private final class OutboxListener implements Outbox.Listener {
        @Override
        public void outcome(OutboxItem item, SendResult outcome) {
            Platform.runLater(() -> tell(outcome));
        }

        @Override
        public void returned(Draft draft, byte @Nullable [] screenshot) {
            drafts.save(draft);
            if (screenshot != null) {
                drafts.screenshot(draft.id(), screenshot);
            }
        }

        @Override
        public void fileRefused(OutboxItem item, long bugId, String file, Problem why) {
            Platform.runLater(() -> host.notice(
                    host.messages().get("report.file_refused", bugId, file, ProblemText.of(why, host.messages())),
                    false,
                    host.messages().get("report.sent.open"),
                    () -> host.openBug(bugId)));
        }
    }

    private final class OneCrash implements CrashGate.Pane {
        @Override
        public boolean show(CaughtError met, long times) {
            if (opened != null) {
                return false;
            }
            CrashPane pane = new CrashPane(
                    host.messages(), version, met, () -> report(met), BugReportController.this::closeCrash);
            pane.counted(times, 0);
            crash = pane;
            host.cover(pane.node());
            return true;
        }

        @Override
        public void counted(long same, long others) {
            if (crash != null) {
                crash.counted(same, others);
            }
        }
    }
}
