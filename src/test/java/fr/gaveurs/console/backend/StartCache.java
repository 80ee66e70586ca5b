package fr.gaveurs.console.backend;

import fr.gaveurs.console.api.Routes;
import fr.gaveurs.console.backend.platform.files.FileTrees;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * What a program in a process of its own starts from in half the time: its classes in jars, and what the JVM kept of an
 * earlier start. Made by the first test JVM that needs it, for all of them, and made anew where a class has changed.
 */
public final class StartCache {
    private static final Path FOLDER = Path.of("target", "console-of-tests");
    private static final List<String> PAGES = List.of(
            "/health", "/health/ready", "/metrics", "/api/sqal/devices", "/api/sqal/samples", "/api/bugs", "/api/log");

    private static @Nullable StartCache made;

    private final String classPath;
    private final Path cache;

    private StartCache(String classPath, Path cache) {
        this.classPath = classPath;
        this.cache = cache;
    }

    public static synchronized StartCache get() throws IOException, InterruptedException {
        StartCache ready = made;
        if (ready == null) {
            Path folder = Files.createDirectories(FOLDER).toRealPath();
            try (FileChannel file =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                var unused = file.lock(); // it ends with the channel
                ready = make(folder);
            }
            made = ready;
        }
        return ready;
    }

    /** Arguments of a JVM, the class path among them: that of the tests. */
    public List<String> arguments() {
        // Where it does not fit, as with other modules, the JVM starts without it.
        return List.of("-XX:AOTCache=" + cache, "-cp", classPath);
    }

    private static StartCache make(Path folder) throws IOException, InterruptedException {
        List<Path> folders = new ArrayList<>();
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (entry.isEmpty()) {
                continue; // it would be the folder that the tests run in, with all that lies in it
            }
            Path path = Path.of(entry);
            if (Files.isDirectory(path)) {
                folders.add(path);
                // The JVM keeps nothing of what lies in folders.
                entries.add(folder.resolve("classes-" + folders.size() + ".jar").toString());
            } else {
                entries.add(entry);
            }
        }
        String classPath = String.join(File.pathSeparator, entries);
        StartCache ready = new StartCache(classPath, folder.resolve("classes.aot"));
        Path note = folder.resolve("made-of");
        String of = System.getProperty("java.vm.version") + "\n" + classPath + "\n" + state(folders);
        if (Files.exists(note)
                && Files.exists(ready.cache)
                && Files.readString(note).equals(of)) {
            return ready;
        }
        Files.deleteIfExists(note);
        Files.deleteIfExists(ready.cache);
        for (int i = 0; i < folders.size(); i++) {
            jar(folders.get(i), folder.resolve("classes-" + (i + 1) + ".jar"));
        }
        ready.practise(folder.resolve("data"));
        Files.writeString(note, of);
        return ready;
    }

    /** What the folders hold, as far as names, sizes and times tell. */
    private static String state(List<Path> folders) throws IOException {
        long sum = 0;
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    sum += 31L * file.hashCode()
                            + 17 * Files.size(file)
                            + Files.getLastModifiedTime(file).toMillis();
                }
            }
        }
        return Long.toHexString(sum);
    }

    private static void jar(Path classes, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            out.setLevel(Deflater.BEST_SPEED);
            for (Path file : files.skip(1).toList()) {
                String name = classes.relativize(file).toString().replace('\\', '/');
                // Folders too: scripts of the database are looked for by theirs.
                boolean directory = Files.isDirectory(file);
                out.putNextEntry(new JarEntry(directory ? name + "/" : name));
                if (!directory) {
                    Files.copy(file, out);
                }
            }
        }
    }

    /** A start, and what most tests do next, of which the JVM keeps what it needed. */
    private void practise(Path data) throws IOException, InterruptedException {
        FileTrees.delete(data);
        try (ConsoleProcess console = ConsoleProcess.on(data)
                        .environment("DATABASE_URL", TestConsole.url(TestDatabase.freshInfo()))
                        .practising(classPath, cache)
                        .start();
                RawWebSocket dashboard = RawWebSocket.open(console.port(), Routes.WS_REALTIME);
                RawWebSocket device = RawWebSocket.open(console.port(), Routes.WS_SENSORS)) {
            dashboard.awaitJson("snapshot");
            device.sendText(TestMessages.hello("ESP32_LL_01"));
            device.awaitJson("hello_ack");
            device.sendText(TestMessages.sample("ESP32_LL_01").utf8());
            device.awaitJson("ack");
            for (String page : PAGES) {
                console.get(page);
            }
        }
        FileTrees.delete(data);
    }
}
