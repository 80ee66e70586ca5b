package fr.gaveurs.console.backend;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The backend in a process of its own. */
public final class ConsoleProcess implements AutoCloseable {
    /** From the banner that says that samples are taken. */
    private static final Pattern READY = Pattern.compile("health +http://127.0.0.1:(\\d+)/health");

    private final Process process;
    private final Path log;
    private final int port;
    private final double readySeconds;

    private ConsoleProcess(Process process, Path log, int port, double readySeconds) {
        this.process = process;
        this.log = log;
        this.port = port;
        this.readySeconds = readySeconds;
    }

    /** How a console is to be started. The usual: 512 MiB of heap, its own PostgreSQL, no rate limit. */
    public static final class Options {
        private final Path dataDir;
        private String classPath = System.getProperty("java.class.path");
        /** Of the JVM, with a class path; null for that of the tests. */
        private @Nullable List<String> classes;

        private String bind = "127.0.0.1";
        private int port;
        private String main = "fr.gaveurs.console.Main";
        private boolean windowed;
        private final List<String> wrapper = new ArrayList<>();
        private final List<String> jvm = new ArrayList<>(List.of(TestJvm.NATIVE, "-Xmx512m"));
        // The load is far above what a device may send and a program may ask.
        private final Map<String, String> environment =
                new HashMap<>(Map.of("GAVEURS_RATE_LIMIT_DEVICE", "0", "GAVEURS_RATE_LIMIT_REST", "0"));

        private Options(Path dataDir) {
            this.dataDir = dataDir;
        }

        /** Arguments of the virtual machine; later ones win. */
        public Options jvm(String... arguments) {
            jvm.addAll(List.of(arguments));
            return this;
        }

        public Options environment(String name, String value) {
            environment.put(name, value);
            return this;
        }

        /** The address to listen on; only where the network holds nothing but this machine. */
        public Options bind(String address) {
            bind = address;
            return this;
        }

        /** A port that is free; without, one is taken. */
        public Options port(int chosen) {
            port = chosen;
            return this;
        }

        /** Its clock is set over its input: see {@link ConsoleProcess#setClock}. */
        public Options withClockToSet() {
            main = MovedClockConsole.class.getName();
            return this;
        }

        /** With its window, drawn for nobody. */
        public Options windowed() {
            windowed = true;
            return jvm("-Dglass.platform=Headless", "-Dprism.order=sw");
        }

        /** A command that runs the console's command line, given as its last arguments. */
        public Options wrappedIn(String... command) {
            wrapper.addAll(List.of(command));
            return this;
        }

        /** Leaves jars out of the class path, by the beginnings of their names. */
        public Options withoutJars(List<String> beginnings) {
            classPath = Stream.of(classPath.split(File.pathSeparator, -1))
                    .filter(entry -> beginnings.stream()
                            .noneMatch(Path.of(entry).getFileName().toString()::startsWith))
                    .collect(Collectors.joining(File.pathSeparator));
            return this;
        }

        /** Starts in half the time, and compiles quickly: where what it does counts, and not how fast. */
        public Options quick() throws IOException, InterruptedException {
            classes = StartCache.get().arguments();
            return quickly();
        }

        private Options quickly() {
            jvm.addAll(TestJvm.QUICK);
            return jvm("-Xmx192m");
        }

        /** Leaves in a file what its JVM needed, when it has ended in order. */
        Options practising(String path, Path cache) {
            classes = List.of("-Xlog:disable", "-XX:AOTCacheOutput=" + cache, "-cp", path);
            return quickly();
        }

        private List<String> command() {
            List<String> all = new ArrayList<>(wrapper);
            all.add(TestJvm.JAVA);
            all.addAll(jvm);
            all.addAll(classes == null ? List.of("-cp", classPath) : classes);
            all.add(main);
            if (!windowed) {
                all.add("--headless");
            }
            all.addAll(List.of("--port", Integer.toString(port), "--bind", bind, "--data-dir", dataDir.toString()));
            return all;
        }

