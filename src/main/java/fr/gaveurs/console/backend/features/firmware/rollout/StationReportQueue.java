package fr.gaveurs.console.backend.features.firmware.rollout;

import fr.gaveurs.console.backend.features.firmware.rollout.RolloutStore.Stored;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.LogBound;
import fr.gaveurs.console.backend.platform.lifecycle.Part;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.lifecycle.SupervisedThread;
import fr.gaveurs.console.backend.platform.store.Database;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in what stations say, on a thread of its own: no socket waits for the database. What is not taken is not
 * acknowledged, and stations say it again; the queue is bounded.
 */
public final class StationReportQueue implements Part {
    private static final Logger LOG = LoggerFactory.getLogger(StationReportQueue.class);
    private static final int CAPACITY = 4_096;
    /** A word is tried so often, half a second apart, while the database is away. */
    private static final int TRIES = 20;

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Jdbi changes;
    private final RolloutStore store;
    private final RolloutRules rules;
    private final BlockingQueue<Word> words = new LinkedBlockingQueue<>(CAPACITY);
    private final SupervisedThread thread = new SupervisedThread("firmware-reports", true, this::work);
    private final LogBound lines = new LogBound(1, Duration.ofMinutes(1));

    /**
     * @param event null where no install hears of it
     * @param also done in the same transaction
     * @param done runs once it is written, with whether it is about the station's newest install
     */
    private record Word(String deviceId, @Nullable InstallEvent event, Consumer<Handle> also, Consumer<Boolean> done) {}

    public StationReportQueue(Database database, RolloutStore store, RolloutRules rules) {
        this.changes = database.changes();
        this.store = store;
        this.rules = rules;
    }

    /** Takes a word; false if there is no room: the station says it again. */
    public boolean take(String deviceId, InstallEvent event, Consumer<Handle> also, Consumer<Boolean> done) {
        return words.offer(new Word(deviceId, event, also, done));
    }

    /** Takes what has to be written of a station and moves no install, behind what it said before. */
    public boolean take(String deviceId, Consumer<Handle> work) {
        return words.offer(new Word(deviceId, null, work, written -> {}));
    }

    @Override
    public String name() {
        return "firmware reports";
    }

    @Override
    public void start() {
        thread.start();
    }

    private void work() throws InterruptedException {
        while (true) {
            Word word = words.poll(1, TimeUnit.SECONDS);
            thread.beat();
            if (word != null) {
                write(word);
            }
        }
    }

    private void write(Word word) throws InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            try {
                boolean known = changes.inTransaction(handle -> {
                    word.also().accept(handle);
                    return step(handle, word);
                });
                word.done().accept(known);
                return;
            } catch (JdbiException e) {
                if (lines.take()) {
                    LOG.info("what stations say of their firmware waits for the database: {}", e.getMessage());
                }
                thread.beat();
                Thread.sleep(PAUSE);
            }
        }
    }

    private boolean step(Handle handle, Word word) {
        InstallEvent event = word.event();
        Install install =
                event == null ? null : store.ofStation(handle, word.deviceId()).orElse(null);
        if (event == null || install == null) {
            return false;
        }
        Stored stored = store.of(handle, install);
        Install after = rules.installs(stored.rollout().plan(), stored.elf()).step(install, event);
        store.save(handle, stored.version(), List.of(install), List.of(after));
        return !(event instanceof InstallEvent.Told told) || told.offerId().equals(install.offerId());
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
