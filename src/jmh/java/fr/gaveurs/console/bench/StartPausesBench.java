package fr.gaveurs.console.bench;

import fr.gaveurs.console.Main;
import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.desktop.kit.Scrolling;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.controlsfx.control.PopOver;
import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;

/**
 * How long the window's thread is away at most while a console starts, and while each screen, page and form is shown for
 * the first time: a program that starts while twelve stations try to reach it, from a process of their own as in a hall,
 * waits, gets some bugs, and opens one after the other. Prints
 * the longest pause of each step and the most processor time of one, of this thread and of the one that draws for it, and
 * writes them as JSON.
 *
 * <p>Run with {@code -Dglass.platform=Headless -Dprism.order=sw}; {@code -Dbench.where=true} also prints what the thread
 * was at. Arguments: the JSON file to write, and a data folder, which is kept: run twice with the same one, the second is
 * the start of every day, in which no database is unpacked and made. Without it each run is the first of a new folder.
 */
public final class StartPausesBench {
    private static final long FLOOR_MS = 100;
    /** Long enough for what is built ahead while nobody does anything. */
    private static final long AFTER_START_MS = Long.getLong("bench.start.ms", 9_000);

    private static final long EACH_MS = 2_000;
    private static final long LIMIT_S = 60;
    private static final int STATIONS = 12;
    /** What another program takes to start is none of the console's. */
    private static final long STATIONS_START_MS = 5_000;

    private static final int BUGS = 30;
    private static final String BUG = """
            {"title": "Le capteur %d ne répond plus", "description": "Depuis ce matin la valeur reste la même.",
             "severity": "high", "device_id": "ESP32_LL_01", "reporter": "Ana"}""";

    private final Map<String, Object> figures = new LinkedHashMap<>();
    private final long from = System.nanoTime();
    private final Path data;
    private final WindowProbe probe = new WindowProbe(Boolean.getBoolean("bench.where"));

