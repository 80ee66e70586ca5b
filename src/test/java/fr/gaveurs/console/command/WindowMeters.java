package fr.gaveurs.console.command;

import fr.gaveurs.console.backend.platform.metrics.Metrics;

/** The meters of a window, for a console that has none. */
public final class WindowMeters {
    private WindowMeters() {}

    /** Registers them, as a window does when it opens, and moves each once. */
    public static void register(Metrics metrics) {
        MeasuredWindow window = new MeasuredWindow(metrics);
        window.pulse(0.01);
        window.freeze();
    }
}
