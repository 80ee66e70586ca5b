package fr.gaveurs.console.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The backend in a process of its own. */
final class ConsoleProcess implements AutoCloseable {
    private static final Pattern URL = Pattern.compile("\"url\":\"http://127.0.0.1:(\\d+)\"");

    private final Process process;
    private final int port;
    private final double readySeconds;

    private ConsoleProcess(Process process, int port, double readySeconds) {
        this.process = process;
        this.port = port;
        this.readySeconds = readySeconds;
    }

    static ConsoleProcess start(Path dataDir, String... jvmArguments) throws IOException, InterruptedException {
        Files.createDirectories(dataDir);
        Path log = dataDir.resolveSibling(dataDir.getFileName() + ".log");
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx512m"));
        command.addAll(List.of(jvmArguments));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "fr.gaveurs.console.Main",
                "--headless",
                "--port",
                "0",
                "--bind",
                "127.0.0.1",
                "--data-dir",
                dataDir.toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        // The load is far above what a device may send.
        builder.environment().put("GAVEURS_RATE_LIMIT_DEVICE", "0");
        long from = System.nanoTime();
        Process process = builder.start();
        Path instance = dataDir.resolve("instance.json");
        String own = "\"pid\":" + process.pid();
        while (System.nanoTime() - from < TimeUnit.SECONDS.toNanos(60)) {
            if (!process.isAlive()) {
                throw new IOException("the console ended: " + Files.readString(log));
            }
            if (Files.exists(instance)) {
                String announced = Files.readString(instance);
                Matcher url = URL.matcher(announced);
                if (announced.contains(own) && url.find()) {
                    int port = Integer.parseInt(url.group(1));
                    return new ConsoleProcess(process, port, (System.nanoTime() - from) / 1e9);
                }
            }
            Thread.sleep(10);
        }
        process.destroyForcibly();
        throw new IOException("the console was not ready in 60 s: " + Files.readString(log));
    }

    int port() {
        return port;
    }

    /** From the start of the process until samples are taken, s. */
    double readySeconds() {
        return readySeconds;
    }

    /** Heap in use after a full collection, MB. */
    double heapAfterGc() throws IOException, InterruptedException {
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

    String get(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .timeout(Duration.ofSeconds(20))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    /** Processor time that the console and its PostgreSQL have used, s: repeatable where a rate is not. */
    double cpuSeconds() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
                .mapToDouble(duration -> duration.toNanos() / 1e9)
                .sum();
    }

    /** As a power cut would: no goodbye. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** The embedded PostgreSQL's first process, by its own file. */
    static long postmaster(Path dataDir) throws IOException {
        try (Stream<Path> files = Files.walk(dataDir.resolve("postgres"), 3)) {
            Path file =
                    files.filter(f -> f.endsWith("postmaster.pid")).findFirst().orElseThrow();
            return Long.parseLong(Files.readAllLines(file).getFirst().strip());
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
