package fr.gaveurs.console.bench;

import fr.gaveurs.console.Main;
import fr.gaveurs.console.api.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.control.ButtonBase;
import javafx.stage.Stage;
import javafx.stage.Window;

/**
 * How long the window's thread is away at most while a console starts, and while each screen is shown for the first
 * time: a program that starts, waits, and opens the entries of its rail one by one. Prints the figures and writes them as
 * JSON. Run with {@code -Dglass.platform=Headless -Dprism.order=sw}. Arguments: the JSON file to write.
 */
public final class StartPausesBench {
    private static final long FLOOR_MS = 100;
    private static final long EACH_MS = 3_000;
    private static final long LIMIT_S = 60;

    private final Map<String, Object> figures = new LinkedHashMap<>();
    private final AtomicLong longest = new AtomicLong();
    private final long from = System.nanoTime();

    private StartPausesBench() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("gaveurs-bench");
        StartPausesBench bench = new StartPausesBench();
        Thread console = new Thread(
                () -> Main.main(new String[] {
                    "--data-dir", folder.resolve("data").toString(), "--port", "0", "--bind", "127.0.0.1"
                }),
                "console");
        console.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
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
        Thread.ofPlatform().daemon().name("window-prober").start(this::probe);
        List<ButtonBase> rail = await("the rail", () -> {
            List<ButtonBase> entries = new ArrayList<>();
            stage.getScene().getRoot().lookupAll(".rail-entry").forEach(node -> entries.add((ButtonBase) node));
            return entries.stream().filter(entry -> !entry.isDisabled()).count() < 2 ? null : entries;
        });
        report("rail_ms", sinceStart());
        Thread.sleep(EACH_MS);
        report("longest_pause_of_start_ms", take());
        for (ButtonBase entry : rail) {
            String name = entry.getAccessibleText() == null ? entry.getText() : entry.getAccessibleText();
            onWindow(() -> {
                entry.fire();
                return true;
            });
            Thread.sleep(EACH_MS);
            report("longest_pause_of_" + name + "_ms", take());
        }
    }

    private long sinceStart() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
    }

    private long take() {
        return TimeUnit.NANOSECONDS.toMillis(longest.getAndSet(0));
    }

    /** Asks the window's thread for a sign of life again and again, and keeps the longest wait. */
    private void probe() {
        try {
            while (true) {
                long asked = System.nanoTime();
                CompletableFuture<Void> answered = new CompletableFuture<>();
                Platform.runLater(() -> answered.complete(null));
                answered.join();
                longest.accumulateAndGet(System.nanoTime() - asked, Math::max);
                Thread.sleep(2);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> T await(String what, Callable<T> asked) throws Exception {
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
        System.out.printf("%-45s %6d   %s%n", name, ms, name.startsWith("longest") ? "floor " + FLOOR_MS : "");
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
