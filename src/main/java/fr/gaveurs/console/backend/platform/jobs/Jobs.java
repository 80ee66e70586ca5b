package fr.gaveurs.console.backend.platform.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.event.SchedulerListener.SchedulerEventType;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import fr.gaveurs.console.backend.platform.health.HealthCheck;
import fr.gaveurs.console.backend.platform.health.HealthCheck.Result;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.Part;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.lifecycle.SupervisedThread;
import fr.gaveurs.console.backend.platform.store.Database;
import fr.gaveurs.console.backend.platform.store.errors.DatabaseErrors;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs each job when it is due, on one of the consoles that share the database; a job whose console died is taken over
 * by another one two minutes later. The database may be away at the start and at any time: what is due then is done
 * when it is back.
 */
public final class Jobs implements Part {
    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
    private static final int THREADS = 2;
    /** The library takes no fewer for a death. */
    private static final int MISSED_HEARTBEATS = 4;
    /** What works on is interrupted after this time, and left behind after as long again. */
    private static final Duration SHUTDOWN_GRACE = Duration.ofSeconds(2);

    private static final Duration NEVER = Duration.ofDays(365_000);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(8);

    /**
     * How often something is done.
     *
     * @param settle from when the database answers until the first look for work: a start has better things to do
     * @param look between two looks for work
     * @param heartbeat between two signs of life of a console that works
     * @param retry after a failure, where the job does not say
     */
    public record Pace(Duration settle, Duration look, Duration heartbeat, Duration retry) {
        public static final Pace USUAL =
                new Pace(Duration.ofMinutes(1), Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(5));
    }

    private final Database database;
    private final String console;
    private final List<Job> jobs;
    private final Pace pace;
    private final DatabaseClock clock = new DatabaseClock();
    private final Map<String, String> failures = new ConcurrentSkipListMap<>();
    private final DueTimes dueTimes;
    private final AtomicBoolean trouble = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final SupervisedThread starter = new SupervisedThread("jobs-starter", this::run);
    private volatile @Nullable Scheduler scheduler;

    /** @param console this console's id, which the table shows while it works on a job */
    public Jobs(Database database, String console, List<Job> jobs, Pace pace) {
        this.database = database;
        this.console = console;
        this.jobs = List.copyOf(jobs);
        this.pace = pace;
        this.dueTimes =
                new DueTimes(database, this.jobs, clock, pace.heartbeat().multipliedBy(MISSED_HEARTBEATS));
    }

    @Override
    public String name() {
        return "jobs";
    }

    /** Returns at once: neither the database nor any job holds up a start. */
    @Override
    public void start() {
        starter.start();
    }