        /** Returns when samples are taken. */
        public ConsoleProcess start() throws IOException, InterruptedException {
            Files.createDirectories(dataDir);
            Path log = dataDir.resolveSibling(dataDir.getFileName() + ".log");
            Files.deleteIfExists(log);
            ProcessBuilder builder =
                    new ProcessBuilder(command()).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            long from = System.nanoTime();
            Process process = builder.start();
            ConsoleProcess started = null;
            try {
                started = awaitReady(process, log, from);
                return started;
            } finally {
                if (started == null) { // also where the test's time is over
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                }
            }
        }

        private static ConsoleProcess awaitReady(Process process, Path log, long from)
                throws IOException, InterruptedException {
            while (System.nanoTime() - from < TimeUnit.SECONDS.toNanos(60)) {
                if (!process.isAlive()) {
                    throw new IOException("the console ended: " + Files.readString(log));
                }
                Matcher ready = READY.matcher(Files.readString(log));
                if (ready.find()) {
                    return new ConsoleProcess(
                            process, log, Integer.parseInt(ready.group(1)), (System.nanoTime() - from) / 1e9);
                }
                Thread.sleep(10);
            }
            throw new IOException("the console was not ready in 60 s: " + Files.readString(log));
        }
    }

    public static Options on(Path dataDir) {
        return new Options(dataDir);
    }

    public static ConsoleProcess start(Path dataDir) throws IOException, InterruptedException {
        return on(dataDir).start();
    }

    /** What it said so far. */
    public String log() throws IOException {
        return Files.readString(log);
    }

    /** What its command reads. */
    public java.io.OutputStream input() {
        return process.getOutputStream();
    }

    /** Only where it was started {@link Options#withClockToSet}: from now on it is so much ahead of the real time. */
    public void setClock(Duration ahead) throws IOException {
        input().write((ahead + "\n").getBytes(StandardCharsets.US_ASCII));
        input().flush();
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /** From the start of the process until samples are taken, s. */
    public double readySeconds() {
        return readySeconds;
    }

    /** Heap in use after a full collection, MB. */
    public double heapAfterGc() throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        double bytes = 0;
        for (String line : get("/metrics").split("\n")) {
            if (line.startsWith("jvm_memory_used_bytes{area=\"heap\"")) {
                bytes += Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
            }
        }
        return bytes / 1e6;
    }

    public String get(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .timeout(Duration.ofSeconds(60))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    /** The answer to a JSON body. */
    public String post(String path, String json) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .timeout(Duration.ofSeconds(60))
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(json))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    /** Asks it to end as a container's engine does, and waits. */
    public int terminate() throws InterruptedException {
        process.destroy();
        return process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    /** Processor time that the console has used without its PostgreSQL, s: repeatable where a rate is not. */
    public double javaCpuSeconds() {
        return cpuSeconds(process.toHandle());
    }

    /** Processor time that its PostgreSQL's processes have used, s. */
    public double databaseCpuSeconds() {
        return process.descendants().mapToDouble(ConsoleProcess::cpuSeconds).sum();
    }

    /** Both together. */
    public double cpuSeconds() {
        return javaCpuSeconds() + databaseCpuSeconds();
    }

    private static double cpuSeconds(ProcessHandle handle) {
        return handle.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }

    /** As a power cut would: no goodbye. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** The embedded PostgreSQL's first process, by its own file. */
    public static long postmaster(Path dataDir) throws IOException {
        try (Stream<Path> files = Files.walk(dataDir.resolve("postgres"), 3)) {
            Path file =
                    files.filter(f -> f.endsWith("postmaster.pid")).findFirst().orElseThrow();
            return Long.parseLong(Files.readAllLines(file).getFirst().strip());
        }
    }

    /** Ends it in order. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("interrupted while the console ended");
        }
    }
}
