package fr.gaveurs.console.backend;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Consumers in a process of their own, behind everything else that wants the processor: those of a hall sit on other
 * machines, so that what they cost must not be taken for what the console costs.
 */
public final class ConsumerProcess implements ConsumerLoad.Consumers {
    private final Process process;
    private final BufferedWriter orders;
    private final BufferedReader answers;
    private final Path pages;

    private ConsumerProcess(int port, List<String> paths) throws IOException {
        pages = Files.write(Files.createTempFile("consumers", ".txt"), paths);
        process = new ProcessBuilder(
                        "nice",
                        "-n",
                        "19",
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ConsumerProcess.class.getName(),
                        Integer.toString(port),
                        pages.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        orders = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Makes the products, and starts the process. */
    public static ConsumerLoad load(TestConsole console, int products) throws IOException {
        return new ConsumerLoad(console, products, ConsumerProcess::new);
    }

    /** The process itself: an order and an answer are a line each. */
    public static void main(String[] arguments) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (ConsumerVisits visits =
                new ConsumerVisits(Integer.parseInt(arguments[0]), Files.readAllLines(Path.of(arguments[1])))) {
            String order;
            while ((order = in.readLine()) != null) {
                String[] figures = order.split(" ");
                ConsumerVisits.Counts counts = visits.run(
                        Integer.parseInt(figures[0]),
                        Integer.parseInt(figures[1]),
                        Duration.ofMillis(Long.parseLong(figures[2])));
                System.out.println(
                        counts.views() + " " + counts.ratings() + " " + counts.failed() + " " + counts.dropped());
            }
        }
    }

    @Override
    public ConsumerVisits.Counts run(int viewsPerSecond, int ratingsPerSecond, Duration time) throws IOException {
        orders.write(viewsPerSecond + " " + ratingsPerSecond + " " + time.toMillis() + "\n");
        orders.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the consumers' process ended");
        }
        String[] figures = answer.split(" ");
        return new ConsumerVisits.Counts(
                Long.parseLong(figures[0]),
                Long.parseLong(figures[1]),
                Long.parseLong(figures[2]),
                Long.parseLong(figures[3]));
    }

    @Override
    public void close() throws IOException {
        orders.close(); // its input's end is its own
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(pages);
    }
}
