package fr.gaveurs.console.backend.features.models.onnx;

import fr.gaveurs.console.files.OperatingSystem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** ONNX Runtime beside the program's classes, where the build of the program puts it beside its jars. */
public final class OnnxRuntimeFolder {
    private OnnxRuntimeFolder() {}

    /** Unpacks this system's part of the jar that tests have on their class path, once. */
    public static synchronized void ensure() {
        try {
            Path program = Path.of(OnnxCheck.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path folder = program.resolveSibling("onnxruntime");
            if (Files.isDirectory(folder)) {
                return;
            }
            Path jar = Path.of(Class.forName("ai.onnxruntime.OrtEnvironment", false, OnnxCheck.class.getClassLoader())
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path unpacked = Files.createTempDirectory(program.getParent(), "onnxruntime-");
            unpack(jar, unpacked);
            try {
                Files.move(unpacked, folder);
            } catch (IOException e) {
                // Another JVM of the tests was faster.
                if (!Files.isDirectory(folder)) {
                    throw e;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void unpack(Path jar, Path folder) throws IOException {
        String system = OperatingSystem.WINDOWS ? "win-" : OperatingSystem.MAC ? "osx-" : "linux-";
        String arch = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x64";
        try (JarFile opened = new JarFile(jar.toFile())) {
            for (JarEntry entry : opened.stream().toList()) {
                String name = entry.getName();
                boolean code = name.endsWith(".class") && !name.equals("module-info.class");
                boolean library = name.startsWith("ai/onnxruntime/native/" + system + arch + "/");
                if (code || (library && !entry.isDirectory())) {
                    Path file = folder.resolve(name);
                    Files.createDirectories(file.getParent());
                    try (InputStream in = opened.getInputStream(entry)) {
                        Files.copy(in, file);
                    }
                }
            }
        }
    }
}
