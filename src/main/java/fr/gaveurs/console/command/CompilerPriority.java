package fr.gaveurs.console.command;

import fr.gaveurs.console.files.OperatingSystem;
import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The share of the processors that the JIT compilers take: in the first twenty seconds as much as they get, which on a PC
 * with two cores keeps one of them from the window. By the C library: Java's own priorities need a right on Linux that
 * nobody has. Elsewhere nothing changes.
 */
@SuppressWarnings("restricted") // what the start script and the launchers allow; where it is not, nothing changes
final class CompilerPriority {
    private static final Logger LOG = LoggerFactory.getLogger(CompilerPriority.class);
    /** Beside the usual priority, a tenth of a busy processor. */
    static final int NICE = 10;

    private static final Path THREADS = Path.of("/proc/self/task");
    /** Of {@code comm}, which holds 15 characters: "C2 CompilerThre". */
    private static final String NAME = "C[12] Compiler.*\n";
    /** {@code PRIO_PROCESS}: on Linux a single thread. */
    private static final int OF_THREAD = 0;

    private static final int CALLER = 0;

    private CompilerPriority() {}

    /** Of those that run, and so of those that they start. */
    static void lower() {
        if (!OperatingSystem.LINUX) {
            return;
        }
        try {
            Linker linker = Linker.nativeLinker();
            MethodHandle get = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("getpriority"),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            MethodHandle set = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("setpriority"),
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            int lower = (int) get.invokeExact(OF_THREAD, CALLER) + NICE;
            for (int compiler : compilers()) {
                int result = (int) set.invokeExact(OF_THREAD, compiler, lower);
                LOG.debug("nice value {} for the compiler's thread {}: {}", lower, compiler, result == 0);
            }
        } catch (Throwable e) {
            LOG.info("the compilers do not give way to the window: {}", e.toString());
        }
    }

    private static List<Integer> compilers() throws IOException {
        List<Integer> compilers = new ArrayList<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
            for (Path thread : threads) {
                try {
                    if (Files.readString(thread.resolve("comm")).matches(NAME)) {
                        compilers.add(Integer.valueOf(thread.getFileName().toString()));
                    }
                } catch (IOException e) {
                    LOG.trace("ended meanwhile", e);
                }
            }
        }
        return compilers;
    }
}
