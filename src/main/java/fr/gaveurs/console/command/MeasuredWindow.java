package fr.gaveurs.console.command;

import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.desktop.kit.pump.UiMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** The window's pace as metrics, and as the health document's figures. */
final class MeasuredWindow implements UiMeter {
    private volatile Timer pulse;
    private volatile Counter freezes;
    private volatile double lagSeconds;

    MeasuredWindow(Metrics metrics) {
        pulse = metrics.timer("ui.pulse", "Time that the window's thread let a task wait");
        freezes = metrics.counter(
                "ui.freezes", "Times that the window's thread did not answer for a quarter of a second");
    }

    /** From now on it is measured by those of another backend, which took the place of one that could not start. */
    void by(Metrics metrics) {
        MeasuredWindow other = new MeasuredWindow(metrics);
        pulse = other.pulse;
        freezes = other.freezes;
    }

    @Override
    public void pulse(double seconds) {
        lagSeconds = seconds;
        pulse.record((long) (seconds * 1e9), TimeUnit.NANOSECONDS);
    }

    @Override
    public void freeze() {
        freezes.increment();
    }

    /** The longest that a task waited during the last second, s. */
    double lagSeconds() {
        return lagSeconds;
    }

    /** Freezes since the start. */
    long freezes() {
        return (long) freezes.count();
    }
}
