package fr.gaveurs.console.command;

import fr.gaveurs.console.backend.platform.health.HealthCheck;
import fr.gaveurs.console.desktop.shell.ConsoleWindow;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Whether the window's thread answers: a heartbeat through it, within liveness' second. */
final class WindowCheck implements HealthCheck {
    private final ConsoleWindow window;
    private final MeasuredWindow pace;

    WindowCheck(ConsoleWindow window, MeasuredWindow pace) {
        this.window = window;
        this.pace = pace;
    }

    @Override
    public Result check() throws InterruptedException, ExecutionException {
        long from = System.nanoTime();
        boolean answered = true;
        try {
            window.heartbeat().get(900, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answered = false;
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("wait_ms", (System.nanoTime() - from) / 1e6);
        figures.put("lag_ms", pace.lagSeconds() * 1e3);
        figures.put("freezes", pace.freezes());
        return answered
                ? Result.up(figures)
                : Result.down("the window's thread has not answered for 900 ms: it hangs", figures);
    }
}