    private StartPausesBench(Path data) {
        this.data = data;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = arguments.length > 1 ? Path.of(arguments[1]) : Files.createTempDirectory("gaveurs-bench");
        Path data = folder.resolve("data");
        Files.deleteIfExists(data.resolve("instance.json")); // of a run that was ended by force
        int port = freePort();
        Process stations = StationsBeside.start(port, STATIONS);
        Runtime.getRuntime().addShutdownHook(new Thread(stations::destroyForcibly));
        Thread.sleep(STATIONS_START_MS);
        StartPausesBench bench = new StartPausesBench(data);
        Thread console = new Thread(
                () -> Main.main(new String[] {
                    "--data-dir", data.toString(), "--port", Integer.toString(port), "--bind", "127.0.0.1"
                }),
                "console");
        console.start();
        if (arguments.length == 1) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        }
        bench.run();
        Files.write(
                Path.of(arguments[0]),
                Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(bench.figures));
        Runtime.getRuntime().exit(0);
    }

    private void run() throws Exception {
        Stage stage = (Stage) await("a window", () -> Window.getWindows().stream()
                .filter(window -> window instanceof Stage && window.isShowing())
                .findFirst()
                .orElse(null));
        report("window_ms", sinceStart());
        firstFrame(stage);
        report("first_frame_ms", sinceStart());
        onWindow(() -> {
            probe.start();
            return true;
        });
        List<ButtonBase> rail = await("the rail", () -> {
            List<ButtonBase> entries = new ArrayList<>();
            stage.getScene().getRoot().lookupAll(".rail-entry").forEach(node -> entries.add((ButtonBase) node));
            boolean starting =
                    stage.getScene().getRoot().lookup(".start-parts") != null; // they lie beneath its picture
            return starting || entries.size() < 2 ? null : entries;
        });
        report("rail_ms", sinceStart());
        String url = await("the console's address", this::url);
        Thread.sleep(AFTER_START_MS);
        take("start");
        // Nobody reports them all in the moment in which a console starts.
        bugs(url);
        show(stage, rail);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Returns when the first frame is drawn: what comes after it counts. */
    private static void firstFrame(Stage stage) throws Exception {
        // The thread hands over a frame once the one before is drawn.
        for (int frame = 0; frame < 3; frame++) {
            CompletableFuture<Void> laidOut = new CompletableFuture<>();
            onWindow(() -> {
                Scrolling.afterLayout(stage.getScene(), () -> laidOut.complete(null));
                return true;
            });
            laidOut.get(LIMIT_S, TimeUnit.SECONDS);
        }
    }

    /** Every entry of the rail, and what is shown from there. */
    private void show(Stage stage, List<ButtonBase> rail) throws Exception {
        for (ButtonBase entry : rail) {
            step(entry.getText(), () -> {
                entry.fire();
                return true;
            });
            onWindow(() -> {
                panels().forEach(Window::hide);
                return press(stage.getScene().getRoot(), KeyCode.ESCAPE);
            });
            for (String tab : List.of("#logTab", "#boardTab", "#overviewTab", "#listTab")) {
                step(entry.getText() + " " + tab, () -> fire(stage, tab));
            }
            step(entry.getText() + " (opened)", () -> open(stage));
            step(entry.getText() + " (managed)", () -> manage(stage));
            onWindow(() -> press(stage.getScene().getRoot(), KeyCode.ESCAPE));
        }
        // Last: in another language the rail is another one.
        onWindow(() -> fire(stage, "#railSettings"));
        step("another theme", () -> choose(1));
        step("another language", () -> choose(0));
    }

    /** Presses a button that this screen has. */
    private static boolean fire(Stage stage, String selector) {
        Optional<Node> button = seen(stage, selector);
        button.ifPresent(node -> ((ButtonBase) node).fire());
        return button.isPresent();
    }

    /** Opens the first station or bug that this screen shows. */
    private static boolean open(Stage stage) {
        Optional<Node> tile = seen(stage, ".station-tile");
        Optional<Node> list = seen(stage, "#bugList");
        tile.ifPresent(node -> press(node, KeyCode.ENTER));
        list.ifPresent(node -> {
            press(node, KeyCode.DOWN);
            press(node, KeyCode.ENTER);
        });
        return tile.isPresent() || list.isPresent();
    }

    private static List<PopOver> panels() {
        return Window.getWindows().stream()
                .filter(PopOver.class::isInstance)
                .map(PopOver.class::cast)
                .toList();
    }

    /** Chooses what is not chosen, from one of the groups of the panel that is open. */
    private static boolean choose(int group) {
        List<SegmentedButton> groups = panels().stream()
                .flatMap(panel -> panel.getScene().getRoot().lookupAll(".segmented-button").stream())
                .map(SegmentedButton.class::cast)
                .toList();
        if (group >= groups.size()) {
            return false;
        }
        groups.get(group).getButtons().stream()
                .filter(button -> !button.isSelected())
                .reduce((before, last) -> last)
                .ifPresent(ToggleButton::fire);
        return true;
    }

    private static boolean manage(Stage stage) {
        Optional<Node> station = seen(stage, ".station-screen");
        station.ifPresent(node -> press(node, KeyCode.M));
        return station.isPresent();
    }

    private static Optional<Node> seen(Stage stage, String selector) {
        return stage.getScene().getRoot().lookupAll(selector).stream()
                .filter(StartPausesBench::visible)
                .findFirst();
    }

    private static boolean visible(Node node) {
        for (Node each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private static boolean press(Node node, KeyCode key) {
        Event.fireEvent(node, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false));
        return true;
    }

    /** Does it, waits, and reports; nothing where it was not there to be done. */
    private void step(String name, Callable<Boolean> act) throws Exception {
        probe.take();
        if (onWindow(act)) {
            Thread.sleep(EACH_MS);
            take(name);
        }
    }

    private void take(String name) {
        WindowProbe.Pauses pauses = probe.take();
        report("longest_pause_of_" + name + "_ms", pauses.longestMs());
        report("processor_in_a_pause_of_" + name + "_ms", pauses.processorMs());
        pauses.where().forEach(System.out::println);
    }

    private @Nullable String url() throws IOException {
        Path instance = data.resolve("instance.json");
        return Files.exists(instance)
                ? Json.MAPPER.readTree(Files.readString(instance)).get("url").asString()
                : null;
    }

    private static void bugs(String url) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < BUGS; i++) {
                HttpRequest bug = HttpRequest.newBuilder(URI.create(url + "/api/bugs"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(BUG.formatted(i)))
                        .build();
                HttpResponse<String> answer = client.send(bug, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() >= 300) {
                    throw new IOException("a bug was answered with " + answer.statusCode() + ": " + answer.body());
                }
            }
        }
    }

    private long sinceStart() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
    }

    private static <T> T await(String what, Callable<@Nullable T> asked) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_S);
        while (System.nanoTime() < end) {
            T found = onWindow(asked);
            if (found != null) {
                return found;
            }
            Thread.sleep(20);
        }
        throw new IllegalStateException(what + " did not appear within " + LIMIT_S + " s");
    }

    /** Runs on the window's thread; null while there is none yet. */
    private static <T> T onWindow(Callable<T> asked) throws Exception {
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            Platform.runLater(() -> {
                try {
                    answer.complete(asked.call());
                } catch (Exception e) {
                    answer.completeExceptionally(e);
                }
            });
        } catch (IllegalStateException notStarted) {
            return null;
        }
        return answer.get(LIMIT_S, TimeUnit.SECONDS);
    }

    private void report(String name, long ms) {
        figures.put(name, ms);
        System.out.printf("%-60s %6d   %s%n", name, ms, name.startsWith("longest") ? "floor " + FLOOR_MS : "");
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.out.println("left behind: " + folder + " (" + e.getMessage() + ")");
        }
    }
}
