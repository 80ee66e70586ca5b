package fr.gaveurs.console.backend.features.models.onnx.worker;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import com.sun.management.OperatingSystemMXBean;
import fr.gaveurs.console.backend.features.models.onnx.worker.Frames.Frame;
import fr.gaveurs.console.backend.features.models.onnx.worker.Frames.Table;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.FloatBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs one ONNX model for a console, which it hears by its standard input and answers by its standard output. It ends when
 * the console does, or when it needs more memory than it may have.
 */
public final class OnnxWorker {
    private static final int TOO_MUCH_MEMORY = 4;
    private static final int PARENT_GONE = 3;
    private static final long LOOK_MILLIS = 200;

    private final OrtEnvironment environment;
    private @Nullable OrtSession session;

    private OnnxWorker(OrtEnvironment environment) {
        this.environment = environment;
    }

    /** @param args bytes of memory that it watches over itself; 0 where the system does */
    public static void main(String[] args) throws IOException, OrtException {
        ProcessHandle.current().parent().ifPresent(console -> console.onExit()
                .thenRun(() -> Runtime.getRuntime().halt(PARENT_GONE)));
        long memory = args.length == 0 ? 0 : Long.parseLong(args[0]);
        if (memory > 0) {
            Thread watch = new Thread(() -> watch(memory), "memory-watch");
            watch.setDaemon(true);
            watch.start();
        }
        // What the library prints must not get between the messages.
        System.setOut(System.err);
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
                DataOutputStream out =
                        new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)))) {
            OnnxWorker worker = new OnnxWorker(
                    OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "gaveurs-console"));
            worker.environment.setTelemetry(false);
            for (Frame asked = next(in); asked != null; asked = next(in)) {
                worker.answer(asked, out);
            }
        }
        Runtime.getRuntime().halt(0);
    }

    private static @Nullable Frame next(DataInputStream in) throws IOException {
        return Frames.read(in, Frames.MOST_TO_PROCESS);
    }

    /** Where the system does not bound a process, such as Windows: what it has committed. */
    private static void watch(long most) {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        while (true) {
            if (system.getCommittedVirtualMemorySize() > most) {
                Runtime.getRuntime().halt(TOO_MUCH_MEMORY);
            }
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void answer(Frame asked, DataOutputStream out) throws IOException {
        try {
            if (asked.kind() == Frames.LOAD) {
                load(asked.content());
                Frames.write(out, Frames.READY, new byte[0]);
            } else {
                Frames.write(out, Frames.SAID, run(Frames.table(asked.content())));
            }
        } catch (OrtException | RuntimeException e) {
            Frames.write(out, Frames.FAULT, Frames.words(e.getMessage()));
        }
    }

    private void load(byte[] file) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setCPUArenaAllocator(false);
            options.setMemoryPatternOptimization(false);
            // The library has a form of its own, which it would take for granted, and which nobody has looked at.
            options.addConfigEntry("session.load_model_format", "ONNX");
            session = environment.createSession(file, options);
        }
    }

    private byte[] run(Table table) throws OrtException {
        OrtSession loaded = session;
        if (loaded == null) {
            throw new IllegalStateException("no model is loaded");
        }
        String input = loaded.getInputNames().iterator().next();
        long[] shape = {table.rows(), table.columns()};
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(table.figures()), shape);
                OrtSession.Result result = loaded.run(Map.of(input, tensor))) {
            if (!(result.get(0) instanceof OnnxTensor said)) {
                throw new IllegalStateException("it says no tensor");
            }
            long[] dims = said.getInfo().getShape();
            if (dims.length != 2 || dims[0] != table.rows()) {
                throw new IllegalStateException("it says another number of rows than it was asked for");
            }
            FloatBuffer figures = said.getFloatBuffer();
            float[] all = new float[figures.remaining()];
            figures.get(all);
            return Frames.table(all, table.rows(), (int) dims[1]);
        }
    }
}
