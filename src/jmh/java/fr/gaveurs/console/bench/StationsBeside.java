package fr.gaveurs.console.bench;

import fr.gaveurs.console.simulator.Simulation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Simulated stations in a process of their own: they take no time of the console's compilers and collector. */
final class StationsBeside {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private StationsBeside() {}

    /** Starts so many, which try to reach a console on a port of this machine until the process is ended. */
    static Process start(int port, int stations) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StationsBeside.class.getName(),
                        Integer.toString(port),
                        Integer.toString(stations))
                .inheritIO()
                .start();
    }

    public static void main(String[] arguments) throws Exception {
        String url = "http://127.0.0.1:" + Integer.parseInt(arguments[0]);
        try (Simulation stations = new Simulation(
                Simulation.Options.livers(Simulation.socketUri(url), Integer.parseInt(arguments[1]), 1, 1))) {
            stations.start();
            Thread.sleep(LIMIT);
        }
    }
}
