package fr.gaveurs.console.backend.features.models.onnx.process;

import fr.gaveurs.console.api.models.ModelFault;
import fr.gaveurs.console.backend.features.models.learning.ExternalModel;
import fr.gaveurs.console.backend.features.models.learning.ModelUnavailableException;
import fr.gaveurs.console.backend.features.models.onnx.OnnxFile;
import fr.gaveurs.console.backend.features.models.onnx.process.OnnxProcess.Failure;
import fr.gaveurs.console.backend.features.models.onnx.worker.Frames;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One ONNX model: its process is started when it is first asked, with its golden rows looked at, and again after it
 * failed. What was asked of a process that ended is asked once more. Thread-safe; one question at a time.
 */
public final class OnnxRunner implements ExternalModel {
    private static final Logger LOG = LoggerFactory.getLogger(OnnxRunner.class);
    /** How long somebody waits for those who ask before. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** A pause before a start that is longer is left to whoever asks next. */
    private static final Duration WAITED_FOR = Duration.ofSeconds(1);

    private static final int ATTEMPTS = 2;

    private final OnnxFile file;
    private final OnnxRunners all;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final RestartPolicy policy;
    private @Nullable OnnxProcess process;
    private volatile long usedNanos;
    private volatile long pid;
    /** What it says of its golden rows is wrong; that does not pass. */
    private volatile @Nullable ModelFault wrong;

    private volatile @Nullable ModelFault refusal;

    OnnxRunner(OnnxFile file, OnnxRunners all, LongSupplier nanos) {
        this.file = file;
        this.all = all;
        this.nanos = nanos;
        policy = new RestartPolicy(nanos);
        usedNanos = nanos.getAsLong();
    }

    /** The model does not say what it should. */
    private static final class WrongException extends Exception {
        private static final long serialVersionUID = 1;

        WrongException(ModelFault fault) {
            super(fault.text());
        }
    }

    @Override
    public double[][] run(double[][] rows) {
        enter();
        try {
            for (int attempt = 1; ; attempt++) {
                try {
                    OnnxProcess running = ready();
                    double[][] said = asked(running, rows);
                    policy.worked();
                    refusal = null;
                    return said;
                } catch (Failure e) {
                    failed(e);
                    if (attempt == ATTEMPTS) {
                        throw new ModelUnavailableException(String.valueOf(e.getMessage()));
                    }
                } catch (WrongException e) {
                    throw new ModelUnavailableException(String.valueOf(e.getMessage()));
                }
            }
        } finally {
            usedNanos = nanos.getAsLong();
            lock.unlock();
        }
    }

    private void enter() {
        try {
            if (!lock.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new ModelUnavailableException("others ask it, and it has not come to this question");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelUnavailableException("the console ends");
        }
    }

    private double[][] asked(OnnxProcess running, double[][] rows) throws Failure {
        double[][] said = new double[rows.length][];
        for (int from = 0; from < rows.length; from += Frames.MOST_ROWS) {
            int to = Math.min(rows.length, from + Frames.MOST_ROWS);
            double[][] part = running.run(rows, from, to, file.outputs());
            System.arraycopy(part, 0, said, from, part.length);
        }
        return said;
    }

    /** The process, started where none runs. */
    private OnnxProcess ready() throws Failure, WrongException {
        OnnxProcess running = process;
        if (running != null && running.isAlive()) {
            return running;
        }
        if (running != null) {
            process = null;
            failed(new Failure(OnnxProcess.Kind.ENDED, "its process ended while nobody asked it"));
        }
        ModelFault known = wrong;
        if (known != null) {
            throw new WrongException(known);
        }
        pause();
        OnnxPrograms programs = all.enter(this);
        policy.started();
        OnnxProcess started = OnnxProcess.start(programs, file.bytes());
        process = started;
        pid = started.pid();
        ModelFault fault =
                file.schema().goldenFault(asked(started, file.schema().goldenInputs()));
        if (fault != null) {
            end();
            wrong = fault;
            throw new WrongException(fault);
        }
        return started;
    }

    private void pause() {
        ModelFault refused = policy.refusal();
        refusal = refused;
        if (refused != null) {
            throw new ModelUnavailableException(refused.text());
        }
        Duration pause = policy.pause();
        if (pause.compareTo(WAITED_FOR) > 0) {
            throw new ModelUnavailableException("its process failed and is started again in some seconds");
        }
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelUnavailableException("the console ends");
        }
    }

    private void failed(Failure failure) {
        end();
        all.failed(failure.kind());
        policy.failed(failure);
        refusal = policy.refusal();
        LOG.warn("the ONNX model {} failed: {}", file.sha256(), failure.getMessage());
    }

    private void end() {
        OnnxProcess running = process;
        process = null;
        pid = 0;
        if (running != null) {
            running.close();
        }
        all.left(this);
    }

    @Override
    public @Nullable ModelFault goldenFault() {
        try {
            run(file.schema().goldenInputs());
            return null;
        } catch (ModelUnavailableException e) {
            ModelFault known = wrong;
            if (known != null) {
                return known;
            }
            throw e;
        }
    }

    @Override
    public @Nullable ModelFault fault() {
        ModelFault known = wrong;
        if (known == null && lock.tryLock()) {
            try {
                refusal = policy.refusal(); // it may have passed meanwhile
            } finally {
                lock.unlock();
            }
        }
        return known != null ? known : refusal;
    }

    /** Of its process; 0 where none runs. */
    public long pid() {
        return pid;
    }

    long usedNanos() {
        return usedNanos;
    }

    /** Ends its process unless somebody asks it just now; whoever asks next starts another. Whether none runs then. */
    boolean rest() {
        if (!lock.tryLock()) {
            return false;
        }
        try {
            end();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Ends its process, whoever asks it just now. */
    void kill() {
        long running = pid;
        if (!rest() && running != 0) {
            ProcessHandle.of(running).ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}
