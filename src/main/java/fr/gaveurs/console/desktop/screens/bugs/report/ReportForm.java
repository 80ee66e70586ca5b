package fr.gaveurs.console.desktop.screens.bugs.report;

import fr.gaveurs.console.api.ShortText;
import fr.gaveurs.console.api.bugs.BugInput.NewComment;
import fr.gaveurs.console.api.bugs.Bugs.BugSummary;
import fr.gaveurs.console.api.bugs.Bugs.SimilarBug;
import fr.gaveurs.console.api.bugs.Bugs.SimilarQuery;
import fr.gaveurs.console.client.ApiClient;
import fr.gaveurs.console.desktop.kit.Actor;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.screens.bugs.report.ReportViewModel.Field;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.image.Image;
import javafx.util.Duration;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/** One form from its opening to its end: keeps what is typed, looks for similar bugs, sends. FX thread only. */
final class ReportForm {
    private static final Duration TYPING = Duration.millis(300);
    private static final Duration SAVING = Duration.millis(400);
    /** Who has waited so long for the answer goes on with his work; the report is on the disk already. */
    private static final Duration PATIENCE = Duration.seconds(4);

    private static final String PICTURE_NAME = "screenshot.png";
    private static final int SHORTEST_QUERY = 3;
    private static final int LONGEST_QUERY = 300;
    private static final int SIMILAR = 5;

    /** What a form needs of who opened it. */
    interface Context {
        Messages messages();

        @Nullable
        ApiClient api();

        DraftStore drafts();

        Outbox outbox();

        void openBug(long id);

        /** In whose name it is sent. */
        Actor actor();

        /** The form is to go out of sight. */
        void gone(ReportForm form);

        /** What became of the report; the form may be out of sight by then. */
        void outcome(SendResult outcome);
    }

    private final Context context;
    private final ReportViewModel model;
    private final ReportPane pane;
    private final PauseTransition typing = new PauseTransition(TYPING);
    private final PauseTransition saving = new PauseTransition(SAVING);
    private final PauseTransition patience = new PauseTransition(PATIENCE);
    private final List<BugSummary> pinned = new ArrayList<>();
    private Subscription watching = Subscription.EMPTY;
    private @Nullable Image picture;
    private boolean pictureKept;
    private boolean open = true;
    private int asked;
    private List<DraftStore.Kept> others = List.of();

    /**
     * @param draft what it begins with
     * @param picture the window as it was; null for none
     * @param pin a bug that is known to be about the same; null for none
     */
    ReportForm(Context context, String version, Draft draft, @Nullable Image picture, @Nullable BugSummary pin) {
        this.context = context;
        this.picture = picture;
        this.model = new ReportViewModel(
                context.messages(), version, draft, () -> context.actor().name().get());
        this.pane = new ReportPane(context.messages(), model, context.actor(), new Actions());
        pane.picture(picture);
        if (pin != null) {
            pinned.add(pin);
            pane.similar(pinned);
        }
        typing.setOnFinished(event -> similar());
        saving.setOnFinished(event -> keep());
        patience.setOnFinished(event -> leave());
        watch();
        typing.playFromStart();
        askDrafts();
        askLog(draft);
    }

    Parent node() {
        return pane.node();
    }

    void focus() {
        pane.focus();
    }

    /** Types into what has the keyboard. */
    void type(String letters) {
        pane.type(letters);
    }

    void escape() {
        pane.escape();
    }

    /** Keeps what was typed, and ends. */
    void dismiss() {
        if (open) {
            keep();
            end();
        }
    }

    private void watch() {
        List<Subscription> all = new ArrayList<>();
        for (Field field : Field.values()) {
            all.add(model.text(field).subscribe((before, now) -> changed()));
        }
        all.add(model.text(Field.TITLE).subscribe((before, now) -> typing.playFromStart()));
        all.add(model.severity().subscribe((before, now) -> changed()));
        all.add(model.priority().subscribe((before, now) -> changed()));
        all.add(model.category().subscribe((before, now) -> changed()));
        all.add(model.crop().subscribe((before, now) -> changed()));
        all.add(model.withLogs().subscribe((before, now) -> changed()));
        all.add(model.withScreenshot().subscribe((before, now) -> changed()));
        watching = Subscription.combine(all.toArray(Subscription[]::new));
    }

    private void changed() {
        if (open) {
            saving.playFromStart();
        }
    }

    private void keep() {
        if (!model.typed()) {
            return;
        }
        Draft draft = model.draft();
        Image taken = picture;
        if (taken != null && !pictureKept) {
            pictureKept = true;
            context.drafts().screenshot(draft.id(), Screenshot.of(taken));
        }
        context.drafts().save(draft);
    }

    private void askDrafts() {
        var unused = context.drafts().all().thenAccept(all -> Platform.runLater(() -> offer(all)));
    }

    private void askLog(Draft draft) {
        ApiClient api = context.api();
        if (api != null) {
            var unused = LogText.last(api).thenAccept(text -> Platform.runLater(() -> logs(draft, text)));
        }
    }

    private void logs(Draft draft, String text) {
        if (open && model.draft().id().equals(draft.id()) && !text.isEmpty()) {
            String before = model.logs().get();
            model.logs().set(before.isEmpty() ? text : before + "\n\n" + text);
        }
    }

