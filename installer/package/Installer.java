import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the installers of the system it runs on: a runtime of our own, an image of the program on it, its AOT cache, and
 * the packages. Run by {@code mvn -Pinstaller package} with the JDK of the build; one program for three systems, so that
 * what was tried on one is what runs on the others.
 *
 * <pre>java Installer.java CONSOLE TARGET VERSION TIMESTAMP IMAGE_ONLY</pre>
 *
 * CONSOLE is the folder {@code target/console}, TARGET where everything goes, TIMESTAMP the time that every jar gets.
 * With IMAGE_ONLY {@code true} it ends with the image, which is then asked for its version: no AOT cache, no packages.
 */
public final class Installer {
    private Installer() {}

    public static void main(String[] args) throws Exception {
        Path console = Path.of(args[0]).toAbsolutePath();
        Path target = Path.of(args[1]).toAbsolutePath();
        String version = args[2];
        // Even seconds: a cabinet of Windows keeps no others, and the AOT cache is only used while the times agree.
        Instant built = Instant.ofEpochSecond(Instant.parse(args[3]).getEpochSecond() / 2 * 2);
        Path sources = Path.of("installer/package").toAbsolutePath();

        Work.delete(target);
        Files.createDirectories(target);
        List<Path> icons = Icons.write(target.resolve("icons"));
        Path runtime = Image.runtime(console.resolve("lib"), target);
        Image image = Image.of(console.resolve("lib"), runtime, icons, sources, target, version);
        if (Boolean.parseBoolean(args[4])) {
            Work.program(target, List.of(image.launcher().toString(), "--version"));
            return;
        }
        setTimes(image.app(), FileTime.from(built));
        Training.train(image, target);
        setTimes(image.app(), FileTime.from(built));

        List<Path> packages = new ArrayList<>();
        switch (Work.SYSTEM) {
            case LINUX -> packages.addAll(LinuxPackages.make(image, sources.resolve("linux"), icons, target, version));
            case WINDOWS -> packages.addAll(JpackagePackages.msi(image, sources.resolve("windows"), target, version));
            case MAC -> packages.add(JpackagePackages.dmg(image, target, version));
        }
        if (packages.isEmpty()) {
            throw new IOException("no package could be made: the messages above say what is missing");
        }
        for (Path made : packages) {
            Work.say("%s  %.1f MB", made, Files.size(made) / 1e6);
        }
    }

    private static void setTimes(Path folder, FileTime time) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, time);
            }
        }
    }
}
