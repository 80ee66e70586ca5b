import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** .msi and .dmg, by jpackage. */
final class JpackagePackages {
    // Windows knows by these what is to be replaced. Never changed: a new one would install a second console.
    private static final String PER_MACHINE = "6f1d9f0a-0b57-4b7c-9d39-53f0e6a8d9c1";
    private static final String PER_USER = "b2a6f3de-71c4-4c0e-8f2b-1f6f2a7c35e4";

    private JpackagePackages() {}

    /** For everybody on a computer, as an administrator; and for one person, who needs no rights. */
    static List<Path> msi(Image image, Path sources, Path target, String version) throws IOException {
        List<Path> made = new ArrayList<>();
        for (boolean perUser : List.of(false, true)) {
            Path folder = target.resolve(perUser ? "msi-per-user" : "msi-per-machine");
            List<String> arguments = common("msi", image, folder, version);
            arguments.addAll(List.of(
                    "--license-file", Path.of("LICENSE").toAbsolutePath().toString(),
                    "--win-upgrade-uuid", perUser ? PER_USER : PER_MACHINE,
                    "--win-menu",
                    "--win-menu-group", Image.name(),
                    "--win-shortcut",
                    "--win-shortcut-prompt",
                    "--win-dir-chooser"));
            if (perUser) {
                arguments.add("--win-per-user-install");
            }
            Work.tool("jpackage", arguments);
            String name = "gaveurs-console-" + version + (perUser ? "-per-user" : "-per-machine") + ".msi";
            made.add(Files.move(only(folder, ".msi"), target.resolve(name)));
        }
        return made;
    }

    static Path dmg(Image image, Path target, String version) throws IOException {
        Path folder = target.resolve("dmg");
        Work.tool("jpackage", common("dmg", image, folder, version));
        String name = "gaveurs-console-" + version + "-" + System.getProperty("os.arch") + ".dmg";
        return Files.move(only(folder, ".dmg"), target.resolve(name));
    }

    private static List<String> common(String type, Image image, Path folder, String version) {
        return new ArrayList<>(List.of(
                "--type", type,
                "--app-image", image.root().toString(),
                "--name", Image.name(),
                "--app-version", Image.packageVersion(version),
                "--vendor", Image.VENDOR,
                "--description", Image.DESCRIPTION,
                "--copyright", "Apache-2.0",
                "--dest", folder.toString()));
    }

    private static Path only(Path folder, String end) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(end))
                    .findFirst()
                    .orElseThrow(() -> new IOException("jpackage made no " + end + " in " + folder));
        }
    }
}
