package fr.gaveurs.console.desktop.shell;

import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.Reach;
import fr.gaveurs.console.desktop.WindowRobot;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.kit.Pieces;
import fr.gaveurs.console.desktop.kit.pump.Pump;
import fr.gaveurs.console.desktop.kit.pump.UiMeter;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import org.awaitility.Awaitility;
import org.controlsfx.control.PopOver;
import org.jspecify.annotations.Nullable;

/**
 * A real window for a test. It builds nothing that the test does not ask for: to build every screen ahead, as the program
 * does and {@link #asTheProgram}, takes longer than most tests.
 */
public final class OpenWindow implements AutoCloseable {
    private static final Duration NOTHING_AHEAD = Duration.ofDays(1);
    /** More than there are pieces in which the screens' surroundings come into view. */
    private static final int PARTS = 16;

    public static final List<String> SENSORS =
            List.of("ws://192.168.1.20:8000/ws/sensors/", "ws://10.0.0.4:8000/ws/sensors/");

    /** Completes when the test says so. */
    public static final class SlowClosing implements Closing {
        public final CompletableFuture<Void> done = new CompletableFuture<>();
        public final AtomicInteger forced = new AtomicInteger();
        public volatile @Nullable Consumer<Step> progress;

        @Override
        public CompletableFuture<Void> close(Consumer<Step> steps) {
            progress = steps;
            return done;
        }

        @Override
        public void force() {
            forced.incrementAndGet();
        }
    }

    /** Counts, and fails where it shall. */
    public static final class CountingDemo implements Demo {
        public final AtomicInteger starts = new AtomicInteger();
        public final AtomicInteger stops = new AtomicInteger();
        public volatile boolean fails;

        @Override
        public CompletableFuture<Void> start() {
            starts.incrementAndGet();
            return fails
                    ? CompletableFuture.failedFuture(new IOException("no room"))
                    : CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Void> stop() {
            stops.incrementAndGet();
            return CompletableFuture.completedFuture(null);
        }
    }

    public final SlowClosing closing = new SlowClosing();
    public final CountingDemo demo = new CountingDemo();
    public final Path settings;
    public final ConsoleWindow window;
    final Frame frame;
    /** Carries what is posted to the FX thread, as the screens do. */
    public final Pump pump;

    private final ThemeControl theme;

    public OpenWindow(Path folder, Language language, Theme theme, int textPercent) {
        this(folder, language, theme, textPercent, null, null);
    }

    /** @param language null where nobody has chosen one */
    OpenWindow(
            Path folder,
            @Nullable Language language,
            Theme theme,
            int textPercent,
            @Nullable Kiosk kiosk,
            @Nullable Autostart autostart) {
        this(folder, language, theme, textPercent, kiosk, autostart, null);
    }

    /** @param backups null where none are made by hand */
    OpenWindow(
            Path folder,
            @Nullable Language language,
            Theme theme,
            int textPercent,
            @Nullable Kiosk kiosk,
            @Nullable Autostart autostart,
            @Nullable BackupMaker backups) {
        this(
                written(folder, language, theme, textPercent),
                ZoneId.systemDefault(),
                true,
                kiosk,
                autostart,
                backups,
                NOTHING_AHEAD);
    }

    private OpenWindow(
            Path settings,
            ZoneId zone,
            boolean withDemo,
            @Nullable Kiosk kiosk,
            @Nullable Autostart autostart,
            @Nullable BackupMaker backups,
            Duration ahead) {
        Fx.start();
        this.settings = settings;
        Launch launch = new Launch(
                "0.1.0",
                settings,
                zone,
                withDemo ? demo : null,
                closing,
                kiosk,
                autostart,
                backups,
                UiMeter.NONE,
                ahead);
        pump = new Pump(launch.meter());
        Scene scene = new Scene(new StackPane());
        theme = Fx.call(() -> new ThemeControl(scene));
        frame = Fx.call(() -> new Frame(launch, pump, scene, theme));
        window = new ConsoleWindow(frame);
    }

    /** A French window of a hall in another zone than this machine's. */
    static OpenWindow in(Path folder, ZoneId zone) {
        return new OpenWindow(
                written(folder, Language.FR, Theme.DARK, 100), zone, true, null, null, null, Launch.AHEAD);
    }

    /** The window that belongs to these settings, which need not be there yet; it offers no demo. */
    static OpenWindow of(Path settings) {
        return new OpenWindow(settings, ZoneId.systemDefault(), false, null, null, null, Launch.AHEAD);
    }

