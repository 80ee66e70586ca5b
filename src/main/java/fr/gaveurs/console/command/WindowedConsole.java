package fr.gaveurs.console.command;

import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.backend.Backend;
import fr.gaveurs.console.backend.platform.backup.BackupException;
import fr.gaveurs.console.backend.platform.backup.BackupWriter;
import fr.gaveurs.console.backend.platform.backup.DatabaseAccess;
import fr.gaveurs.console.backend.platform.diagnostics.UnexpectedEnd;
import fr.gaveurs.console.backend.platform.discovery.LanAddresses;
import fr.gaveurs.console.backend.platform.health.HealthBoard.Weight;
import fr.gaveurs.console.backend.platform.http.HttpServer;
import fr.gaveurs.console.backend.platform.lifecycle.StartException;
import fr.gaveurs.console.backend.platform.settings.DataFolder;
import fr.gaveurs.console.backend.platform.settings.Settings;
import fr.gaveurs.console.backend.platform.settings.SettingsException;
import fr.gaveurs.console.desktop.kit.pump.UiMeter;
import fr.gaveurs.console.desktop.shell.Autostart;
import fr.gaveurs.console.desktop.shell.BackendAddress;
import fr.gaveurs.console.desktop.shell.Closing;
import fr.gaveurs.console.desktop.shell.ConsoleWindow;
import fr.gaveurs.console.desktop.shell.Kiosk;
import fr.gaveurs.console.desktop.shell.Launch;
import fr.gaveurs.console.desktop.shell.NoDisplayException;
import fr.gaveurs.console.desktop.shell.Rescue;
import fr.gaveurs.console.desktop.shell.StartFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The window with its backend behind it: opens first, shows the start, and ends everything when it is closed. */
final class WindowedConsole {
    private static final Logger LOG = LoggerFactory.getLogger(WindowedConsole.class);
    private static final Duration DISPLAY_HEARD = Duration.ofSeconds(20);
    private static final Duration FIRST_HEARTBEAT = Duration.ofSeconds(10);
    /** A start whose backend was stopped comes to its end at its next part. */
    private static final Duration START_ENDS = Duration.ofSeconds(5);
    /** Screens are rather built slowly than not. */
    private static final Duration REHEARSAL = Duration.ofSeconds(10);

    private final DataFolder folder;
    private final Settings settings;
    private final WindowMode mode;
    private final ProgressListener progress = new ProgressListener();
    private final DemoStations demo;
    private volatile Backend backend;
    private volatile CompletableFuture<Void> startDone = new CompletableFuture<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    /** Whether a signal has asked it to end. */
    private final AtomicBoolean asked = new AtomicBoolean();

    /**
     * What kind of window it is.
     *
     * @param autostart null where the console cannot start by itself
     */
    record WindowMode(boolean kiosk, @Nullable Autostart autostart) {}

    private WindowedConsole(DataFolder folder, Settings settings, @Nullable UnexpectedEnd before, WindowMode mode) {
        this.folder = folder;
        this.settings = settings;
        this.mode = mode;
        this.backend = new Backend(settings, Version.text(), progress);
        backend.after(before);
        this.demo = new DemoStations(() -> backend.url());
    }

    /**
     * Opens the window and runs until it is closed.
     *
     * @param before the run before this one, if it did not come to its end
     * @throws NoDisplayException when there can be no window; nothing was started
     */
    static int run(DataFolder folder, Settings settings, @Nullable UnexpectedEnd before, WindowMode mode)
            throws NoDisplayException, IOException {
        return new WindowedConsole(folder, settings, before, mode).run();
    }

    /** A window that only says why the program could not start. */
    static void showFailure(Path dataDir, SettingsException failure) throws NoDisplayException {
        ConsoleWindow window = ConsoleWindow.open(new Launch(
                Version.text(),
                windowSettings(dataDir),
                ZoneId.systemDefault(),
                null,
                Closing.NOTHING,
                null,
                null,
                null,
                UiMeter.NONE,
                Launch.AHEAD));
        StartFailure.Kind kind =
                switch (failure.fault()) {
                    case SETTING -> StartFailure.Kind.SETTINGS;
                    case FOLDER -> StartFailure.Kind.FOLDER;
                    case HOME -> StartFailure.Kind.HOME;
                    case DISK -> StartFailure.Kind.DISK;
                };
        String subject = kind == StartFailure.Kind.HOME ? System.getProperty("user.name", "?") : dataDir.toString();
        window.failed(new StartFailure(
                kind,
                subject,
                // What is to be mended comes first: it may be long.
                language -> failure.text(language) + "\n\n"
                        + (kind == StartFailure.Kind.HOME
                                ? String.join("\n", new Version().getVersion())
                                : versions(dataDir)),
                null));
        window.closed().join();
        ConsoleWindow.exitToolkit();
    }

