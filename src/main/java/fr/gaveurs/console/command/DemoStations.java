package fr.gaveurs.console.command;

import fr.gaveurs.console.desktop.shell.Demo;
import fr.gaveurs.console.simulator.Simulation;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Three simulated stations inside this process, for the window's Demo button. */
final class DemoStations implements Demo {
    private static final int STATIONS = 3;
    private static final double RATE_HZ = 1;

    private final Supplier<String> url;
    private final Executor executor = task -> Thread.ofVirtual().name("demo").start(task);
    private @Nullable Simulation running;

    /** @param url where the backend answers; asked at each start */
    DemoStations(Supplier<String> url) {
        this.url = url;
    }

    @Override
    public CompletableFuture<Void> start() {
        return CompletableFuture.runAsync(this::begin, executor);
    }

    @Override
    public CompletableFuture<Void> stop() {
        return CompletableFuture.runAsync(this::end, executor);
    }

    private synchronized void begin() {
        if (running != null) {
            return;
        }
        Simulation simulation = new Simulation(
                Simulation.Options.livers(Simulation.socketUri(url.get()), STATIONS, RATE_HZ, System.nanoTime()));
        try {
            simulation.start();
        } catch (Exception e) {
            simulation.close();
            throw new CompletionException(e);
        }
        running = simulation;
    }

    private synchronized void end() {
        Simulation simulation = running;
        running = null;
        if (simulation != null) {
            simulation.close();
        }
    }
}
