package fr.gaveurs.console.desktop.screens.bugs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.Problem;
import fr.gaveurs.console.api.bugs.BugInput.NewBug;
import fr.gaveurs.console.api.bugs.BugInput.NewComment;
import fr.gaveurs.console.client.ApiException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
    private static final byte[] PICTURE = "a picture".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path temporary;

    private final Tracker tracker = new Tracker();
    private final Told told = new Told();
    private final List<Outbox> opened = new ArrayList<>();

    /** A backend in memory; {@code fault} may refuse what is asked of it, before or after it was done. */
    private static final class Tracker implements Courier {
        private final Map<UUID, Long> bugs = new LinkedHashMap<>();
        private final List<String> titles = new CopyOnWriteArrayList<>();
        private final List<String> comments = new CopyOnWriteArrayList<>();
        private final List<String> files = new CopyOnWriteArrayList<>();
        private volatile Consumer<String> before = what -> {};
        private volatile Consumer<String> after = what -> {};

        @Override
        public synchronized long create(NewBug bug) {
            before.accept(bug.title());
            Long known = bugs.get(bug.clientId());
            if (known == null) {
                known = 100L + bugs.size();
                bugs.put(Objects.requireNonNull(bug.clientId()), known);
                titles.add(bug.title());
            }
            after.accept(bug.title());
            return known;
        }

        @Override
        public void comment(long bugId, NewComment comment) {
            before.accept("comment");
            comments.add(bugId + " " + comment.text());
            after.accept("comment");
        }

        @Override
        public boolean hasComment(long bugId, NewComment comment) {
            return comments.contains(bugId + " " + comment.text());
        }

        @Override
        public void attach(long bugId, String fileName, String by, byte[] bytes) {
            before.accept(fileName);
            files.add(bugId + " " + fileName + " " + by + " " + new String(bytes, StandardCharsets.UTF_8));
            after.accept(fileName);
        }

        void answers() {
            before = what -> {};
            after = what -> {};
        }
    }

    private static final class Told implements Outbox.Listener {
        private final List<SendResult> outcomes = new CopyOnWriteArrayList<>();
        private final List<Draft> returned = new CopyOnWriteArrayList<>();
        private final List<String> files = new CopyOnWriteArrayList<>();

        @Override
        public void outcome(OutboxItem item, SendResult outcome) {
            outcomes.add(outcome);
        }

        @Override
        public void returned(Draft draft, byte @Nullable [] screenshot) {
            returned.add(draft);
        }

        @Override
        public void fileRefused(OutboxItem item, long bugId, String file, Problem why) {
            files.add(bugId + " " + file + " " + why.detail());
        }
    }

    private Outbox open() {
        Outbox outbox = new Outbox(folder(), Duration.ofMillis(30), told);
        opened.add(outbox);
        return outbox;
    }

    private Path folder() {
        return temporary.resolve("outbox é");
    }

    @AfterEach
    void close() {
        opened.forEach(Outbox::close);
    }

    private static Consumer<String> status(int status, FieldError... errors) {
        return what -> {
            throw new ApiException(new Problem("about:blank", "No", status, "status " + status, null, List.of(errors)));
        };
    }

    private static SendResult put(Outbox outbox, String title) {
        Draft draft = Drafts.titled(title);
        return outbox.put(
                        OutboxItem.bug(draft, draft.bug("The weight stays at zero.", "1.0"), List.of("screenshot.png")),
                        List.of(PICTURE))
                .join();
    }

    private List<Path> left() throws IOException {
        return SafeFiles.list(folder());
    }

    @Test
    void anErrorWhileAReportIsWrittenIsAnAnswerAndTheNextOneGoes() throws Exception {
        Outbox outbox = open();
        outbox.connect(tracker);
        Draft draft = Drafts.titled("The weight is wrong");
        List<byte[]> unreadable = new AbstractList<>() {
            @Override
            public byte[] get(int index) {
                throw new OutOfMemoryError("a test's");
            }

            @Override
            public int size() {
                return 1;
            }
        };

        SendResult outcome = outbox.put(
                        OutboxItem.bug(draft, draft.bug("It stays at zero.", "1.0"), List.of("screenshot.png")),
                        unreadable)
                .get(60, TimeUnit.SECONDS);

        assertThat(outcome).isInstanceOf(SendResult.NotWritten.class);
        assertThat(put(outbox, "The weight is wrong again")).isInstanceOf(SendResult.Sent.class);
    }

    @Test
    void aReportIsSentWithItsPictureAndNothingIsLeft() {
        Outbox outbox = open();
        outbox.connect(tracker);
        assertThat(put(outbox, "The weight is wrong")).isEqualTo(new SendResult.Sent(100, false));
        await().until(() -> left().isEmpty());
        assertThat(tracker.files).containsExactly("100 screenshot.png Jeanne a picture");
        assertThat(told.outcomes).isEmpty();
    }

    @Test
    void withoutABackendReportsWaitAndAreSentInOrderWhenItIsThere() {
        Outbox outbox = open();
        tracker.before = status(503);
        outbox.connect(tracker);
        assertThat(put(outbox, "first report")).isEqualTo(new SendResult.Kept(1));
        assertThat(put(outbox, "second report")).isEqualTo(new SendResult.Kept(2));
        assertThat(put(outbox, "third report")).isEqualTo(new SendResult.Kept(3));
        tracker.answers();
        await().until(() -> told.outcomes.size() == 3);
        assertThat(tracker.titles).containsExactly("first report", "second report", "third report");
        await().until(() -> left().isEmpty());
    }

    @Test
    void whatWaitsSurvivesARestart() throws IOException {
        Outbox before = open();
        assertThat(put(before, "first report")).isEqualTo(new SendResult.Kept(1));
        assertThat(put(before, "second report")).isEqualTo(new SendResult.Kept(2));
        before.close();
        assertThat(SafeFiles.list(folder())).hasSize(2);
        open();
        opened.getLast().connect(tracker);
        await().until(() -> tracker.files.size() == 2);
        assertThat(tracker.titles).containsExactly("first report", "second report");
    }

    @Test
    void anAnswerThatIsLostDoesNotMakeTwoBugs() {
        tracker.after = status(0);
        Outbox outbox = open();
        outbox.connect(tracker);
        assertThat(put(outbox, "The weight is wrong")).isEqualTo(new SendResult.Kept(1));
        tracker.answers();
        await().until(() -> !told.outcomes.isEmpty());
        assertThat(tracker.titles).containsExactly("The weight is wrong");
        assertThat(told.outcomes).containsExactly(new SendResult.Sent(100, false));
    }

    @Test
    void anAnswerToACommentThatIsLostDoesNotMakeTwoComments() {
        tracker.after = status(0);
        Outbox outbox = open();
        outbox.connect(tracker);
        Draft draft = Drafts.titled("Mine too");
        OutboxItem item =
                OutboxItem.comment(draft, 42, new NewComment("Jeanne", draft.comment("here"), false), List.of());
        assertThat(outbox.put(item, List.of()).join()).isEqualTo(new SendResult.Kept(1));
        tracker.answers();
        await().until(() -> !told.outcomes.isEmpty());
        assertThat(told.outcomes).containsExactly(new SendResult.Sent(42, true));
        assertThat(tracker.comments).containsExactly("42 Mine too\n\nThe weight stays at zero.\n\nhere");
    }

    @Test
    void aPictureThatIsAwayFollowsLaterAndTheReportIsNotSentAgain() {
        tracker.before = what -> {
            if (what.endsWith(".png")) {
                status(503).accept(what);
            }
        };
        Outbox outbox = open();
        outbox.connect(tracker);
        assertThat(put(outbox, "The weight is wrong")).isEqualTo(new SendResult.Sent(100, false));
        outbox.close();
        assertThat(tracker.files).isEmpty();
        tracker.before =
                what -> assertThat(what).as("the report is there already").endsWith(".png");
        open().connect(tracker);
        await().until(() -> left().isEmpty());
        assertThat(tracker.files).hasSize(1);
        assertThat(told.outcomes).isEmpty();
    }

    @Test
    void aPictureThatIsRefusedIsToldAndBlocksNothing() {
        tracker.before = what -> {
            if (what.endsWith(".png")) {
                status(413).accept(what);
            }
        };
        Outbox outbox = open();
        outbox.connect(tracker);
        assertThat(put(outbox, "first report")).isEqualTo(new SendResult.Sent(100, false));
        assertThat(put(outbox, "second report")).isEqualTo(new SendResult.Sent(101, false));
        await().until(() -> left().isEmpty());
        assertThat(told.files).containsExactly("100 screenshot.png status 413", "101 screenshot.png status 413");
    }

    @Test
    void aReportThatIsRefusedComesBackWithWhatWasTyped() throws IOException {
        tracker.before = status(400, new FieldError("reporter_email", "must be an address"));
        Outbox outbox = open();
        outbox.connect(tracker);
        assertThat(put(outbox, "The weight is wrong")).isInstanceOf(SendResult.Refused.class);
        assertThat(left()).isEmpty();
        Draft back = told.returned.getFirst();
        assertThat(back.title()).isEqualTo("The weight is wrong");
        assertThat(back.refusal())
                .isEqualTo(new Draft.Refusal("other", "status 400", Map.of("reporter_email", "must be an address")));
    }

    @Test
    void tooManyAtOnceAndFaultsOfTheBackendMeanLater() {
        Outbox outbox = open();
        outbox.connect(tracker);
        for (int status : new int[] {429, 500, 502, 503, 504, 408, 0}) {
            tracker.before = status(status);
            assertThat(put(outbox, "status " + status)).as("%s", status).isInstanceOf(SendResult.Kept.class);
        }
        tracker.answers();
        await().until(() -> tracker.titles.size() == 7);
    }

    @Test
    void oneReportThatTheBackendStumblesOverDoesNotHoldUpTheOthers() {
        tracker.before = what -> {
            if (what.equals("a poisoned report")) {
                status(500).accept(what);
            }
        };
        Outbox outbox = open();
        outbox.connect(tracker);
        assertThat(put(outbox, "a poisoned report")).isEqualTo(new SendResult.Kept(1));
        assertThat(put(outbox, "a good report")).isEqualTo(new SendResult.Sent(100, false));
    }

    @Test
    void damagedFilesAreSetAsideAndTheOthersAreSent() throws IOException {
        Outbox before = open();
        put(before, "first report");
        put(before, "second report");
        put(before, "third report");
        before.close();
        List<Path> entries = left();
        Files.writeString(entries.get(0).resolve("report.json"), "{\"draft\":{\"id\"");
        Files.delete(entries.get(1).resolve("report.json"));
        Path half = Files.createDirectories(folder().resolve("000000000000001-half.tmp"));
        Files.writeString(half.resolve("file-0"), "written when the power went");

        open().connect(tracker);
        await().until(() -> tracker.files.size() == 1);
        assertThat(tracker.titles).containsExactly("third report");
        await().until(() -> left().isEmpty());
        assertThat(folder()).isDirectoryContaining("glob:**" + entries.get(0).getFileName() + ".bad");
        assertThat(folder()).isDirectoryContaining("glob:**" + entries.get(1).getFileName() + ".bad");
        assertThat(half).doesNotExist();
    }

    @Test
    void aCrashBetweenSendingAndRemovingSendsNothingTwice() throws IOException {
        Outbox before = open();
        put(before, "The weight is wrong");
        before.close();
        Path entry = left().getFirst();
        Path copy = temporary.resolve("copy");
        copy(entry, copy);
        open().connect(tracker);
        await().until(() -> tracker.files.size() == 1);
        opened.getLast().close();
        copy(copy, entry); // as it was before it was sent
        open().connect(tracker);
        await().until(() -> tracker.files.size() == 2); // known by its content to the real backend
        assertThat(tracker.titles).containsExactly("The weight is wrong");
        assertThat(tracker.bugs).hasSize(1);
    }

    @Test
    void thereIsAnEndToWhatIsKept() throws IOException {
        Outbox outbox = open();
        put(outbox, "the first one");
        Path entry = left().getFirst();
        for (int i = 1; i < Outbox.MOST; i++) {
            Files.createDirectory(entry.resolveSibling("9" + i));
        }
        assertThat(put(outbox, "one too many")).isEqualTo(new SendResult.Full(Outbox.MOST));
        assertThat(left()).hasSize(Outbox.MOST);
    }

    @Test
    void aFolderThatCannotBeWrittenIsTold() throws IOException {
        Files.writeString(folder(), "a file where the folder should be");
        Outbox outbox = open();
        outbox.connect(tracker);
        assertThat(put(outbox, "The weight is wrong")).isInstanceOf(SendResult.NotWritten.class);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