    private static Path windowSettings(Path dataDir) {
        return dataDir.resolve("window.json");
    }

    private int run() throws NoDisplayException, IOException {
        MeasuredWindow pace = new MeasuredWindow(backend.metrics());
        String leaveCode = settings.kioskCode();
        ConsoleWindow window = ConsoleWindow.open(new Launch(
                Version.text(),
                windowSettings(settings.dataDir()),
                settings.timeZone(),
                demo,
                closing(),
                mode.kiosk() && leaveCode != null ? new Kiosk(leaveCode) : null,
                mode.autostart(),
                this::backup,
                pace,
                Launch.AHEAD));
        LOG.info("The window is open {} ms after Java began", Uptime.millis());
        progress.window(window);
        CompletableFuture<Void> rehearsed = window.rehearse();
        FatalErrors fatal = FatalErrors.install(
                cause -> {
                    folder.fell(cause);
                    backend.stop();
                    folder.close();
                },
                settings.shutdownLimit().plus(FatalErrors.RESERVE));
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {
            fatal.met(error);
            window.uncaught(thread, error);
        });
        Signals.onEnd(() -> {
            asked.set(true);
            window.close();
        });
        Runtime.getRuntime().addShutdownHook(new Thread(this::endWithoutWindow, "shutdown"));
        int code;
        CompletableFuture<Path> restored = new CompletableFuture<>();
        CompilerPriority.lower();
        while (true) {
            code = start(window, pace, restored, rehearsed);
            CompletableFuture.anyOf(window.closed(), restored).join();
            if (window.closed().isDone()) {
                break;
            }
            startAgain(window, pace, restored.join());
            restored = new CompletableFuture<>();
        }
        ended.set(true);
        ConsoleWindow.exitToolkit();
        fatal.close();
        folder.close();
        return code;
    }

    private int start(
            ConsoleWindow window,
            MeasuredWindow pace,
            CompletableFuture<Path> restored,
            CompletableFuture<Void> rehearsed)
            throws IOException {
        Backend starting = backend;
        starting.whenAskedToEnd(window::close);
        CompletableFuture<Void> listening = new CompletableFuture<>();
        progress.onListening(() -> listening.complete(null));
        // The PC's addresses are found out once.
        CompletableFuture<BackendAddress> prepared = listening
                .thenCombine(rehearsed, (port, built) -> address(starting))
                .whenComplete((address, none) -> {
                    if (address != null) {
                        window.prepare(address);
                    }
                });
        try {
            starting.start();
            LOG.info("Ready {} ms after Java began", Uptime.millis());
            // Costs some time of a processor: not while the first screens are built.
            CompletableFuture.delayedExecutor(
                            DISPLAY_HEARD.toSeconds(),
                            TimeUnit.SECONDS,
                            task -> Thread.ofPlatform().daemon().name("display").start(task))
                    .execute(() -> ConsoleWindow.onLostDisplay(this::displayGone));
            starting.window(window::toFront);
            folder.announce(new DataFolder.Instance(ProcessHandle.current().pid(), starting.url()));
            rehearsed
                    .completeOnTimeout(null, REHEARSAL.toSeconds(), TimeUnit.SECONDS)
                    .join();
            window.ready(prepared.join());
            // Building the screens keeps the window's thread busy for a moment: that is no hang.
            window.heartbeat()
                    .orTimeout(FIRST_HEARTBEAT.toSeconds(), TimeUnit.SECONDS)
                    .whenComplete((beat, late) ->
                            starting.health().register("window", Weight.LIVENESS, new WindowCheck(window, pace)));
            return Exit.OK;
        } catch (StartException e) {
            int code = StartTrouble.report(LOG, e, settings);
            if (!e.ended()) {
                window.failed(failure(e, restored));
            }
            return code;
        } finally {
            startDone.complete(null);
        }
    }

    /** A backup took the place of what could not be used: another backend, for one that failed cannot start again. */
    private void startAgain(ConsoleWindow window, MeasuredWindow pace, Path kept) {
        LOG.info("the backup is in place, and what was there before in {}: the console starts again", kept);
        startDone = new CompletableFuture<>();
        backend = new Backend(settings, Version.text(), progress);
        pace.by(backend.metrics());
        window.restored(kept.toString());
    }

    private StartFailure failure(StartException e, CompletableFuture<Path> restored) {
        String details = details(settings.dataDir(), e.getMessage()) + "\n\n" + Traces.of(e);
        DamagedStart damaged = DamagedStart.of(e, settings);
        if (damaged != null) {
            Rescue rescue = damaged.rescue(restored::complete);
            StartFailure.Kind kind = rescue == null ? StartFailure.Kind.DAMAGE : StartFailure.Kind.DAMAGE_RESCUE;
            return new StartFailure(kind, settings.dataDir().toString(), details + "\n\n" + damaged.advice(), rescue);
        }
        StartFailure.Kind kind = StartFailure.Kind.OTHER;
        String subject = e.part();
        if (e.part().equals(HttpServer.NAME) && e.getCause() instanceof IOException) {
            kind = StartFailure.Kind.PORT;
            subject = settings.bind() + ":" + settings.port();
        } else if (e.part().equals("postgresql") || e.part().equals("database")) {
            kind = StartFailure.Kind.DATABASE;
            subject = settings.dataDir().toString();
        }
        return new StartFailure(kind, subject, details);
    }

    private static String details(Path dataDir, @Nullable String what) {
        return versions(dataDir) + "\n" + what;
    }

    private static String versions(Path dataDir) {
        return String.join("\n", List.of(new Version().getVersion())) + "\nData folder: " + dataDir;
    }

    /** A backup by hand, of the database that this console works on. */
    private long backup(Path target, IntConsumer percent, BooleanSupplier cancelled)
            throws BackupException, IOException {
        try (DatabaseAccess access = DatabaseAccess.ofRunningConsole(settings)) {
            return new BackupWriter(access.info(), settings.dataDir(), Version.text(), Clock.systemUTC())
                    .write(new BackupWriter.BackupRequest(
                            target, true, 0, step -> percent.accept(step.percent()), cancelled))
                    .bytes();
        }
    }

    private BackendAddress address(Backend of) {
        return new BackendAddress(URI.create(of.url()), of.windowKey(), sensorAddresses(of.url()));
    }

    private List<String> sensorAddresses(String url) {
        URI uri = URI.create(url);
        List<String> others = LanAddresses.of(settings.bind()).stream()
                .map(address -> LanAddresses.url(address, uri.getPort(), Routes.WS_SENSORS))
                .toList();
        return others.isEmpty() ? List.of(url.replaceFirst("http", "ws") + Routes.WS_SENSORS) : others;
    }

    private Closing closing() {
        return new Closing() {
            @Override
            public CompletableFuture<Void> close(Consumer<Step> steps) {
                progress.steps(steps);
                return CompletableFuture.runAsync(
                        () -> end(), task -> Thread.ofPlatform().name("closing").start(task));
            }

            @Override
            public void force() {
                LOG.warn("forced to end before everything was finished; cut off: {}", backend.unfinished());
                try {
                    folder.close(); // the end was chosen: the next run need not report it
                } catch (IOException e) {
                    LOG.warn("the data folder could not be released: {}", e.getMessage());
                }
                Runtime.getRuntime().halt(Exit.FORCED);
            }
        };
    }

    private void end() {
        backend.window(null);
        demo.stop().join();
        stopBackend();
    }

    /** Also one that is still starting: the part under way is let finish, and what would come after it does not start. */
    private void stopBackend() {
        Backend ending;
        do {
            ending = backend;
            ending.stop();
            startDone
                    .completeOnTimeout(null, START_ENDS.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } while (!ending.equals(backend)); // a restore has put another one in its place meanwhile
    }

    /** Xlib does not let its thread go on: JavaFX cannot end in order any more, and everything else can. */
    private int displayGone() {
        endWithoutWindow();
        return asked.get() ? Exit.OK : Exit.DISPLAY_GONE;
    }

    /** The session ends or somebody called exit: JavaFX is on its way out too, so its window is not waited for. */
    private void endWithoutWindow() {
        if (ended.get()) {
            return;
        }
        stopBackend();
        try {
            folder.close();
        } catch (IOException e) {
            LOG.error("the data folder could not be released", e);
        }
    }
}
