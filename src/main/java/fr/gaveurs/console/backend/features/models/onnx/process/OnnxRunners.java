package fr.gaveurs.console.backend.features.models.onnx.process;

import fr.gaveurs.console.backend.features.models.learning.ModelUnavailableException;
import fr.gaveurs.console.backend.features.models.onnx.OnnxException;
import fr.gaveurs.console.backend.features.models.onnx.OnnxException.Reason;
import fr.gaveurs.console.backend.features.models.onnx.OnnxFile;
import fr.gaveurs.console.backend.platform.lifecycle.Deadline;
import fr.gaveurs.console.backend.platform.lifecycle.Part;
import fr.gaveurs.console.backend.platform.lifecycle.Supervised;
import fr.gaveurs.console.backend.platform.lifecycle.SupervisedTimer;
import fr.gaveurs.console.backend.platform.metrics.Metrics;
import io.micrometer.core.instrument.Counter;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** All ONNX models of this console; at most so many of them have a process at a time. Thread-safe. */
public final class OnnxRunners implements Part {
    /** Processes: the active version, its shadow, one that is looked at, and one that somebody asks by its number. */
    static final int PROCESSES = 4;

    private static final Duration LOOK = Duration.ofSeconds(15);
    /** A process that nobody asks for so long ends: the night shift of a hall needs no memory for it. */
    private static final Duration IDLE = Duration.ofMinutes(5);

    private final @Nullable OnnxPrograms programs;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, WeakReference<OnnxRunner>> known = new HashMap<>();
    /** Those that have a process: kept until it has ended, though nobody else knows them any more. */
    private final Set<OnnxRunner> running = new HashSet<>();

    private final SupervisedTimer timer = new SupervisedTimer("onnx-processes");
    private final Counter starts;
    private final Map<OnnxProcess.Kind, Counter> failures = new EnumMap<>(OnnxProcess.Kind.class);
    private volatile boolean ending;

    /**
     * @param programs null where ONNX Runtime did not come with this program
     * @param nanos a monotonic clock
     */
    public OnnxRunners(@Nullable OnnxPrograms programs, LongSupplier nanos, Metrics metrics) {
        this.programs = programs;
        this.nanos = nanos;
        starts = metrics.counter("model.onnx.starts", "Processes that were started to run an ONNX model");
        for (OnnxProcess.Kind kind : OnnxProcess.Kind.values()) {
            failures.put(
                    kind,
                    metrics.counter(
                            "model.onnx.failures",
                            "Processes of ONNX models that failed: without an answer in time, by their end, or by what they"
                                    + " answered",
                            "reason",
                            kind.name().toLowerCase(Locale.ROOT)));
        }
        metrics.gauge("model.onnx.processes", "Processes that run ONNX models now", () -> running()
                .size());
    }

    @Override
    public String name() {
        return "onnx processes";
    }

    @Override
    public void start() {
        timer.every(LOOK, LOOK, this::rest);
        timer.start();
    }

    /** The model of a file. */
    public OnnxRunner of(OnnxFile file) {
        lock.lock();
        try {
            known.values().removeIf(each -> each.get() == null);
            WeakReference<OnnxRunner> before = known.get(file.sha256());
            OnnxRunner runner = before == null ? null : before.get();
            if (runner == null) {
                runner = new OnnxRunner(file, this, nanos);
                known.put(file.sha256(), new WeakReference<>(runner));
            }
            return runner;
        } finally {
            lock.unlock();
        }
    }

    /** @throws OnnxException if ONNX models cannot be run here at all */
    public void check() throws OnnxException {
        if (programs == null) {
            throw new OnnxException(
                    Reason.NO_RUNTIME,
                    "this program came without ONNX Runtime for this system: install the console from its package");
        }
    }

    /** Makes room for one more process. */
    OnnxPrograms enter(OnnxRunner starting) {
        OnnxPrograms found = programs;
        if (found == null) {
            throw new ModelUnavailableException("this program came without ONNX Runtime for this system");
        }
        if (ending) {
            throw new ModelUnavailableException("the console ends");
        }
        List<OnnxRunner> others = new ArrayList<>(running());
        others.remove(starting);
        others.sort(Comparator.comparingLong(each -> each.usedNanos() - nanos.getAsLong()));
        int most = PROCESSES - 1;
        int over = others.size() - most;
        for (OnnxRunner each : others) {
            over -= over > 0 && each.rest() ? 1 : 0;
        }
        if (over > 0) {
            throw new ModelUnavailableException("all " + PROCESSES + " processes for ONNX models are busy");
        }
        lock.lock();
        try {
            running.add(starting);
        } finally {
            lock.unlock();
        }
        starts.increment();
        return found;
    }

    void failed(OnnxProcess.Kind kind) {
        Objects.requireNonNull(failures.get(kind)).increment();
    }

    /** It has no process any more. */
    void left(OnnxRunner runner) {
        lock.lock();
        try {
            running.remove(runner);
        } finally {
            lock.unlock();
        }
    }

    private List<OnnxRunner> running() {
        lock.lock();
        try {
            return List.copyOf(running);
        } finally {
            lock.unlock();
        }
    }

    private void rest() {
        for (OnnxRunner each : running()) {
            if (nanos.getAsLong() - each.usedNanos() >= IDLE.toNanos()) {
                each.rest();
            }
        }
    }

    @Override
    public void stop(Deadline deadline) {
        ending = true;
        timer.stop();
        running().forEach(OnnxRunner::kill);
    }

    @Override
    public List<Supervised> supervised() {
        return List.of(timer);
    }
}
