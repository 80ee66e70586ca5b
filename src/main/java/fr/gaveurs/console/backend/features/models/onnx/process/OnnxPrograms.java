package fr.gaveurs.console.backend.features.models.onnx.process;

import fr.gaveurs.console.backend.features.models.onnx.worker.Frames;
import fr.gaveurs.console.files.OperatingSystem;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a process is started: the Java that this program runs on, its own classes, and ONNX Runtime in the folder
 * {@code onnxruntime} beside them, which is on no other class path.
 *
 * @param program jar or folder of the program's classes
 * @param library folder of ONNX Runtime's classes
 * @param natives folder of its libraries for this system
 * @param work folder that the processes begin in
 */
public record OnnxPrograms(Path program, Path library, Path natives, Path work) {
    /** Of addresses; a JVM and ONNX Runtime with 20 MiB of weights take half of it. */
    static final long MOST_MEMORY = 1L << 30;

    private static final String HEAP = "-Xmx96m";

    /**
     * Looks for everything that it takes.
     *
     * @param work is made when a process is started
     * @return null where ONNX Runtime did not come with this program
     */
    public static @Nullable OnnxPrograms find(Path work) {
        CodeSource source = OnnxPrograms.class.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return null;
        }
        try {
            Path program = Path.of(source.getLocation().toURI());
            Path library = program.resolveSibling("onnxruntime");
            Path natives = library.resolve("ai/onnxruntime/native").resolve(system());
            return Files.isDirectory(natives) ? new OnnxPrograms(program, library, natives, work) : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** As the folder of its libraries is called. */
    private static String system() {
        String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String arch = machine.equals("aarch64") || machine.equals("arm64") ? "aarch64" : "x64";
        return (OperatingSystem.WINDOWS ? "win-" : OperatingSystem.MAC ? "osx-" : "linux-") + arch;
    }

    /** Starts one; nothing of what this process was told, such as passwords, is handed on. */
    Process start() throws IOException {
        Files.createDirectories(work);
        tidy();
        ProcessBuilder builder = new ProcessBuilder(command());
        Map<String, String> environment = builder.environment();
        String systemRoot = environment.get("SystemRoot");
        environment.clear();
        if (systemRoot != null) {
            environment.put("SystemRoot", systemRoot); // Windows loads no library without
        }
        environment.put("LC_ALL", "C.UTF-8"); // paths with accents
        environment.put("MALLOC_ARENA_MAX", "1");
        return builder.directory(work.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The library makes a folder that it never uses here, and a process that is ended leaves it behind. */
    private void tidy() throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(work, "onnxruntime-java*")) {
            for (Path folder : left) {
                boolean unused = folder.toFile().delete(); // one that is not empty is not of this kind
            }
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        if (!OperatingSystem.WINDOWS) {
            // The system bounds what the process may have; macOS knows that bound and does not hold it. Where memory
            // runs
            // short, Linux ends this process and not the console.
            command.addAll(List.of(
                    "/bin/sh",
                    "-c",
                    "ulimit -c 0; ulimit -v " + (MOST_MEMORY >> 10)
                            + " 2>/dev/null; echo 1000 2>/dev/null >/proc/$$/oom_score_adj; exec \"$@\"",
                    "sh"));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", OperatingSystem.WINDOWS ? "java.exe" : "java")
                        .toString(),
                HEAP,
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=16m",
                "-XX:CompressedClassSpaceSize=16m",
                "-XX:-UsePerfData",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash",
                // One file, written anew by each crash: they do not pile up.
                "-XX:ErrorFile=" + work.resolve("crash.log"),
                "-Djava.io.tmpdir=" + work,
                "-Donnxruntime.native.path=" + natives,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                library + File.pathSeparator + program,
                Frames.MAIN,
                Long.toString(OperatingSystem.WINDOWS ? MOST_MEMORY : 0)));
        return command;
    }
}