    private void offer(List<DraftStore.Kept> all) {
        others = all.stream()
                .filter(kept -> !kept.draft().id().equals(model.draft().id()))
                .toList();
        if (others.isEmpty()) {
            pane.offer("");
            return;
        }
        Draft newest = others.getFirst().draft();
        String name = newest.title().isBlank() ? context.messages().get("report.draft.nameless") : newest.title();
        pane.offer(context.messages()
                .get("report.draft.offer", name, context.messages().dayTime(newest.at())));
    }

    private void similar() {
        ApiClient api = context.api();
        String title = model.text(Field.TITLE).get().strip();
        int mine = ++asked;
        if (api == null || title.length() < SHORTEST_QUERY) {
            pane.similar(pinned);
            return;
        }
        String query = ShortText.beginning(title, LONGEST_QUERY);
        var unused = api.bugs()
                .similar(new SimilarQuery(query, model.deviceId(), SIMILAR))
                .exceptionally(failure -> List.of())
                .thenAccept(found -> Platform.runLater(() -> {
                    if (open && mine == asked) {
                        found(found);
                    }
                }));
    }

    private void found(List<SimilarBug> found) {
        List<BugSummary> bugs = new ArrayList<>(pinned);
        for (SimilarBug each : found) {
            if (bugs.stream().noneMatch(bug -> bug.id() == each.bug().id())) {
                bugs.add(each.bug());
            }
        }
        pane.similar(bugs);
    }

    private void put(OutboxItem item, boolean withPicture) {
        saving.stop();
        keep();
        pane.sending(true);
        patience.playFromStart();
        Image taken = picture;
        Screenshot shot = withPicture && taken != null ? Screenshot.of(taken) : null;
        Crop part = item.draft().crop();
        var unused = CompletableFuture.supplyAsync(() -> shot == null
                        ? List.<byte[]>of()
                        : List.of((part == null ? shot : shot.cropped(part)).png(Screenshot.MOST_BYTES)))
                .thenCompose(files -> context.outbox().put(item, files))
                .exceptionally(failure -> new SendResult.NotWritten(failure.toString()))
                .thenAccept(outcome -> Platform.runLater(() -> outcome(item.draft(), outcome)));
    }

    private List<String> files() {
        return picture != null && model.withScreenshot().get() ? List.of(PICTURE_NAME) : List.of();
    }

    private void outcome(Draft draft, SendResult outcome) {
        patience.stop();
        boolean arrived = outcome instanceof SendResult.Sent || outcome instanceof SendResult.Kept;
        if (arrived) {
            context.drafts().remove(draft.id());
        }
        if (!open || arrived) {
            end();
            context.outcome(outcome);
            return;
        }
        pane.sending(false);
        Messages messages = context.messages();
        switch (outcome) {
            case SendResult.Refused refused -> {
                pictureKept = false;
                model.refused(Draft.Refusal.of(refused.problem()));
                pane.refused();
            }
            case SendResult.NotWritten why -> model.tell(messages.get("report.not_written", why.why()));
            case SendResult.Full full -> model.tell(messages.get("report.full", full.waiting()));
            case SendResult.Sent sent -> throw new IllegalStateException("has ended the form: " + sent);
            case SendResult.Kept kept -> throw new IllegalStateException("has ended the form: " + kept);
            case SendResult.OnItsWay waits -> throw new IllegalStateException("has ended the form: " + waits);
        }
        keep();
        pane.focus();
    }

    /** The answer takes long: the report is kept and goes on by itself. */
    private void leave() {
        end();
        context.outcome(new SendResult.OnItsWay());
    }

    private void end() {
        if (open) {
            open = false;
            watching.unsubscribe();
            typing.stop();
            saving.stop();
            patience.stop();
            context.gone(this);
        }
    }

    private final class Actions implements ReportPane.Actions {
        @Override
        public void send() {
            put(
                    OutboxItem.bug(model.draft(), model.bug(), files()),
                    model.withScreenshot().get());
        }

        @Override
        public void mineToo(BugSummary bug) {
            Draft draft = model.draft();
            String author = draft.reporter().isBlank() ? null : draft.reporter().strip();
            NewComment comment = new NewComment(author, draft.comment(model.where()), false);
            put(
                    OutboxItem.comment(draft, bug.id(), comment, files()),
                    model.withScreenshot().get());
        }

        @Override
        public void open(long bugId) {
            dismiss();
            context.openBug(bugId);
        }

        @Override
        public void close(boolean keep) {
            if (keep) {
                keep();
            } else {
                saving.stop();
                context.drafts().remove(model.draft().id());
            }
            end();
        }

        @Override
        public void resume() {
            if (others.isEmpty()) {
                return;
            }
            keep();
            saving.stop();
            DraftStore.Kept kept = others.getFirst();
            byte[] shot = kept.screenshot();
            picture = shot == null ? null : new Image(new ByteArrayInputStream(shot));
            pictureKept = true;
            pinned.clear();
            model.load(kept.draft());
            pane.loaded();
            pane.picture(picture);
            pane.offer("");
            pane.focus();
        }

        @Override
        public void drop() {
            if (!others.isEmpty()) {
                context.drafts().remove(others.getFirst().draft().id());
                offer(others.subList(1, others.size()));
            }
        }
    }
}
