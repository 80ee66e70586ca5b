package fr.gaveurs.console.bench;

import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.faults.HonestStations;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How long samples wait for their acknowledgement beside downloads and without, in pairs of turns, one right after the
 * other, of which now this and now that comes first. What is compared is the median of the turns' p99: one turn that the
 * machine disturbed decides nothing.
 */
final class BesideDownloads {
    private static final int DOWNLOADS = 50;
    private static final int STATIONS = 50;
    private static final int PAIRS = 8;
    private static final Duration TURN = Duration.ofSeconds(15);
    private static final Duration WARM = Duration.ofSeconds(30);
    private static final List<String> NICE = List.of("nice", "-n", "19");

    private final TestConsole console;
    private final URI image;
    private final Consumer<String> say;

    BesideDownloads(TestConsole console, URI image, Consumer<String> say) {
        this.console = console;
        this.image = image;
        this.say = say;
    }

    private record Turn(double p50, double p99) {}

    /** The process of the clients. */
    private static final class Clients implements AutoCloseable {
        private final Process process;
        private final BufferedWriter orders;
        private final BufferedReader answers;

        Clients(URI image, boolean nice) throws IOException {
            List<String> command = new ArrayList<>(nice ? NICE : List.of());
            command.addAll(List.of(
                    System.getProperty("java.home") + "/bin/java",
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    DownloadClients.class.getName(),
                    image.toString(),
                    Integer.toString(DOWNLOADS)));
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            orders = process.outputWriter(StandardCharsets.UTF_8);
            answers = process.inputReader(StandardCharsets.UTF_8);
            answer();
        }

        private String answer() throws IOException {
            @Nullable String line = answers.readLine();
            if (line == null) {
                throw new IOException("the process of the clients ended");
            }
            return line;
        }

        private void order() throws IOException {
            orders.write("\n");
            orders.flush();
        }

        void begin() throws IOException {
            order();
        }

        /** Bytes that were taken. */
        long end() throws IOException {
            order();
            return Long.parseLong(answer());
        }

        @Override
        public void close() throws IOException {
            orders.close();
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Whether a program of that name starts. */
    private static boolean isNice() {
        try {
            Process process = new ProcessBuilder("nice", "-n", "19", "true").start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The median of the turns with downloads divided by that of the turns without, of their p99. */
    double ratio() throws IOException, InterruptedException {
        boolean nice = isNice();
        say(
                "%d downloads by clients in a process of their own%s, as those of a hall are other machines",
                DOWNLOADS, nice ? " (nice -n 19)" : "");
        List<Turn> with = new ArrayList<>();
        List<Turn> without = new ArrayList<>();
        try (Clients clients = new Clients(image, nice)) {
            stations(WARM);
            clients.begin();
            stations(TURN);
            clients.end();
            for (int i = 0; i < PAIRS; i++) {
                if (i % 2 == 0) {
                    without.add(stations(TURN));
                }
                clients.begin();
                with.add(stations(TURN));
                long bytes = clients.end();
                if (i % 2 == 1) {
                    without.add(stations(TURN));
                }
                say(
                        "pair %d: p99 %.2f ms beside %.1f MB of downloads, %.2f ms without; p50 %.2f, %.2f ms",
                        i + 1,
                        with.getLast().p99(),
                        bytes / 1e6,
                        without.getLast().p99(),
                        with.getLast().p50(),
                        without.getLast().p50());
                if (bytes == 0) {
                    throw new IllegalStateException("nothing was downloaded");
                }
            }
        }
        double beside = Median.of(with.stream().mapToDouble(Turn::p99).toArray());
        double alone = Median.of(without.stream().mapToDouble(Turn::p99).toArray());
        say(
                "%d stations: median of the p99 %.2f ms beside downloads, %.2f ms without, ratio %.2f; of the p50 %.2f, %.2f"
                        + " ms; p99 of the turns without from %.2f to %.2f ms",
                STATIONS,
                beside,
                alone,
                beside / alone,
                Median.of(with.stream().mapToDouble(Turn::p50).toArray()),
                Median.of(without.stream().mapToDouble(Turn::p50).toArray()),
                without.stream().mapToDouble(Turn::p99).min().orElseThrow(),
                without.stream().mapToDouble(Turn::p99).max().orElseThrow());
        return beside / alone;
    }

    private Turn stations(Duration time) throws InterruptedException {
        HonestStations stations = new HonestStations(console.port(), STATIONS);
        stations.run(time);
        if (!stations.troubles().isEmpty()) {
            throw new IllegalStateException("samples were not taken: " + stations.troubles());
        }
        return new Turn(stations.millis(0.5), stations.millis(0.99));
    }

    private void say(String format, Object... values) {
        say.accept(String.format(Locale.ROOT, format, values));
    }
}
