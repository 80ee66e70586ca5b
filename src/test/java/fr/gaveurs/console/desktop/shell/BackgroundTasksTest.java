package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.Pictures;
import fr.gaveurs.console.desktop.WindowRobot;
import fr.gaveurs.console.desktop.kit.FollowingTask;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.kit.PopOvers;
import fr.gaveurs.console.desktop.screens.Screens;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.concurrent.Task;
import javafx.concurrent.Worker;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressBar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Long work goes on in the window's frame: how far it is, its end, and its being cancelled. */
@Timeout(120)
class BackgroundTasksTest {
    @TempDir
    Path folder;

    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicInteger endedWork = new AtomicInteger();
    private final AtomicBoolean givenUp = new AtomicBoolean();
    private final TestBackend backend = new TestBackend()
            .answer("/api/sqal/dashboard/overview", 200, MadeUp.overview(12))
            .greeting(MadeUp.snapshot(MadeUp.everything()), MadeUp.pulse(MadeUp.everything()));

    private final BackupMaker maker = (target, percent, cancelled) -> {
        percent.accept(42);
        while (!goOn.await(10, TimeUnit.MILLISECONDS)) {
            if (cancelled.getAsBoolean()) {
                givenUp.set(true);
                throw new IOException("ended before it was complete");
            }
        }
        if (target.toString().contains("full")) {
            throw new IOException("the disk is full");
        }
        Files.write(target, new byte[1_500_000]);
        return 1_500_000;
    };

    private OpenWindow open(Language language, Theme theme, int percent) {
        OpenWindow open = new OpenWindow(folder, language, theme, percent, null, null, maker).connect(backend);
        await().until(() -> Fx.call(() -> PicturesTest.count(open, ".station-tile")) == 12);
        return open;
    }

    private void backup(OpenWindow open, String name) {
        Fx.run(() ->
                BackupTask.start(maker, open.frame.messages(), open.workbench().background(), folder.resolve(name)));
    }

    private static boolean place(OpenWindow open) {
        return Fx.call(() -> PicturesTest.visible(open, "#taskPlace"));
    }

    @Test
    void aBackupShowsHowFarItIsSurvivesAChangeOfLanguageAndTellsItsEnd() {
        try (OpenWindow open = open(Language.FR, Theme.LIGHT, 100)) {
            assertThat(place(open)).as("no room taken while nothing runs").isFalse();
            assertThat(Fx.call(() -> open.stage().getScene().lookup("#tasks")))
                    .as("not even made")
                    .isNull();
            Fx.run(() -> open.workbench().shell().settings().fire());
            assertThat(open.inPanel(Button.class, "Faire une sauvegarde…").getId())
                    .isEqualTo("settingsBackup");
            Fx.run(() -> PopOvers.hideAll(open.stage()));
            backup(open, "hall.backup");
            WindowRobot robot =
                    new WindowRobot(open).sees("Sauvegarde vers hall.backup").sees("42\u00a0%");
            Node bar = robot.awaited(node -> WindowRobot.is(node, ".task-bar"));
            assertThat(Fx.call(((ProgressBar) bar)::getProgress)).isEqualTo(0.42);

            open.language(Language.EN);
            robot.sees("Sauvegarde vers hall.backup");
            goOn.countDown();
            robot.sees("hall.backup est écrit (1,5").sees("done");
            assertThat(Fx.call(((ProgressBar) open.stage().getScene().lookup(".task-bar"))::getProgress))
                    .as("stands full")
                    .isEqualTo(1);
            assertThat(place(open)).as("what was aimed at stays where it is").isTrue();
            assertThat(Fx.call(
                            () -> open.stage().getScene().lookup(".task-cancel").isDisabled()))
                    .isTrue();
            Fx.run(() -> open.workbench().choose(Screens.HEALTH));
            assertThat(place(open)).isFalse();
            assertThat(folder.resolve("hall.backup")).hasSize(1_500_000);
        } finally {
            backend.close();
        }
    }

    @Test
    void whatEndedGoesByItselfWhereNothingMovesUnderThePointer() {
        try (OpenWindow open = open(Language.EN, Theme.LIGHT, 100)) {
            open.onScreen();
            backup(open, "hall.backup");
            WindowRobot robot = new WindowRobot(open).sees("42%");
            robot.move(open.stage().getScene().lookup("#railSettings"));
            goOn.countDown();
            robot.sees("done");
            await().atMost(Duration.ofSeconds(25)).until(() -> !place(open)); // before nobody has touched it for long
        } finally {
            backend.close();
        }
    }

