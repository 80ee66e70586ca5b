package fr.gaveurs.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The start script of Linux and macOS, with programs in place of Java that print what they were called with. */
@DisabledOnOs(OS.WINDOWS)
class StartScriptTest {
    @TempDir
    Path folder;

    private Path script;
    private Path java25;
    private Path java17;

    private record Run(long pid, int exitCode, List<String> lines) {
        String after(String option) {
            return lines.get(lines.indexOf(option) + 1);
        }
    }

    @BeforeEach
    void layOutTheProgram() throws IOException {
        Path console = Files.createDirectories(folder.resolve(difficultName()));
        script = Files.copy(Path.of("installer/launcher/gaveurs-console"), console.resolve("gaveurs-console"));
        Path lib = Files.createDirectory(console.resolve("lib"));
        for (String jar : List.of("gaveurs-console-1.0", "javafx-base-1-linux", "javafx-graphics-1-linux", "other")) {
            Files.createFile(lib.resolve(jar + ".jar"));
        }
        java25 = jdk("jdk 25", "25.0.3");
        java17 = jdk("jdk17", "17.0.15");
    }

    /** With accents where this machine's file names can have them. */
    private static String difficultName() {
        Charset names = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
        return names.newEncoder().canEncode("é") ? "l'été à Périgueux" : "l'ete a Perigueux";
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        program(home.resolve("bin/java"), """
                echo "Java %s"
                echo "pid $$"
                for argument; do echo "$argument"; done
                exit 42
                """.formatted(version));
        return home;
    }