    private static Path written(Path folder, @Nullable Language language, Theme theme, int textPercent) {
        Path file = folder.resolve("window-" + System.nanoTime() + ".json");
        try {
            Files.createDirectories(folder);
            (language == null ? WindowSettings.DEFAULT : WindowSettings.DEFAULT.withLanguage(language))
                    .withTheme(theme)
                    .withTextPercent(textPercent)
                    .withReporterName("")
                    .write(file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public OpenWindow(Path folder) {
        this(folder, Language.FR, Theme.LIGHT, 100);
    }

    /** Builds its screens ahead, and draws no faster than it can. */
    public static OpenWindow asTheProgram(Path folder) {
        OpenWindow open = new OpenWindow(
                written(folder, Language.FR, Theme.LIGHT, 100),
                ZoneId.systemDefault(),
                true,
                null,
                null,
                null,
                Launch.AHEAD);
        Fx.run(() -> open.pump.pace().of(open.frame.stage().getScene()));
        return open;
    }

    public OpenWindow connect(TestBackend backend) {
        return connect(backend.port());
    }

    public OpenWindow connect(int port) {
        return connect(new BackendAddress(URI.create("http://127.0.0.1:" + port), null, SENSORS));
    }

    /** Returns when the first screen is in view. */
    OpenWindow connect(BackendAddress backend) {
        window.ready(backend);
        return shown();
    }

    /** Returns when the first screen is in view with all that is around it. */
    OpenWindow shown() {
        await().until(() -> Fx.call(() -> (frame.workbench() != null && chosen() != null) || frame.closing() != null));
        CompletableFuture<Void> whole = new CompletableFuture<>();
        Fx.run(() -> Pieces.after(stage().getScene(), PARTS, () -> whole.complete(null)));
        await().until(() -> whole.isDone() || Fx.call(() -> frame.closing() != null));
        return this;
    }

    /** The key of the screen whose entry of the rail is marked as chosen; null before the first. */
    public @Nullable String chosen() {
        return Fx.call(() -> {
            List<ToggleButton> entries = new ArrayList<>();
            for (Node entry : stage().getScene().getRoot().lookupAll(".rail-entry")) {
                if (entry instanceof ToggleButton screen) {
                    entries.add(screen);
                }
            }
            for (int i = 0; i < entries.size(); i++) {
                if (entries.get(i).isSelected()) {
                    return workbench().entries().get(i);
                }
            }
            return null;
        });
    }

    /** What is opened in the screen in view, in the tracker a bug; FX thread only. */
    @Nullable
    String opened() {
        Place place = workbench().place();
        return Objects.requireNonNull(place.left().get(place.screen())).item();
    }

    /** As chosen in the settings, but not kept. */
    public void textPercent(int percent) {
        theme.textPercent(percent);
    }

    /** How long the window's thread kept the pump waiting at most, during the last second. */
    public double lagSeconds() {
        return pump.lagSeconds();
    }

    /** What cannot be reached or read in a small window with large text. */
    public List<String> outOfReach() {
        return Reach.lost(stage().getScene(), this::textPercent);
    }

    /** Chooses another language, and returns when the screen in view is in it. */
    void language(Language other) {
        Fx.run(() -> frame.language(other));
        await().until(() -> Fx.call(() -> workbench().node().getScene() != null && chosen() != null));
        Fx.settle(stage());
    }

    /** Presses the key of a bug report, and returns when its form is in front. */
    void report() {
        press(KeyCode.F9);
        await().until(() -> Fx.call(() -> stage().getScene().lookup(".report-drawer") != null));
    }

    /** Puts the whole window onto the headless screen, which cannot draw panels beyond its edges. */
    public void onScreen() {
        Fx.run(() -> {
            stage().setX(0);
            stage().setY(0);
            stage().setWidth(1000);
            stage().setHeight(1000);
        });
    }

    /** The first such node of the panels that lie over the window; waits for it. */
    public <T extends Node> T inPanel(Class<T> type, Predicate<T> which) {
        Awaitility.await().until(() -> Fx.call(() -> panelNode(type, which) != null));
        return Objects.requireNonNull(Fx.call(() -> panelNode(type, which)));
    }

    /** The same by the words on it. */
    public <T extends Labeled> T inPanel(Class<T> type, String words) {
        return inPanel(type, (T node) -> words.equals(node.getText()));
    }

    /** Whether any panel lies over the window. */
    public boolean panelShown() {
        return Fx.call(() -> Window.getWindows().stream().anyMatch(window -> window instanceof PopOver));
    }

    private static <T extends Node> @Nullable T panelNode(Class<T> type, Predicate<T> which) {
        for (Window window : Window.getWindows()) {
            if (window instanceof PopOver panel && panel.isShowing()) {
                for (Node node : panel.getScene().getRoot().lookupAll("*")) {
                    if (type.isInstance(node) && which.test(type.cast(node))) {
                        return type.cast(node);
                    }
                }
            }
        }
        return null;
    }

    public Stage stage() {
        return frame.stage();
    }

    /** Presses these keys together, where the keyboard is. */
    public void press(KeyCode... keys) {
        new WindowRobot(stage()).press(keys);
    }

    /** Types where the keyboard is. */
    public void write(String text) {
        new WindowRobot(stage()).write(text);
    }

    /** What the window's own button asks for, which the headless platform does not draw. */
    public void requestClose() {
        Fx.run(() -> Event.fireEvent(stage(), new WindowEvent(stage(), WindowEvent.WINDOW_CLOSE_REQUEST)));
    }

    public Workbench workbench() {
        Workbench bench = frame.workbench();
        if (bench == null) {
            throw new IllegalStateException("not connected yet");
        }
        return bench;
    }

    @Override
    public void close() {
        closing.done.complete(null);
        window.close();
        window.closed().join();
    }
}
