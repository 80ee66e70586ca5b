package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.Part;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import java.time.Duration;
import java.util.List;

/**
 * Takes reports to one kind of place. Mail and folders have a thread each: a network drive may answer after minutes, or
 * never, and neither mail nor the making of reports waits for it.
 */
final class Deliveries implements Part {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

    private final String kind;
    private final ReportThread thread;

    /** @param kind folder or mail */
    Deliveries(ReportOutbox outbox, String kind) {
        this.kind = kind;
        thread = new ReportThread(name(), () -> outbox.deliver(kind));
    }

    @Override
    public String name() {
        return "reports by " + kind;
    }

    @Override
    public void start() {
        thread.start();
    }

    /** There is something to deliver. */
    void hurry() {
        thread.hurry();
    }

    @Override
    public void stop(Deadline deadline) throws InterruptedException {
        thread.stop(deadline, STOP_LIMIT);
    }

    @Override
    public List<Supervised> supervised() {
        return thread.supervised();
    }
}