    private void run() {
        try {
            while (!database.awaitUp(Duration.ofSeconds(1))) {
                if (closed.await(0, TimeUnit.SECONDS)) {
                    return;
                }
            }
            Duration wait = pace.settle();
            Duration pause = pace.look().multipliedBy(6);
            while (!closed.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                if (scheduler != null && !database.availability().isUp()) {
                    continue; // the clock goes on by itself
                }
                try {
                    clock.read(database);
                    if (scheduler == null) {
                        scheduler = begin();
                    }
                    dueTimes.check();
                    wait = pause;
                } catch (SQLException | RuntimeException e) {
                    // Asked again soon: until the jobs are in the table nobody would run them.
                    wait = scheduler == null ? Duration.ofSeconds(1) : pause;
                    LOG.debug("the jobs wait for the database: {}", e.getMessage());
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("interrupted while the jobs began");
        }
    }

    private Scheduler begin() {
        List<Task<?>> tasks = new ArrayList<>();
        List<RecurringTask<Void>> recurring = jobs.stream().map(this::task).toList();
        tasks.addAll(recurring);
        Scheduler made = Scheduler.create(database.dataSource(), tasks)
                .schedulerName(() -> console)
                .clock(clock)
                .executorService(Executors.newFixedThreadPool(THREADS, threads("job-")))
                .dueExecutor(Executors.newSingleThreadExecutor(threads("jobs-due-")))
                .housekeeperExecutor(Executors.newScheduledThreadPool(2, threads("jobs-housekeeper-")))
                .threads(THREADS)
                .pollingInterval(pace.look())
                .heartbeatInterval(pace.heartbeat())
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                // A job that this console does not know, or takes no part in, is another one's.
                .deleteUnresolvedAfter(NEVER)
                .shutdownMaxWait(SHUTDOWN_GRACE)
                .addSchedulerListener(new SchedulerListener())
                .build();
        // Not by the scheduler's start, which would go on without a job that it could not write.
        recurring.forEach(task -> task.onStartup(made, clock));
        made.start();
        LOG.info("jobs: {}", String.join(", ", jobs.stream().map(Job::name).toList()));
        return made;
    }

    /** Threads that cannot keep the program from ending. */
    private static ThreadFactory threads(String prefix) {
        return Thread.ofPlatform().daemon().name(prefix, 1).factory();
    }

    private RecurringTask<Void> task(Job job) {
        return Tasks.recurring(job.name(), job.schedule())
                .onFailure((failed, operations) -> again(job, failed, operations))
                .execute((instance, context) -> work(job));
    }

    private void work(Job job) {
        long from = System.nanoTime();
        try {
            job.work().run();
            failures.remove(job.name());
            LOG.info("job {} done in {} ms", job.name(), (System.nanoTime() - from) / 1_000_000);
        } catch (Exception | Error e) {
            String words = String.valueOf(e.getMessage());
            boolean known = words.equals(failures.put(job.name(), words));
            if (closed.getCount() == 0) {
                LOG.info("job {} was cut off by the end of the program, and will be done again", job.name());
            } else if (known) {
                LOG.debug("job {} failed as before and will be tried again", job.name(), e); // health goes on saying it
            } else if (DatabaseErrors.isUnavailable(e)) {
                LOG.warn("job {} waits for the database: {}", job.name(), e.getMessage());
            } else if (e instanceof JobPostponedException) {
                LOG.warn("job {} was not done and will be tried again: {}", job.name(), e.getMessage());
            } else {
                LOG.error("job {} failed and will be tried again", job.name(), e);
            }
            throw new JobFailedException(job.name(), e);
        }
    }

    /** A day's work must not wait until tomorrow because it failed once. */
    private void again(Job job, ExecutionComplete failed, ExecutionOperations<Void> operations) {
        Duration retry = job.retry();
        Instant soon = failed.getTimeDone().plus(retry == null ? pace.retry() : retry);
        Instant regular = job.schedule().getNextExecutionTime(failed);
        operations.reschedule(failed, regular.isBefore(soon) ? regular : soon);
    }

    private static final class JobFailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        JobFailedException(String job, Throwable cause) {
            super(job, cause);
        }
    }

    /** Says once that jobs are not looked for, and once that they are again. */
    private final class SchedulerListener extends AbstractSchedulerListener {
        @Override
        public void onSchedulerEvent(SchedulerEventType event) {
            switch (event) {
                case UNEXPECTED_ERROR, FAILED_HEARTBEAT, COMPLETIONHANDLER_ERROR, FAILUREHANDLER_ERROR -> {
                    if (database.availability().isUp() && !trouble.getAndSet(true)) {
                        LOG.warn("jobs cannot be looked for or noted as done; tried again every {}", pace.look());
                    }
                }
                case RAN_EXECUTE_DUE -> {
                    if (trouble.getAndSet(false)) {
                        LOG.info("jobs are looked for again");
                    }
                }
                default -> {
                    // Its daily business.
                }
            }
        }
    }

    /** Degraded while the last run of some job on this console failed. */
    public HealthCheck check() {
        return () -> {
            Map<String, String> now = new TreeMap<>(failures);
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("jobs", jobs.size());
            figures.put("failing", now.size());
            return now.isEmpty()
                    ? Result.up(figures)
                    : Result.degraded("these jobs failed and will be tried again: " + now, figures);
        };
    }

    @Override
    public List<Supervised> supervised() {
        return List.of(starter);
    }

    /** What works on may finish for two seconds; then it is interrupted, and done again later. */
    @Override
    public void stop(Deadline deadline) throws InterruptedException {
        closed.countDown();
        Deadline limit = Deadline.in(deadline.leftAtMost(STOP_LIMIT));
        // It may be setting up the scheduler just now.
        var unused = starter.join(limit.left());
        Scheduler running = scheduler;
        if (running == null) {
            return;
        }
        // By itself it may wait for 16 s where the database says nothing.
        Thread stopping = Thread.ofVirtual().name("jobs-stop").start(running::stop);
        if (!stopping.join(limit.left().plusMillis(1))) {
            LOG.warn("a job did not end in time and was left behind");
        }
    }
}
