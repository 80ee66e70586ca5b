package fr.gaveurs.console.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.ConsoleProcess;
import fr.gaveurs.console.backend.RawHttp;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.backend.platform.settings.Settings;
import fr.gaveurs.console.backend.platform.settings.SettingsLoader;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import fr.gaveurs.console.installer.Deployment.Node;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the image is made of: enough for a console without a window, and what its files promise to each other. */
class ContainerTest {
    private static final String ASSEMBLE = Deployment.text(Deployment.CONTAINER.resolve("assemble.sh"));
    private static final String DOCKERFILE = Deployment.text(Deployment.CONTAINER.resolve("Dockerfile"));
    private static final Node COMPOSE = Deployment.yaml(Deployment.CONTAINER.resolve("compose.yaml"));

    @TempDir
    private Path folder;

    private static String found(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }

    /** As assemble.sh puts them together. */
    private static String modules() {
        return Stream.concat(
                        Stream.of(found(ASSEMBLE, "(?m)^modules=(java\\S+)")),
                        Deployment.text(Path.of("installer", "package", "modules"))
                                .lines()
                                .filter(line -> !line.startsWith("#")))
                .collect(Collectors.joining(","));
    }

    /** The beginnings of the names of the jars that the image leaves out. */
    private static List<String> leftOut() {
        return Stream.of(found(ASSEMBLE, "(?m)^ +(javafx-[^)]*)\\) rm").split(" \\| "))
                .map(pattern -> pattern.replace("*", ""))
                .toList();
    }

    /** Nothing there could load one: the image has no JavaFX. */
    @Test
    void noLibraryOfTheWindowIsInTheImage() throws IOException {
        List<String> theWindows = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path jar = Path.of(entry);
            String name = jar.getFileName().toString();
            boolean kept = leftOut().stream().noneMatch(name::startsWith) && !name.startsWith("testfx-");
            if (kept && name.endsWith(".jar") && namesJavaFx(jar)) {
                theWindows.add(name);
            }
        }
        assertThat(theWindows).isEmpty();
        assertThat(leftOut()).contains("controlsfx-", "tilesfx-");
    }

    private static boolean namesJavaFx(Path jar) throws IOException {
        try (JarFile opened = new JarFile(jar.toFile())) {
            for (JarEntry entry : opened.stream().toList()) {
                if (entry.getName().endsWith(".class")) {
                    byte[] code = opened.getInputStream(entry).readAllBytes();
                    if (new String(code, StandardCharsets.ISO_8859_1).contains("javafx/scene/")) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    @Test
    @EnabledOnOs(
            value = {OS.LINUX, OS.MAC},
            disabledReason = "an exit code tells of SIGTERM there alone")
    void aConsoleRunsOnTheModulesAndJarsOfTheImageAlone() throws Exception {
        ConsoleProcess.Options options = ConsoleProcess.on(folder.resolve("data"))
                .environment("DATABASE_URL", TestConsole.url(TestDatabase.freshInfo()))
                .withoutJars(leftOut())
                .jvm("--limit-modules", modules(), "-Xshare:off", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
        try (ConsoleProcess console = options.start()) {
            await().untilAsserted(() -> assertThat(console.get("/health/ready")).contains("\"ready\""));
            // It is written while others wait for it, and a busy machine takes longer than they do.
            await().untilAsserted(() -> assertThat(console.get("/openapi.json")).contains("/api/sqal/devices"));
            assertThat(console.get("/metrics")).contains("jvm_memory_used_bytes", "db_pool_size");
            // A kubelet and Prometheus ask for the pod's address, and show no token.
            for (String open : List.of("/health/startup", "/health/live", "/health/ready", "/metrics")) {
                assertThat(RawHttp.get(console.port(), open, "Host: 10.1.2.3:8000")
                                .status())
                        .isEqualTo(200);
            }
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

    @Test
    void composeStartsTheBackendConfinedAndAfterWhatItNeeds() throws Exception {
        Node backend = COMPOSE.at("services/backend");
        Node services = COMPOSE.at("services");
        assertThat(backend.at("environment").keys()).isSubsetOf(Deployment.knownVariables());
        assertThat(backend.at("depends_on").keys())
                .containsExactly("postgres", "redis")
                .allSatisfy(service -> {
                    assertThat(backend.at("depends_on/" + service + "/condition")
                                    .string())
                            .isEqualTo("service_healthy");
                    assertThat(services.at(service + "/healthcheck/test/0").string())
                            .isEqualTo("CMD");
                });
        assertThat(backend.at("read_only").value()).isEqualTo(true);
        assertThat(backend.at("cap_drop").value()).isEqualTo(List.of("ALL"));
        assertThat(backend.at("security_opt").value()).isEqualTo(List.of("no-new-privileges:true"));
        assertThat(backend.at("image").string())
                .isEqualTo("gaveurs-console:" + found(DOCKERFILE, "version=\"([^\"]+)\""));
        assertThat(Path.of("installer/container", backend.at("build/context").string())
                        .resolve(backend.at("build/dockerfile").string()))
                .exists();
        Settings defaults = SettingsLoader.load(folder, Map.of(), Map.of());
        assertThat(Duration.parse("PT" + backend.at("stop_grace_period").string()))
                .as("longer than the console takes to end in good order")
                .isGreaterThan(defaults.shutdownLimit());
        assertThat(backend.at("ports/0").string()).endsWith(":" + defaults.port());
        for (String name : services.keys()) {
            Node service = services.at(name);
            assertThat(service.at("restart").string()).isEqualTo("unless-stopped");
            assertThat(service.at("security_opt").value()).isEqualTo(List.of("no-new-privileges:true"));
            assertThat(service.has("profiles"))
                    .isEqualTo(List.of("prometheus", "grafana").contains(name));
        }
    }

    @Test
    void composeHoldsNoSecretAndEveryVolumeIsThere() {
        String example = Deployment.text(Deployment.CONTAINER.resolve(".env.example"));
        String compose = Deployment.text(Deployment.CONTAINER.resolve("compose.yaml"));

        Pattern.compile("\\$\\{(\\w+)").matcher(compose).results().forEach(variable -> assertThat(example)
                .as("says what there is to fill in")
                .contains(variable.group(1) + "="));
        assertThat(example.lines().filter(line -> line.contains("PASSWORD="))).allMatch(line -> line.endsWith("="));
        for (String name : COMPOSE.at("services").keys()) {
            Node service = COMPOSE.at("services").at(name);
            if (!service.has("volumes")) {
                continue;
            }
            assertThat(service.at("volumes").list()).allSatisfy(volume -> {
                String source = volume.string().split(":")[0];
                if (source.startsWith(".")) {
                    assertThat(Deployment.CONTAINER.resolve(source)).exists();
                } else {
                    assertThat(COMPOSE.at("volumes").keys()).contains(source);
                }
            });
        }
    }
}
