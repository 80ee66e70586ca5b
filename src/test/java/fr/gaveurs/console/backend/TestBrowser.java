package fr.gaveurs.console.backend;

import fr.gaveurs.console.api.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A real Chromium without a window, as a telephone, spoken to by its own protocol (CDP) over a WebSocket. */
public final class TestBrowser implements AutoCloseable {
    private static final String PROGRAM = "chromium";
    private static final long SECONDS = 60;
    private static final String LISTENING = "DevTools listening on ";

    private final Process process;
    private final Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    /** What the browser said of its own accord. */
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();

    private final String session;

    private TestBrowser(Process process, Path folder, URI address) throws Exception {
        this.process = process;
        this.folder = folder;
        socket = http.newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(SECONDS))
                .buildAsync(address, new Listener())
                .get(SECONDS, TimeUnit.SECONDS);
        String target = call(null, "Target.createTarget", Map.of("url", "about:blank"))
                .get("targetId")
                .asString();
        session = call(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .get("sessionId")
                .asString();
        call("Page.enable", Map.of());
        call("Network.enable", Map.of());
        call("Log.enable", Map.of());
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 390, "height", 844, "deviceScaleFactor", 2, "mobile", true));
    }

    /** Whether there is one on this machine. */
    public static boolean isThere() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, PROGRAM)));
    }

    public static TestBrowser start() throws Exception {
        Path folder = Files.createTempDirectory("gaveurs-console-browser-");
        Process process = new ProcessBuilder(
                        PROGRAM,
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + folder,
                        "about:blank")
                .redirectErrorStream(true)
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(LISTENING)) {
                Thread.ofVirtual().start(() -> said.lines().forEach(rest -> {}));
                return new TestBrowser(
                        process,
                        folder,
                        URI.create(line.substring(LISTENING.length()).strip()));
            }
        }
        throw new IOException(PROGRAM + " ended");
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                JsonNode message = Json.MAPPER.readTree(text.toString());
                text.setLength(0);
                CompletableFuture<JsonNode> waiting =
                        message.has("id") ? asked.remove(message.get("id").asInt()) : null;
                if (waiting == null) {
                    events.add(message);
                } else if (message.has("error")) {
                    waiting.completeExceptionally(
                            new IllegalStateException(message.get("error").toString()));
                } else {
                    waiting.complete(message.get("result"));
                }
            }
            from.request(1);
            return null;
        }
    }

    private JsonNode call(@Nullable String of, String method, Map<String, ?> parameters) throws Exception {
        int id = ids.incrementAndGet();
        ObjectNode message = Json.MAPPER.createObjectNode().put("id", id).put("method", method);
        message.set("params", Json.MAPPER.valueToTree(parameters));
        if (of != null) {
            message.put("sessionId", of);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        socket.sendText(message.toString(), true).get(SECONDS, TimeUnit.SECONDS);
        return answer.get(SECONDS, TimeUnit.SECONDS);
    }

    /** Asks the page's side of the browser for something. */
    public JsonNode call(String method, Map<String, ?> parameters) throws Exception {
        return call(session, method, parameters);
    }

    /** What the visitor's browser and the proxy before the console say of him. */
    public void visitor(String language, String address) throws Exception {
        call(
                "Network.setExtraHTTPHeaders",
                Map.of("headers", Map.of("Accept-Language", language, "X-Forwarded-For", address)));
    }

    /** Opens an address, and waits until all of it is there. */
    public void open(String url) throws Exception {
        int before = events.size();
        call("Page.navigate", Map.of("url", url));
        awaitLoad(before);
    }

    /** Events so far: what {@link #awaitLoad} begins at. */
    public int mark() {
        return events.size();
    }

    public void awaitLoad(int since) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (System.nanoTime() < end) {
            if (events.stream().skip(since).anyMatch(e -> method(e).equals("Page.loadEventFired"))) {
                return;
            }
            Thread.sleep(20);
        }
        throw new IllegalStateException("no page was loaded");
    }

    private static String method(JsonNode event) {
        return event.path("method").asString("");
    }

    /** Runs a script beside the page's policy, which is for the page's own, and answers its value. */
    public JsonNode run(String script) throws Exception {
        JsonNode answer =
                call("Runtime.evaluate", Map.of("expression", script, "returnByValue", true, "awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(answer.get("exceptionDetails").toString());
        }
        return answer.at("/result/value");
    }

    /** A key is pressed and let go. */
    public void press(String key, int code) throws Exception {
        call(
                "Input.dispatchKeyEvent",
                Map.of("type", "rawKeyDown", "key", key, "code", key, "windowsVirtualKeyCode", code));
        if (key.equals("Enter")) {
            call("Input.dispatchKeyEvent", Map.of("type", "char", "text", "\r"));
        }
        call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "code", key, "windowsVirtualKeyCode", code));
    }

    /** The whole page as a telephone shows it. */
    public void picture(Path file) throws Exception {
        Files.createDirectories(file.toAbsolutePath().getParent());
        JsonNode answer = call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
        Files.write(file, Base64.getDecoder().decode(answer.get("data").asString()));
    }

    /** Addresses that were asked for. */
    public List<String> requested() {
        return events.stream()
                .filter(event -> method(event).equals("Network.requestWillBeSent"))
                .map(event -> event.at("/params/request/url").asString())
                .toList();
    }

    /** What the browser's console says, such as what a page's policy did not allow. */
    public List<String> complaints() {
        return events.stream()
                .filter(event -> method(event).equals("Log.entryAdded"))
                .map(event -> event.at("/params/entry/text").asString())
                .toList();
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        http.shutdownNow();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            // The browser's children may still write there for a moment.
        }
    }
}
