package fr.gaveurs.console.backend.features.models.onnx.process;

import fr.gaveurs.console.backend.features.models.onnx.worker.Frames;
import fr.gaveurs.console.backend.features.models.onnx.worker.Frames.Frame;
import fr.gaveurs.console.backend.features.models.onnx.worker.Frames.Table;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A running process with a model in it. Whatever does not answer in time, or not as it should, is ended. */
final class OnnxProcess implements AutoCloseable {
    private static final Duration LOAD_LIMIT = Duration.ofSeconds(30);
    private static final Duration RUN_LIMIT = Duration.ofSeconds(10);

    private final Process process;
    private final DataInputStream in;
    private final DataOutputStream out;

    private final Duration runLimit;

    private OnnxProcess(Process process, Duration runLimit) {
        this.process = process;
        this.runLimit = runLimit;
        in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
        out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    }

    /** How one failed, as the metric says it. */
    enum Kind {
        /** It did not answer in time. */
        TIMEOUT,
        /** It crashed, was killed, or could not be started. */
        ENDED,
        /** It answered that it could not, or nothing that is an answer. */
        ANSWER
    }

    /** Why a process gave no answer; it has ended then. */
    static final class Failure extends Exception {
        private static final long serialVersionUID = 1;

        private final Kind kind;

        Failure(Kind kind, String message) {
            super(message);
            this.kind = kind;
        }

        Kind kind() {
            return kind;
        }
    }

    /** Starts a process and gives it the model. */
    static OnnxProcess start(OnnxPrograms programs, byte[] model) throws Failure {
        return start(programs, model, LOAD_LIMIT, RUN_LIMIT);
    }

    /** @param load how long it may take until the model is loaded; {@code run} until a question is answered */
    static OnnxProcess start(OnnxPrograms programs, byte[] model, Duration load, Duration run) throws Failure {
        OnnxProcess started;
        try {
            started = new OnnxProcess(programs.start(), run);
        } catch (IOException e) {
            throw new Failure(Kind.ENDED, "its process cannot be started: " + e.getMessage());
        }
        Frame answer = started.ask(Frames.LOAD, model, load);
        if (answer.kind() != Frames.READY) {
            throw started.wrong("it answered something else than that it is ready");
        }
        return started;
    }

    /**
     * Asks the model.
     *
     * @param rows at most {@link Frames#MOST_ROWS}, of finite figures
     * @param columns that it must answer with
     */
    double[][] run(double[][] rows, int from, int to, int columns) throws Failure {
        int width = rows[from].length;
        float[] figures = new float[(to - from) * width];
        for (int i = from; i < to; i++) {
            for (int k = 0; k < width; k++) {
                figures[(i - from) * width + k] = (float) rows[i][k];
            }
        }
        Frame answer = ask(Frames.RUN, Frames.table(figures, to - from, width), runLimit);
        if (answer.kind() != Frames.SAID) {
            throw wrong("it answered something else than figures");
        }
        Table table;
        try {
            table = Frames.table(answer.content());
        } catch (IOException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
        if (table.rows() != to - from || table.columns() != columns) {
            throw wrong("it answered " + table.rows() + " rows of " + table.columns() + " columns");
        }
        double[][] said = new double[table.rows()][columns];
        for (int i = 0; i < said.length; i++) {
            for (int k = 0; k < columns; k++) {
                said[i][k] = table.figures()[i * columns + k];
            }
        }
        return said;
    }

    private Failure wrong(String what) {
        close();
        return new Failure(Kind.ANSWER, what);
    }

    private Frame ask(byte kind, byte[] content, Duration limit) throws Failure {
        CountDownLatch done = new CountDownLatch(1);
        AtomicBoolean late = new AtomicBoolean();
        Thread.ofVirtual().start(() -> endWhenLate(done, limit, late));
        Frame answer;
        try {
            Frames.write(out, kind, content);
            answer = Frames.read(in, Frames.MOST_FROM_PROCESS);
        } catch (IOException e) {
            throw ended(late, e.getMessage());
        } finally {
            done.countDown();
        }
        if (answer == null) {
            throw ended(late, null);
        }
        if (answer.kind() == Frames.FAULT) {
            throw wrong(new String(answer.content(), StandardCharsets.UTF_8));
        }
        return answer;
    }

    /** Ends the process unless it has answered: what waits for it then hears so. */
    private void endWhenLate(CountDownLatch done, Duration limit, AtomicBoolean late) {
        try {
            if (!done.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                late.set(true);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly(); // nobody interrupts it; it would be the console's end
        }
    }

    private Failure ended(AtomicBoolean late, @Nullable String why) {
        close();
        if (late.get()) {
            return new Failure(Kind.TIMEOUT, "it did not answer in time and was ended");
        }
        int code = -1;
        try {
            code = process.waitFor(1, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Failure(Kind.ENDED, "its process ended with code " + code + (why == null ? "" : " (" + why + ")"));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Ends it at once. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            // Its pipes are let go of; whoever reads them meanwhile has heard of the end.
            process.getOutputStream().close();
        } catch (IOException e) {
            // It has ended; there is nothing to write any more.
            process.destroyForcibly();
        }
    }
}
