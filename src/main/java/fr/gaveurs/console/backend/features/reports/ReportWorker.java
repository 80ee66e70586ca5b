package fr.gaveurs.console.backend.features.reports;

import fr.gaveurs.console.api.reports.ReportReason;
import fr.gaveurs.console.api.reports.ReportReason.Code;
import fr.gaveurs.console.api.reports.Reports.ReportState;
import fr.gaveurs.console.backend.features.reports.ReportQueue.Outcome;
import fr.gaveurs.console.backend.features.reports.ReportQueue.Task;
import fr.gaveurs.console.backend.features.reports.ReportQueue.Waiting;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.Part;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import fr.gaveurs.console.backend.platform.store.errors.DatabaseErrors;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the reports that wait, one after the other on this console, and deletes the files of those that are gone.
 */
final class ReportWorker implements Part {
    private static final Logger LOG = LoggerFactory.getLogger(ReportWorker.class);
    private static final Duration SWEEP = Duration.ofMinutes(10);
    /** Between two signs of life of a report that is being made. */
    private static final Duration BEAT = Duration.ofSeconds(1);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(3);

    private final ReportQueue queue;
    private final ReportMaker maker;
    private final ReportFolder folder;
    private final Runnable delivering;
    private final Runnable schedules;
    private final RoomCondition room;
    private final LeftCondition left;
    private final String version;
    private final String machine;
    private final Metrics metrics;
    private final Timer seconds;
    private final Pace pace;
    private final ReportThread thread = new ReportThread("reports", new Making());
    private boolean begun;
    /** Also after a start: the condition may be one of before. */
    private boolean roomAwaited = true;

    private volatile boolean untidy = true;
    private long sweptNanos = System.nanoTime();

    /**
     * @param delivering told that there is something to be delivered
     * @param schedules looks at the schedules, once after the start
     * @param pace rests while reports are made
     */
    ReportWorker(
            ReportQueue queue,
            ReportMaker maker,
            ReportFolder folder,
            Runnable delivering,
            Runnable schedules,
            RoomCondition room,
            LeftCondition left,
            Pace pace,
            String version,
            String machine,
            Metrics metrics) {
        this.queue = queue;
        this.maker = maker;
        this.folder = folder;
        this.delivering = delivering;
        this.schedules = schedules;
        this.room = room;
        this.left = left;
        this.pace = pace;
        this.version = version;
        this.machine = machine;
        this.metrics = metrics;
        for (ReportState state : List.of(ReportState.DONE, ReportState.FAILED, ReportState.CANCELLED)) {
            count(state, 0);
        }
        seconds = metrics.timer("report.duration", "Time that a report took to be made, with all its files");
    }

    private void count(ReportState state, int more) {
        metrics.counter("reports", "Reports that this console made, or could not make", "state", state.key())
                .increment(more);
    }

    /** Somebody gave a report up, or the program ends. */
    private static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoppedException() {
            super("stopped", null, false, false);
        }
    }

    @Override
    public String name() {
        return "reports";
    }

    @Override
    public void start() {
        thread.start();
    }

    /** There is something to do: no need to wait for the next look. */
    void hurry() {
        thread.hurry();
    }

    /** A report was deleted: its files are to go soon. */
    void tidy() {
        untidy = true;
        hurry();
    }

    private final class Making implements ReportThread.Work {
        @Override
        public void begin() throws IOException {
            if (!begun) {
                folder.tidy();
            }
        }

        @Override
        public boolean step() {
            return ReportWorker.this.step();
        }
    }

    /** Makes one; whether there was one. */
    private boolean step() {
        if (!begun) {
            queue.giveBack();
            begun = true;
            // What fell due while no console ran need not wait for the next look at schedules.
            schedules.run();
        }
        if (untidy || System.nanoTime() - sweptNanos >= SWEEP.toNanos()) {
            untidy = false;
            sweptNanos = System.nanoTime();
            folder.sweep();
        }
        Optional<Task> task = queue.take();
        task.ifPresent(this::make);
        if (task.isEmpty()) {
            // What was cut short by the end of the console before has been made by now, and is known.
            left.look();
        }
        if (roomAwaited && task.isEmpty()) {
            lookForRoom();
        }
        return task.isPresent();
    }

    private void make(Task task) {
        long from = System.nanoTime();
        Beat beat = new Beat(task);
        try {
            pace.begin();
            Outcome outcome = maker.make(task, beat, pace);
            if (queue.done(task, outcome, version, machine)) {
                seconds.record(System.nanoTime() - from, TimeUnit.NANOSECONDS);
                count(ReportState.DONE, 1);
                LOG.info(
                        "Made the report {} ({}, {} rows)",
                        task.id(),
                        task.subject().kind().key(),
                        outcome.rows());
            } else {
                cancelled(task);
            }
            untidy = true; // there is one more, and it may be one too many
            delivering.run();
        } catch (StoppedException e) {
            if (thread.isEnding()) {
                discard(task);
                queue.postpone(task);
            } else {
                cancelled(task);
            }
        } catch (Subjects.NoStationException e) {
            failed(task, ReportReason.of(Code.NO_STATION, e.lines()), e);
        } catch (IOException e) {
            unwritten(task, FileReasons.writing(e), e);
        } catch (JdbiException e) {
            if (DatabaseErrors.isUnavailable(e)) {
                throw e; // it is begun again when the database is back
            }
            failed(task, ReportReason.of(Code.DATABASE, String.valueOf(e.getMessage())), e);
        } catch (RuntimeException e) {
            failed(task, ReportReason.of(Code.PROGRAM, e.toString()), e);
        } catch (OutOfMemoryError | StackOverflowError e) {
            failed(task, ReportReason.of(Code.MEMORY), e);
        }
    }

    /** For want of room it waits: somebody will free some. */
    private void unwritten(Task task, ReportReason why, IOException cause) {
        if (!RoomCondition.isOfRoom(why)) {
            failed(task, why, cause);
            return;
        }
        LOG.warn("the report {} waits for room: {}", task.id(), why.text());
        discard(task);
        queue.awaitRoom(task, why);
        roomAwaited = true;
        lookForRoom();
    }

    /** Also after a start: a console that was killed may not have written the condition. */
    private void lookForRoom() {
        Waiting waiting = queue.roomAwaited().orElse(null);
        if (waiting == null) {
            roomAwaited = false;
            room.none();
        } else if (waiting.why() != null) {
            room.waits(waiting.why(), waiting.since());
        }
    }

    /** Given up by somebody; one that another console makes by now is that one's. */
    private void cancelled(Task task) {
        discard(task);
        if (queue.end(task, ReportState.CANCELLED, null)) {
            count(ReportState.CANCELLED, 1);
        }
    }

    private void discard(Task task) {
        task.formats().forEach(format -> folder.delete(ReportMaker.name(task, format)));
    }

    private void failed(Task task, ReportReason why, Throwable cause) {
        LOG.warn("the report {} could not be made: {}", task.id(), why.text(), cause);
        discard(task);
        if (queue.end(task, ReportState.FAILED, why)) {
            count(ReportState.FAILED, 1);
        }
    }

    /** Tells the database now and then that the report is being made. */
    private final class Beat implements IntConsumer {
        private final Task task;
        private long toldNanos = System.nanoTime();

        Beat(Task task) {
            this.task = task;
        }

        @Override
        public void accept(int progress) {
            if (thread.isEnding()) {
                throw new StoppedException();
            }
            long now = System.nanoTime();
            if (now - toldNanos >= BEAT.toNanos()) {
                toldNanos = now;
                if (!queue.alive(task, progress)) {
                    throw new StoppedException();
                }
            }
        }
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
