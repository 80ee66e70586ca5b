import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * .deb and .rpm around one tree of files. Neither has a script of its own: what a package manager put there it takes
 * away, and nothing else.
 */
final class LinuxPackages {
    private LinuxPackages() {}

    static List<Path> make(Image image, Path sources, List<Path> icons, Path target, String version)
            throws IOException, InterruptedException {
        Path tree = tree(image, sources, icons, target.resolve("tree"));
        List<Path> made = new ArrayList<>();
        if (Work.onPath("dpkg-deb")) {
            made.add(deb(tree, sources, target, version));
        } else {
            Work.say("no .deb: dpkg-deb is not installed");
        }
        if (Work.onPath("rpmbuild")) {
            made.add(rpm(tree, sources, target, version));
        } else {
            Work.say("no .rpm: rpmbuild is not installed");
        }
        return made;
    }

    private static Path tree(Image image, Path sources, List<Path> icons, Path tree) throws IOException {
        Path program = tree.resolve("opt/gaveurs-console");
        Work.copyTree(image.root(), program);
        install(sources.resolve("gaveurs-console"), tree.resolve("usr/bin/gaveurs-console"), "rwxr-xr-x");
        install(sources.resolve("gaveurs-console.desktop"),
                tree.resolve("usr/share/applications/gaveurs-console.desktop"), "rw-r--r--");
        install(icons.get(0), tree.resolve("usr/share/icons/hicolor/256x256/apps/gaveurs-console.png"), "rw-r--r--");
        install(icons.get(1), tree.resolve("usr/share/icons/hicolor/48x48/apps/gaveurs-console.png"), "rw-r--r--");
        Path documents = tree.resolve("usr/share/doc/gaveurs-console");
        install(Path.of("LICENSE"), documents.resolve("copyright"), "rw-r--r--");
        install(image.app().resolve("THIRD-PARTY.txt"), documents.resolve("THIRD-PARTY.txt"), "rw-r--r--");
        install(sources.resolve("gaveurs-console.service"),
                documents.resolve("examples/gaveurs-console.service"), "rw-r--r--");
        openToAll(tree);
        return tree;
    }

    private static void install(Path file, Path place, String mode) throws IOException {
        Files.createDirectories(place.getParent());
        Files.copy(file, place);
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString(mode));
    }

    /** Whatever the umask of whoever builds: every user of the machine may read and start the program. */
    private static void openToAll(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.filter(f -> !Files.isSymbolicLink(f)).toList()) {
                boolean executable = Files.isDirectory(file) || Files.isExecutable(file);
                Files.setPosixFilePermissions(
                        file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }

    private static Path deb(Path tree, Path sources, Path target, String version)
            throws IOException, InterruptedException {
        String architecture = Work.answer(List.of("dpkg", "--print-architecture"));
        String control = Files.readString(sources.resolve("control"))
                .replace("@VERSION@", version.replace('-', '~'))
                .replace("@ARCHITECTURE@", architecture)
                .replace("@KIBIBYTES@", Long.toString(kibibytes(tree)))
                .replace("@DESCRIPTION@", Image.DESCRIPTION);
        Path root = target.resolve("deb");
        Work.copyTree(tree, root);
        install(Files.writeString(target.resolve("control"), control), root.resolve("DEBIAN/control"), "rw-r--r--");
        Files.setPosixFilePermissions(root.resolve("DEBIAN"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Path deb = target.resolve("gaveurs-console_" + version + "_" + architecture + ".deb");
        // Takes a minute or more where zstd takes seconds, and stays 10 % smaller, well below 130 MB.
        Work.program(target, List.of(
                "dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--build", root.toString(), deb.toString()));
        return deb;
    }

    private static long kibibytes(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            long bytes = 0;
            for (Path file : files.toList()) {
                bytes += Files.isRegularFile(file) ? Files.size(file) : 4_096;
            }
            return bytes / 1_024;
        }
    }

    private static Path rpm(Path tree, Path sources, Path target, String version)
            throws IOException, InterruptedException {
        Path work = Files.createDirectories(target.resolve("rpm"));
        Work.program(target, List.of(
                "rpmbuild", "-bb", "--quiet",
                "--define", "_topdir " + work,
                "--define", "console_version " + version.replace('-', '~'),
                "--define", "console_tree " + tree,
                sources.resolve("gaveurs-console.spec").toString()));
        try (Stream<Path> files = Files.walk(work.resolve("RPMS"))) {
            Path made = files.filter(f -> f.toString().endsWith(".rpm")).findFirst().orElseThrow();
            return Files.move(made, target.resolve(made.getFileName()));
        }
    }
}
