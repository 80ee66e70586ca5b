import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the AOT cache: one real start of the window with its backend, some samples, the pages that people open, and an
 * orderly end, recorded by the JVM that will run it.
 */
final class Training {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration SAMPLES = Duration.ofSeconds(8);
    private static final Duration END = Duration.ofMinutes(2);
    private static final Pattern URL = Pattern.compile("\"url\"\\s*:\\s*\"([^\"]+)\"");
    private static final List<String> PAGES = List.of(
            "/health",
            "/health/ready",
            "/metrics",
            "/api/sqal/devices",
            "/api/sqal/dashboard/overview",
            "/api/sqal/samples?limit=20",
            "/api/sqal/samples/latest",
            "/api/bugs",
            "/api/admin/diagnostics");

    private Training() {}

    /** Writes the cache into the image. A display is used if there is one. */
    static void train(Image image, Path target) throws IOException, InterruptedException {
        Path work = Files.createDirectories(target.resolve("training"));
        Path configuration = work.resolve("recorded.aotconf");
        try {
            record(image, work.resolve("with window"), configuration, display());
        } catch (IOException e) {
            Work.say("training on a display failed (%s); once more without one", e.getMessage());
            record(image, work.resolve("headless window"), configuration, List.of());
        }
        Path cache = image.app().resolve(Image.CACHE);
        List<String> command = jvm(image, List.of());
        command.addAll(List.of("-XX:AOTMode=create", "-XX:AOTConfiguration=" + configuration, "-XX:AOTCache=" + cache));
        command.addAll(List.of("-cp", image.classPath()));
        Work.program(work, command);
        Work.say("AOT cache: %.1f MB", Files.size(cache) / 1e6);
        Files.delete(configuration);
    }

    /** What goes before the command so that it finds a display; null where there is none. */
    private static List<String> display() {
        boolean desktop = Work.SYSTEM != Work.Os.LINUX || System.getenv("DISPLAY") != null;
        if (!desktop && Work.onPath("xvfb-run") && Work.onPath("xauth")) {
            return List.of("xvfb-run", "-a", "-s", "-screen 0 1600x1000x24");
        }
        return desktop ? List.of() : null;
    }

    private static List<String> jvm(Image image, List<String> before) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(image.java().toString());
        command.addAll(Work.lines(Path.of("installer/package/java-options")));
        return command;
    }

    private static void record(Image image, Path folder, Path configuration, List<String> display)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        boolean headless = display == null || folder.endsWith("headless window");
        List<String> command = jvm(image, display == null ? List.of() : display);
        command.addAll(List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + configuration));
        if (headless) {
            command.addAll(List.of("-Dglass.platform=Headless", "-Dprism.order=sw"));
        }
        command.addAll(List.of("-cp", image.classPath(), "fr.gaveurs.console.Main"));
        command.addAll(List.of("--port", "0", "--bind", "127.0.0.1", "--data-dir", folder + File.separator + "data"));
        Path log = folder.resolve("console.txt");
        Process console = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            String url = awaitReady(console, folder.resolve("data/instance.json"), log);
            simulate(image, url);
            try (HttpClient client = HttpClient.newHttpClient()) {
                for (String page : PAGES) {
                    ask(client, HttpRequest.newBuilder(URI.create(url + page)).build(), page);
                }
                HttpRequest end = HttpRequest.newBuilder(URI.create(url + "/api/admin/shutdown"))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build();
                ask(client, end, "shutdown");
            }
            if (!console.waitFor(END.toSeconds(), TimeUnit.SECONDS) || console.exitValue() != 0) {
                throw new IOException("the console did not end well: see " + log);
            }
        } finally {
            console.descendants().forEach(ProcessHandle::destroyForcibly);
            console.destroyForcibly();
        }
        if (Files.readString(log).contains("the backend runs alone")) {
            throw new IOException("no window opened: see " + log);
        }
        if (!Files.exists(configuration)) {
            throw new IOException("nothing was recorded: see " + log);
        }
    }

    private static String awaitReady(Process console, Path instance, Path log)
            throws IOException, InterruptedException {
        long until = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < until && console.isAlive()) {
            if (Files.exists(instance)) {
                Matcher url = URL.matcher(Files.readString(instance));
                if (url.find()) {
                    return url.group(1);
                }
            }
            Thread.sleep(200);
        }
        throw new IOException("the console did not start: see " + log);
    }

    private static void simulate(Image image, String url) throws IOException, InterruptedException {
        Process stations = new ProcessBuilder(
                        image.java().toString(),
                        "-cp",
                        image.classPath(),
                        "fr.gaveurs.console.Main",
                        "simulate",
                        "--url",
                        url.replaceFirst("http", "ws") + "/ws/sensors/",
                        "--devices",
                        "4",
                        "--rate",
                        "5")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (stations.waitFor(SAMPLES.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("the simulated stations ended with code " + stations.exitValue());
        }
        stations.destroy();
        stations.waitFor(10, TimeUnit.SECONDS);
    }

    private static void ask(HttpClient client, HttpRequest request, String what)
            throws IOException, InterruptedException {
        int status = client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
        if (status >= 300) {
            throw new IOException(what + " was answered with " + status);
        }
    }
}
