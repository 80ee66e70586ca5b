package fr.gaveurs.console.command;

import fr.gaveurs.console.api.health.Health.StartedPart;
import fr.gaveurs.console.backend.platform.http.HttpServer;
import fr.gaveurs.console.backend.platform.lifecycle.Lifecycle;
import fr.gaveurs.console.desktop.shell.Closing;
import fr.gaveurs.console.desktop.shell.ConsoleWindow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Carries the backend's progress to a window that may not be there yet. */
final class ProgressListener implements Lifecycle.Listener {
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger stopping = new AtomicInteger();
    private volatile @Nullable ConsoleWindow window;
    private volatile Consumer<Closing.Step> steps = step -> {};
    private volatile Runnable listening = () -> {};

    void window(ConsoleWindow opened) {
        window = opened;
    }

    void steps(Consumer<Closing.Step> listener) {
        steps = listener;
    }

    /** Called on the thread that starts as soon as there is a port, long before there is a database. */
    void onListening(Runnable task) {
        listening = task;
    }

    @Override
    public void starting(String part) {
        ConsoleWindow shown = window;
        if (shown != null) {
            shown.starting(part);
        }
    }

    @Override
    public void started(StartedPart part) {
        started.incrementAndGet();
        ConsoleWindow shown = window;
        if (shown != null) {
            shown.started(part);
        }
        if (part.name().equals(HttpServer.NAME)) {
            listening.run();
        }
    }

    @Override
    public void stopping(String part) {
        steps.accept(new Closing.Step(part, stopping.incrementAndGet(), started.get()));
    }
}