    private static void program(Path file, String lines) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + lines);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Run run(Map<String, String> environment, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> given = builder.environment();
        given.keySet().removeAll(List.of("JAVA_HOME", "JAVA_OPTS", "GAVEURS_STOP_WITH_PARENT"));
        given.put("PATH", "/usr/bin:/bin");
        given.putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.pid(), process.exitValue(), output.lines().toList());
    }

    private Run withJava25(String options, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        return run(Map.of("JAVA_HOME", java25.toString(), "JAVA_OPTS", options), command.toArray(String[]::new));
    }

    @Test
    void takesTheJavaOfJavaHome() throws Exception {
        assertThat(withJava25("").lines()).startsWith("Java 25.0.3");
    }

    @Test
    void passesOverAJavaHomeThatIsTooOld() throws Exception {
        Run run = run(
                Map.of("JAVA_HOME", java17.toString(), "PATH", java25.resolve("bin") + ":/usr/bin:/bin"),
                script.toString());
        assertThat(run.lines()).startsWith("Java 25.0.3");
    }

    @Test
    void asksAJavaThatHasNoReleaseFile() throws Exception {
        Path home = Files.createDirectories(folder.resolve("odd/bin"));
        program(home.resolve("java"), """
                if [ "$1" = -version ]; then
                    echo 'Picked up JAVA_TOOL_OPTIONS: -Dx=y' >&2
                    echo 'openjdk version "26-ea" 2026-03-17' >&2
                else
                    echo "the odd one"
                fi
                """);
        Run run = run(Map.of("PATH", home + ":/usr/bin:/bin"), script.toString());
        assertThat(run.lines()).containsExactly("the odd one");
    }

    @Test
    void becomesJavaSoThatSignalsAndTheExitCodePass() throws Exception {
        Run run = withJava25("");
        assertThat(run.lines()).contains("pid " + run.pid());
        assertThat(run.exitCode()).isEqualTo(42);
    }

    @Test
    void putsJavaFxOnTheModulePathAndNamesTheJar() throws Exception {
        Run run = withJava25("");
        Path lib = script.resolveSibling("lib").toRealPath();
        assertThat(run.after("--module-path"))
                .isEqualTo(lib.resolve("javafx-base-1-linux.jar") + ":" + lib.resolve("javafx-graphics-1-linux.jar"));
        assertThat(run.after("-jar"))
                .isEqualTo(lib.resolve("gaveurs-console-1.0.jar").toString());
        assertThat(run.lines()).contains("--enable-native-access=javafx.graphics,ALL-UNNAMED");
    }

    @Test
    void handsItsArgumentsOnUnchanged() throws Exception {
        Run run = withJava25("", "--data-dir", "two words", "", "*", "$HOME");
        assertThat(run.lines()).endsWith("--data-dir", "two words", "", "*", "$HOME");
    }

    @Test
    void letsJavaOptsGoOverItsOwn() throws Exception {
        assertThat(withJava25("").lines())
                .contains(
                        "-Xmx512m",
                        "-XX:+UseG1GC",
                        "-XX:G1HeapRegionSize=4m",
                        "-XX:MaxGCPauseMillis=15",
                        "-XX:MaxTenuringThreshold=1");
        assertThat(withJava25("-XX:MaxRAMPercentage=30 -Dx=*").lines())
                .contains("-XX:MaxRAMPercentage=30", "-Dx=*", "-XX:+UseG1GC")
                .doesNotContain("-Xmx512m");
        assertThat(withJava25("-Xmx1g -XX:+UseSerialGC").lines())
                .contains("-Xmx1g", "-XX:+UseSerialGC")
                .doesNotContain(
                        "-Xmx512m",
                        "-XX:+UseG1GC",
                        "-XX:G1HeapRegionSize=4m",
                        "-XX:MaxGCPauseMillis=15",
                        "-XX:MaxTenuringThreshold=1");
    }

    @Test
    void findsItselfBehindLinks() throws Exception {
        Path first = Files.createSymbolicLink(folder.resolve("absolute"), script);
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Path second = Files.createSymbolicLink(bin.resolve("relative"), bin.relativize(first));
        Run run = run(Map.of("JAVA_HOME", java25.toString()), second.toString());
        assertThat(run.lines()).startsWith("Java 25.0.3");
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        Files.delete(script.resolveSibling("lib").resolve("gaveurs-console-1.0.jar"));
        Run run = withJava25("");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.lines())
                .singleElement()
                .asString()
                .contains("incomplete")
                .contains("mvn package");
    }

    @Test
    void endsWithItsParentWhenTold() throws Exception {
        program(java25.resolve("bin/java"), "echo ready; exec sleep 300\n");
        // Two commands: with one, the shell would become the script instead of being its parent.
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "\"$0\"; true", script.toString());
        builder.environment().putAll(Map.of("JAVA_HOME", java25.toString(), "GAVEURS_STOP_WITH_PARENT", "true"));
        Process parent = builder.start();
        assertThat(Objects.requireNonNull(
                        parent.inputReader(StandardCharsets.UTF_8).readLine()))
                .isEqualTo("ready");
        ProcessHandle java = parent.children().findFirst().orElseThrow();
        parent.destroyForcibly();
        await().until(() -> !java.isAlive());
    }

    /** Its locale's files may be missing, as on a small system: then its encoding is ASCII, and Java would be English. */
    @Test
    void theLanguageThatWasWishedForStaysWhereOnlyTheEncodingIsWrong() throws Exception {
        program(java25.resolve("bin/java"), "printenv GAVEURS_LOCALE LC_ALL\n");
        for (String language : List.of("fr_FR.none", "fr_CA", "fr", "C")) {
            Map<String, String> wished = Map.of("JAVA_HOME", java25.toString(), "LC_ALL", language);
            assertThat(run(wished, script.toString()).lines()).containsExactly(language, "C.UTF-8");
        }
        Map<String, String> plain = Map.of("JAVA_HOME", java25.toString(), "LC_ALL", "C.UTF-8");
        assertThat(run(plain, script.toString()).lines()).containsExactly("C.UTF-8");
    }

    @Test
    void andInTheInstalledProgram() throws Exception {
        Path installed = folder.resolve("installed");
        Files.writeString(
                installed,
                Files.readString(Path.of("installer/package/linux/gaveurs-console"))
                        .replace("/opt/gaveurs-console/bin/gaveurs-console", "printenv GAVEURS_LOCALE LC_ALL; true"));
        assertThat(run(Map.of("LC_ALL", "fr_FR.none"), "sh", installed.toString())
                        .lines())
                .containsExactly("fr_FR.none", "C.UTF-8");
        assertThat(run(Map.of("LC_ALL", "C.UTF-8"), "sh", installed.toString()).lines())
                .containsExactly("C.UTF-8");
    }
}