    @Test
    void aNoticeCoversNoneOfThem() {
        try (OpenWindow open = open(Language.FR, Theme.LIGHT, 125)) {
            open.onScreen();
            backup(open, "one.backup");
            backup(open, "two.backup");
            WindowRobot robot = new WindowRobot(open).sees("two.backup");
            robot.move(open.stage().getScene().lookup("#noticeScreen"));
            Fx.run(() -> open.workbench().shell().notices().tell(NoticeModel.Notice.good("one is ready")));
            robot.sees("one is ready");
            Node bar = robot.awaited(node -> WindowRobot.is(node, ".notification-bar"));
            Node pane = open.stage().getScene().getRoot().lookup(".notification-pane");
            await().until(() -> Fx.call(() -> bar.getLayoutBounds().getHeight() > 20
                    && bar.localToScene(bar.getLayoutBounds()).getMaxY()
                            <= pane.localToScene(pane.getLayoutBounds()).getMaxY() + 1));
            for (Node row :
                    Fx.call(() -> List.copyOf(open.stage().getScene().getRoot().lookupAll(".task-bar")))) {
                assertThat(Fx.call(() -> row.localToScene(row.getLayoutBounds())
                                .intersects(bar.localToScene(bar.getLayoutBounds()))))
                        .isFalse();
            }
            goOn.countDown();
        } finally {
            backend.close();
        }
    }

    @Test
    void itIsCancelledByItsButtonAndTheKeyboardGoesOnInTheScreen() {
        try (OpenWindow open = open(Language.EN, Theme.DARK, 100)) {
            backup(open, "hall.backup");
            WindowRobot robot = new WindowRobot(open).sees("42%");
            Fx.run(() -> open.stage().getScene().lookup(".task-cancel").requestFocus());
            robot.click(".task-cancel").sees("The backup was cancelled, nothing was written.");
            await().untilTrue(givenUp);
            robot.sees("cancelled");
            assertThat(Fx.call(() -> open.stage().getScene().getFocusOwner().getStyleClass()))
                    .contains("station-tile");
            assertThat(folder.resolve("hall.backup")).doesNotExist();
        } finally {
            backend.close();
        }
    }

    @Test
    void theBarOfWhatEndedStandsStill() {
        try (OpenWindow open = open(Language.EN, Theme.DARK, 100)) {
            List<Task<?>> tasks = List.of(waiting("one"), waiting("two"));
            Fx.run(() -> tasks.forEach(open.workbench().background()::start));
            WindowRobot robot = new WindowRobot(open).sees("one").sees("two");
            List<ProgressBar> bars = Fx.call(() -> open.stage().getScene().getRoot().lookupAll(".task-bar").stream()
                    .map(ProgressBar.class::cast)
                    .toList());
            assertThat(bars).hasSize(2).allMatch(ProgressBar::isIndeterminate);
            Fx.run(() -> tasks.getFirst().cancel(false));
            robot.sees("cancelled");
            goOn.countDown();
            robot.sees("done");
            assertThat(Fx.call(() -> bars.stream().map(ProgressBar::getProgress).toList()))
                    .containsExactly(0.0, 1.0);
        } finally {
            backend.close();
        }
    }

    @Test
    void workThatWasCancelledElsewhereOrCameToNothingIsNotSaidToBeDone() {
        try (OpenWindow open = open(Language.EN, Theme.LIGHT, 100)) {
            List<Task<?>> tasks =
                    List.of(followed("one", Worker.State.CANCELLED), followed("two", Worker.State.FAILED));
            Fx.run(() -> tasks.forEach(open.workbench().background()::start));
            WindowRobot robot = new WindowRobot(open).sees("one").sees("two");
            goOn.countDown();
            robot.sees("cancelled").sees("failed");
            assertThat(tasks).allMatch(task -> Fx.call(task::getState) == Worker.State.SUCCEEDED);
        } finally {
            backend.close();
        }
    }

    private FollowingTask<String> followed(String title, Worker.State ended) {
        return new FollowingTask<>() {
            {
                updateTitle(title);
            }

            @Override
            protected CompletableFuture<String> look() {
                return CompletableFuture.supplyAsync(() -> {
                    try {
                        goOn.await();
                        return "over";
                    } catch (InterruptedException e) {
                        throw new CancellationException();
                    }
                });
            }

            @Override
            protected boolean isOver(String now) {
                return true;
            }

            @Override
            protected void show(String now) {}

            @Override
            protected void cancelWork() {
                endedWork.incrementAndGet();
            }

            @Override
            protected Worker.State outcome(String over) {
                return ended;
            }
        };
    }

