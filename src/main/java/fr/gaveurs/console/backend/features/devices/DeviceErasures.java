package fr.gaveurs.console.backend.features.devices;

import fr.gaveurs.console.api.devices.DeviceDetails.Erasure;
import fr.gaveurs.console.backend.features.devices.ErasureStore.Step;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.Part;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.lifecycle.SupervisedThread;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.errors.DatabaseErrors;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the samples of stations that a person had forgotten with them: a piece at a time, with a pause after each. Of
 * several consoles on a database each takes pieces; what one leaves behind another one goes on with.
 */
final class DeviceErasures implements Part {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceErasures.class);
    /** What comes out of a spool for a forgotten station is not there for longer. */
    private static final Duration LOOK = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final ErasureStore store;
    private final BiConsumer<String, Set<String>> onDeleted;
    private final Semaphore asked = new Semaphore(0);
    private final SupervisedThread thread = new SupervisedThread("erasures", this::run);

    /** @param onDeleted hears of which station, and for which sites, samples were deleted */
    DeviceErasures(Database database, BiConsumer<String, Set<String>> onDeleted) {
        this.store = new ErasureStore(database);
        this.onDeleted = onDeleted;
    }

    @Override
    public String name() {
        return "erasures";
    }

    @Override
    public void start() {
        thread.start();
    }

    /** There is something to be done. */
    void begin() {
        asked.release();
    }

    /** The newest ones, at most 100. */
    List<Erasure> list() throws SQLException {
        return store.list();
    }

    private void run() throws InterruptedException {
        while (true) {
            // What was acknowledged just before a station was forgotten is committed by then.
            boolean soon = asked.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            asked.drainPermits();
            if (soon) {
                Thread.sleep(ErasureStore.SETTLE.plusMillis(100));
            }
            work();
        }
    }

    private void work() throws InterruptedException {
        try {
            for (Step step = store.step(); step != null; step = store.step()) {
                if (!step.sites().isEmpty()) {
                    onDeleted.accept(step.deviceId(), step.sites());
                }
                if (step.finished()) {
                    LOG.info(
                            "all samples of the forgotten station {} are deleted: {}", step.deviceId(), step.deleted());
                }
                Thread.sleep(PAUSE);
            }
        } catch (SQLException e) {
            if (DatabaseErrors.isUnavailable(e)) {
                LOG.debug("samples of forgotten stations are deleted later: {}", e.getMessage());
            } else {
                LOG.warn("samples of a forgotten station could not be deleted, tried again: {}", e.getMessage());
            }
        }
    }

    @Override
    public void stop(Deadline deadline) throws InterruptedException {
        thread.stop();
        var unused = thread.join(deadline.leftAtMost(Duration.ofSeconds(2)));
    }

    @Override
    public List<Supervised> supervised() {
        return List.of(thread);
    }
}
