package fr.gaveurs.console.backend.features.models.training;

import fr.gaveurs.console.api.ShortText;
import fr.gaveurs.console.api.models.Models.Method;
import fr.gaveurs.console.api.models.Obstacle;
import fr.gaveurs.console.api.models.Obstacle.Kind;
import fr.gaveurs.console.api.models.Training.TargetReport;
import fr.gaveurs.console.api.models.Training.TrainingReport;
import fr.gaveurs.console.backend.features.models.data.DatasetStore;
import fr.gaveurs.console.backend.features.models.learning.Example;
import fr.gaveurs.console.backend.features.models.learning.LeakGuard;
import fr.gaveurs.console.backend.features.models.learning.LearningException;
import fr.gaveurs.console.backend.features.models.learning.ModelFiles;
import fr.gaveurs.console.backend.features.models.learning.Trainer;
import fr.gaveurs.console.backend.features.models.learning.Trainer.Plan;
import fr.gaveurs.console.backend.features.models.learning.Trainer.Trained;
import fr.gaveurs.console.backend.features.models.registry.VersionStore.NewVersion;
import fr.gaveurs.console.backend.features.models.training.TrainingQueue.Task;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.Part;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.lifecycle.SupervisedThread;
import fr.gaveurs.console.backend.platform.lifecycle.SupervisedTimer;
import fr.gaveurs.console.backend.platform.store.errors.DatabaseErrors;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleConsumer;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does the trainings that wait, one after the other on this console. */
public final class TrainingWorker implements Part {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingWorker.class);
    private static final Duration LOOK = Duration.ofSeconds(5);
    /** Between two signs of life, whatever step a training is at. */
    private static final Duration ALIVE = Duration.ofSeconds(1);
    /** Between two times at which its progress is told. */
    private static final Duration BEAT = Duration.ofMillis(500);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(3);
    /** Above it the formula counts as not beaten. */
    private static final double CHANCE = 0.05;

    private final TrainingQueue queue;
    private final DatasetStore datasets;
    private final String codeVersion;
    private final SupervisedThread thread = new SupervisedThread("model-training", this::run);
    private final SupervisedTimer beats = new SupervisedTimer("model-training-beats");
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition asked = lock.newCondition();
    private boolean hurried;
    private volatile boolean ending;
    /** What is worked on; null for nothing. */
    private volatile @Nullable Task current;

    public TrainingWorker(TrainingQueue queue, DatasetStore datasets, String codeVersion) {
        this.queue = queue;
        this.datasets = datasets;
        this.codeVersion = codeVersion;
    }

    @Override
    public String name() {
        return "model trainings";
    }

    @Override
    public void start() {
        beats.every(ALIVE, ALIVE, this::beat);
        beats.start();
        thread.start();
    }

    /** A step of a training may take long: that it goes on is said beside it. */
    private void beat() {
        Task task = current;
        if (task == null) {
            return;
        }
        try {
            queue.heard(task);
        } catch (JdbiException e) {
            LOG.debug(
                    "nobody hears that the training {} goes on: {}", task.run().id(), e.getMessage());
        }
    }

    /** There is something to do: no need to wait for the next look. */
    public void hurry() {
        lock.lock();
        try {
            hurried = true;
            asked.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() throws InterruptedException {
        while (!ending) {
            try {
                Optional<Task> task = queue.take();
                if (task.isPresent()) {
                    current = task.get();
                    try {
                        train(task.get());
                    } finally {
                        current = null;
                    }
                    continue;
                }
            } catch (JdbiException e) {
                if (!DatabaseErrors.isUnavailable(e)) {
                    throw e;
                }
                LOG.debug("trainings wait, since the database is away: {}", e.getMessage());
            }
            await();
        }
    }

    private void await() throws InterruptedException {
        lock.lock();
        try {
            long left = LOOK.toNanos();
            while (!hurried && !ending && left > 0) {
                left = asked.awaitNanos(left);
            }
            hurried = false;
        } finally {
            lock.unlock();
        }
    }

    private void train(Task task) {
        long from = System.nanoTime();
        try {
            List<Example> examples = datasets.examples(task.run().datasetId());
            Trained trained = Trainer.train(
                    examples,
                    new Plan(
                            task.run().seed(),
                            task.run().targets(),
                            LeakGuard.features(task.run().features()),
                            codeVersion,
                            datasets.find(task.run().datasetId()).orElseThrow().sha256()),
                    new Beat(task));
            boolean kept = queue.done(
                    task,
                    new NewVersion(
                            task.run().name(),
                            isValidated(trained.report()),
                            trained.model(),
                            ModelFiles.write(trained.model()),
                            null,
                            task.run().datasetId(),
                            task.run().id(),
                            trained.report(),
                            task.run().requestedBy()));
            if (kept) {
                LOG.info(
                        "trained {} on {} samples in {} ms",
                        task.run().name(),
                        examples.size(),
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from));
            } else {
                queue.cancelled(task);
            }
        } catch (CancellationException e) {
            if (ending) {
                queue.postpone(task);
            } else {
                queue.cancelled(task);
            }
        } catch (LearningException e) {
            failed(task, String.valueOf(e.getMessage()), e.obstacles(), e);
        } catch (JdbiException e) {
            if (DatabaseErrors.isUnavailable(e)) {
                throw e; // it is begun again when the database is back
            }
            failed(task, Obstacle.of(Kind.DATABASE, String.valueOf(e.getMessage())), e);
        } catch (RuntimeException e) {
            failed(task, Obstacle.of(Kind.PROGRAM, e), e);
        } catch (OutOfMemoryError | StackOverflowError e) {
            failed(task, Obstacle.of(Kind.NO_MEMORY), e);
        }
    }

    /** Whether it tells a target better than the formula, and each other one no worse: as the formula itself. */
    static boolean isValidated(TrainingReport report) {
        List<TargetReport> others = report.targets().stream()
                .filter(target -> target.method() != Method.FORMULA)
                .toList();
        return !others.isEmpty()
                && others.stream().allMatch(target -> target.againstFormula().p() < CHANCE);
    }

    private void failed(Task task, Obstacle why, Throwable cause) {
        failed(task, why.words(), List.of(why), cause);
    }

    private void failed(Task task, String why, List<Obstacle> obstacles, Throwable cause) {
        LOG.warn("the training {} came to nothing: {}", task.run().id(), why, cause);
        queue.failed(task, ShortText.beginning(why, 500), obstacles);
    }

    /** Tells the database now and then that the training goes on. */
    private final class Beat implements DoubleConsumer {
        private final Task task;
        private long toldNanos = System.nanoTime();

        Beat(Task task) {
            this.task = task;
        }

        @Override
        public void accept(double share) {
            if (ending) {
                throw new CancellationException("the console ends");
            }
            long now = System.nanoTime();
            if (now - toldNanos >= BEAT.toNanos()) {
                toldNanos = now;
                if (!queue.alive(task, (int) Math.round(99 * share))) {
                    throw new CancellationException("given up");
                }
            }
        }
    }

    @Override
    public void stop(Deadline deadline) throws InterruptedException {
        ending = true;
        hurry();
        thread.stopAfterRun();
        if (!thread.join(deadline.leftAtMost(STOP_LIMIT))) {
            thread.stop();
        }
        beats.stop();
    }

    @Override
    public List<Supervised> supervised() {
        return List.of(thread, beats);
    }
}