    /** Says nothing of how far it is. */
    private Task<Void> waiting(String title) {
        return new Task<>() {
            {
                updateTitle(title);
            }

            @Override
            protected Void call() throws InterruptedException {
                goOn.await();
                return null;
            }
        };
    }

    @Test
    void whatFailsSaysWhyAndMoreThanAFewAreRefused() {
        try (OpenWindow open = open(Language.FR, Theme.LIGHT, 100)) {
            for (int i = 0; i < 5; i++) {
                backup(open, "full-" + i + ".backup");
            }
            WindowRobot robot = new WindowRobot(open).sees("Trop de tâches sont en cours");
            assertThat(Fx.call(() -> PicturesTest.count(open, ".task-row"))).isEqualTo(4);
            goOn.countDown();
            robot.sees("n’a pas été écrite\u00a0: the disk is full");
        } finally {
            backend.close();
        }
    }

    @Test
    void whileOneEndsAndAnotherBeginsEveryRowStaysInItsPlace() {
        try (OpenWindow open = open(Language.FR, Theme.LIGHT, 100)) {
            backup(open, "first.backup");
            backup(open, "second.backup");
            WindowRobot robot = new WindowRobot(open).sees("vers second.backup");
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".task-row")) == 2);
            List<Node> buttons = cancels(open);
            List<Double> before = places(buttons);
            Fx.run(() -> ((Button) buttons.getFirst()).fire());
            // In its row: a notice of some seconds says so, too.
            await().until(() -> Fx.call(() -> PicturesTest.texts(open)).contains("annulé"));
            assertThat(places(cancels(open))).isEqualTo(before);

            backup(open, "third.backup");
            robot.sees("vers third.backup");
            await().until(() -> !Fx.call(() -> PicturesTest.texts(open)).contains("annulé"));
            assertThat(places(cancels(open))).as("in the place of the first").isEqualTo(before);
            assertThat(Fx.call(() -> cancels(open).getFirst().isDisabled())).isFalse();
            assertThat(cancels(open).getLast()).isSameAs(buttons.getLast());
            goOn.countDown();
        } finally {
            backend.close();
        }
    }

    private static List<Node> cancels(OpenWindow open) {
        return Fx.call(() -> {
            Node root = open.stage().getScene().getRoot();
            root.applyCss();
            ((Parent) root).layout();
            return List.copyOf(root.lookupAll(".task-cancel"));
        });
    }

    private static List<Double> places(List<Node> nodes) {
        return Fx.call(() -> nodes.stream()
                .map(node -> node.localToScene(node.getLayoutBounds()).getMinY())
                .toList());
    }

    @Test
    void closingTheWindowEndsIt() {
        try (OpenWindow open = open(Language.FR, Theme.LIGHT, 100)) {
            backup(open, "hall.backup");
            await().until(() -> place(open));
            open.window.close();
            await().untilTrue(givenUp);
        } finally {
            backend.close();
        }
    }

    @Test
    void closingTheWindowEndsNoWorkOfTheConsole() {
        try (OpenWindow open = open(Language.FR, Theme.LIGHT, 100)) {
            List<Task<?>> tasks = List.of(followed("one", Worker.State.FAILED), followed("two", Worker.State.FAILED));
            Fx.run(() -> tasks.forEach(open.workbench().background()::start));
            Fx.run(() -> tasks.getFirst().cancel(false));
            assertThat(endedWork).as("a person cancelled it").hasValue(1);
            Fx.run(() -> open.frame.close());
            await().until(() -> Fx.call(tasks.getLast()::isCancelled));
            Fx.run(() -> {}); // what it says of it comes after
            assertThat(endedWork).hasValue(1);
            goOn.countDown(); // the window's end needs the threads that wait for it
        } finally {
            goOn.countDown();
            backend.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"FR, LIGHT, 200, 1366, 768", "EN, DARK, 125, 1366, 768"})
    void pictures(Language language, Theme theme, int percent, int width, int height) throws IOException {
        try (OpenWindow open = open(language, theme, percent)) {
            backup(open, "hall.backup");
            backup(open, "une-sauvegarde-dont-le-nom-est-assez-long-2026-11-27.backup");
            new WindowRobot(open.stage()).sees("42");
            String name = "tasks-" + language + "-" + theme + "-" + percent;
            assertThat(Pictures.take(open.stage().getScene(), width, height, name))
                    .as("cut")
                    .isEmpty();
            assertThat(open.outOfReach()).isEmpty();
            goOn.countDown();
        } finally {
            backend.close();
        }
    }
}
