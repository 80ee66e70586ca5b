package fr.gaveurs.console.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.ConsoleProcess;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the image is made of: enough for a console without a window, and what its files promise to each other. */
class ContainerTest {
    private static final String ASSEMBLE = Deployment.text(Deployment.CONTAINER.resolve("assemble.sh"));
    private static final String DOCKERFILE = Deployment.text(Deployment.CONTAINER.resolve("Dockerfile"));

    @TempDir
    private Path folder;

    private static String found(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }

    /** The beginnings of the names of the jars that the image leaves out. */
    private static List<String> leftOut() {
        return Stream.of(found(ASSEMBLE, "(?m)^ +(javafx-[^)]*)\\) rm").split(" \\| "))
                .map(pattern -> pattern.replace("*", ""))
                .toList();
    }

    @Test
    @EnabledOnOs(
            value = {OS.LINUX, OS.MAC},
            disabledReason = "an exit code tells of SIGTERM there alone")
    void aConsoleRunsOnTheModulesAndJarsOfTheImageAlone() throws Exception {
        ConsoleProcess.Options options = ConsoleProcess.on(folder.resolve("data"))
                .environment("DATABASE_URL", TestConsole.url(TestDatabase.freshInfo()))
                .withoutJars(leftOut())
                .jvm("--limit-modules", found(ASSEMBLE, "(?m)^modules=(\\S+)"), "-Xshare:off");
        try (ConsoleProcess console = options.start()) {
            assertThat(console.get("/health/ready")).contains("\"ready\"");
            assertThat(console.get("/openapi.json")).contains("/api/sqal/devices");
            assertThat(console.get("/metrics")).contains("jvm_memory_used_bytes", "db_pool_size");
            assertThat(console.get("/docs/")).contains("<html");
            try (RawWebSocket device = RawWebSocket.open(console.port(), "/ws/sensors/")) {
                device.sendText(TestMessages.sample("ESP32_LL_01").text());
                device.awaitJson("ack");
            }
            await().until(() -> console.get("/api/sqal/samples").contains("ESP32_LL_01"));
            assertThat(console.get("/api/sqal/dashboard/overview")).contains("\"stations\"");

            assertThat(console.terminate()).as("ended in good order by SIGTERM").isEqualTo(143);
            assertThat(console.log()).contains("Backend: stopped").doesNotContain("NoClassDefFoundError");
        }
    }

    /** The window's jars are the ones of the class path that are named after what draws it. */
    @Test
    void leavesOutTheWindowAndTheEmbeddedDatabase() throws IOException {
        List<String> jars = Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .map(entry -> Path.of(entry).getFileName().toString())
                .toList();

        assertThat(leftOut()).allSatisfy(beginning -> assertThat(jars)
                .as("a jar of that name is there to be left out")
                .anyMatch(jar -> jar.startsWith(beginning)));
    }

    @Test
    void theImageRunsAsAUserThatIsNotRootAndHearsSignals() {
        String user = found(DOCKERFILE, "(?m)^USER (\\d+):\\d+$");
        assertThat(Integer.parseInt(user)).isPositive();
        assertThat(DOCKERFILE.lines().filter(line -> line.startsWith("USER"))).hasSize(1);
        assertThat(DOCKERFILE)
                .contains(
                        "ENTRYPOINT [\"", "STOPSIGNAL SIGTERM", "VOLUME /data", "CMD [\"gaveurs-console\", \"probe\"");
        String script = Deployment.text(Deployment.CONTAINER.resolve("gaveurs-console"));
        assertThat(script.lines().filter(line -> line.contains("/bin/java")))
                .as("a signal reaches Java only where the script gives its place to it")
                .allMatch(line -> line.strip().startsWith("exec "));
    }

    @Test
    void theImagesVersionIsTheProgramsAndItsVariablesAreKnown() {
        String version = found(Deployment.text(Path.of("pom.xml")), "<version>([^<]+)</version>");
        assertThat(found(DOCKERFILE, "image.version=\"([^\"]+)\"")).isEqualTo(version);
        assertThat(DOCKERFILE).contains("gaveurs-console:" + version);

        Matcher variables = Pattern.compile("(?m)^(?:ENV|   ) ([A-Z_]+)=").matcher(DOCKERFILE);
        assertThat(variables.results().map(found -> found.group(1)))
                .isNotEmpty()
                .isSubsetOf(Deployment.knownVariables());
    }

    @Test
    void everythingThatTheBuildCopiesIsLetThrough() throws IOException {
        List<String> through = Files.readAllLines(Path.of(".dockerignore")).stream()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .toList();

        assertThat(through).contains("pom.xml", "src", "fxml", "css", "db").allSatisfy(path -> assertThat(Path.of(path))
                .exists());
    }
}
