package fr.gaveurs.console.installer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import fr.gaveurs.console.command.WindowMeters;
import fr.gaveurs.console.installer.Deployment.Node;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Alerts and dashboards: what they ask for is what a running console tells, and promtool finds nothing wrong. */
class MonitoringTest {
    private static final Path RULES = Deployment.MONITORING.resolve("gaveurs-console.rules.yml");
    private static final Path RULES_TEST = Deployment.MONITORING.resolve("gaveurs-console.test.yml");
    private static final Path DASHBOARDS = Deployment.MONITORING.resolve("grafana/dashboards");

    private static Exposition metrics;

    @BeforeAll
    static void aConsoleWithSomeTraffic() throws Exception {
        try (TestConsole console = TestConsole.start();
                RawWebSocket device = console.sensors()) {
            WindowMeters.register(console.backend().metrics());
            device.sendText("{\"type\":\"esp32_hello\",\"device_id\":\"ESP32_LL_01\",\"firmware_version\":\"1.0.0\","
                    + "\"firmware\":{\"version\":\"1.0.0\",\"app_elf_sha256\":\"" + "ab".repeat(32)
                    + "\",\"chip_id\":0,\"slot_size\":2031616}}");
            device.sendText(TestMessages.graded("ESP32_LL_01", Grade.A).text());
            device.awaitJson("ack");
            device.sendText("{\"type\":\"sensor_data\"}");
            device.awaitJson("validation_error");
            console.get("/api/sqal/samples");
            console.get("/api/sqal/dashboard/overview");
            System.gc(); // there are no times of pauses before the first one
            await().atMost(RawWebSocket.PATIENCE).until(() -> {
                String text = console.get("/metrics").body();
                metrics = new Exposition(text);
                return text.contains("jvm_gc_pause_seconds_sum")
                        && text.contains("bugs_open")
                        && text.contains("firmware_devices")
                        && text.contains("samples_analyzed_total");
            });
        }
    }

    private static List<Node> rules() {
        return Deployment.yaml(RULES).at("groups/0/rules").list();
    }

    static List<Path> dashboards() throws IOException {
        try (Stream<Path> files = Files.list(DASHBOARDS)) {
            return files.sorted().toList();
        }
    }

    private static List<Node> panels(Path dashboard) {
        return Deployment.yaml(dashboard).at("panels").list();
    }

    @Test
    void everyRuleNamesWhatIsThere() {
        assertThat(rules()).hasSizeGreaterThan(15).allSatisfy(rule -> assertThat(
                        metrics.faults(PromQl.parse(rule.at("expr").string())))
                .as(rule.at("alert").string())
                .isEmpty());
    }

    /** Each query of a dashboard, of its panels, variables and annotations. */
    private static List<PromQl> queries(Path file) {
        Node dashboard = Deployment.yaml(file);
        List<PromQl> queries = new ArrayList<>();
        for (Node panel : panels(file)) {
            if (panel.has("targets")) {
                panel.at("targets").list().forEach(target -> {
                    PromQl query = PromQl.parse(target.at("expr").string());
                    // What the legend names has to be there, too.
                    Set<String> labels = new TreeSet<>(query.groupLabels());
                    Pattern.compile("\\{\\{(\\w+)}}")
                            .matcher(target.at("legendFormat").string())
                            .results()
                            .forEach(found -> labels.add(found.group(1)));
                    queries.add(new PromQl(query.selectors(), labels));
                });
            }
        }
        for (Node variable : dashboard.at("templating/list").list()) {
            if (variable.at("type").string().equals("query")) {
                Matcher values = Pattern.compile("label_values\\((.*), (\\w+)\\)")
                        .matcher(variable.at("query/query").string());
                assertThat(values.matches()).isTrue();
                queries.add(new PromQl(PromQl.parse(values.group(1)).selectors(), Set.of(values.group(2))));
            }
        }
        for (Node annotation : dashboard.at("annotations/list").list()) {
            if (annotation.has("expr")) {
                queries.add(PromQl.parse(annotation.at("expr").string()));
            }
        }
        return queries;
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyQueryOfADashboardNamesWhatIsThere(Path dashboard) {
        assertThat(queries(dashboard)).hasSizeGreaterThan(8).allSatisfy(query -> assertThat(metrics.faults(query))
                .as(query.toString())
                .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spool_sample > 0",
                "rate(http_request_total[5m])",
                "circuit_breaker_state{nam=\"database\"}",
                "circuit_breaker_state{state=\"opened\"}",
                "circuit_breaker_state{state=~\"open|half-open\"}",
                "sum by (devise_id) (reject_rate_percent)",
                "up and on (jobs) spool_samples",
                "http_request_duration_seconds_buckets",
                "vector(1)",
            })
    void aSlipIsFound(String expression) {
        assertThat(metrics.faults(expression)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sum(rate(http_requests_total{endpoint!~\"/a{b}\\\"(c\", status_code=~\"5..\"}[5m] offset 1h)) by (endpoint) > 1e3",
                "histogram_quantile(0.95, sum by (le, instance) (rate(http_request_duration_seconds_bucket[$__rate_interval])))",
                "spool_samples offset 5m > bool 0 or vector(0) unless on (job) up == Inf",
                "sum without (grade) (increase(samples_analyzed_total{device_id=~\"$device\"}[15m:1m]))",
            })
    void aRightOneIsNot(String expression) {
        assertThat(metrics.faults(expression)).isEmpty();
    }

    @Test
    void whatIsLeftOpenIsSaid() {
        for (String broken : List.of("up{job=\"a}", "up{job", "{job=\"a\"}", "rate(up[5m)", "sum by (job up")) {
            assertThatThrownBy(() -> PromQl.parse(broken)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void everyAlertSaysWhatItIsAndWhatToDo() {
        assertThat(rules().stream().map(rule -> rule.at("alert").string())).doesNotHaveDuplicates();
        assertThat(rules()).allSatisfy(rule -> {
            assertThat(rule.at("labels/severity").string()).isIn("critical", "warning");
            assertThat(rule.at("annotations").keys()).containsExactly("summary", "description", "runbook");
            for (String text : rule.at("annotations").keys()) {
                assertThat(rule.at("annotations/" + text).string()).hasSizeGreaterThan(15);
            }
        });
    }

    @Test
    void everyAlertIsTriedFiringAndNot() {
        Set<String> fires = new TreeSet<>();
        Set<String> stays = new TreeSet<>();
        for (Node test : Deployment.yaml(RULES_TEST).at("tests").list()) {
            for (Node check : test.at("promql_expr_test").list()) {
                String alert = check.at("expr").string().replaceAll(".*alertname=\"(\\w+)\".*", "$1");
                (check.at("exp_samples").list().isEmpty() ? stays : fires).add(alert);
            }
        }
        List<String> alerts =
                rules().stream().map(rule -> rule.at("alert").string()).toList();

        assertThat(fires).containsExactlyInAnyOrderElementsOf(alerts);
        assertThat(stays).containsExactlyInAnyOrderElementsOf(alerts);
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void aDashboardIsWhatGrafanaTakes(Path file) {
        Node dashboard = Deployment.yaml(file);
        assertThat(dashboard.at("uid").string()).hasSizeLessThanOrEqualTo(40).isEqualTo(name(file));
        assertThat(dashboard.at("title").string()).startsWith("Gaveurs");
        assertThat(dashboard.at("schemaVersion").number()).isGreaterThanOrEqualTo(39);
        Set<String> variables = new TreeSet<>(Set.of("__rate_interval", "__range"));
        dashboard
                .at("templating/list")
                .list()
                .forEach(v -> variables.add(v.at("name").string()));

        Set<Integer> ids = new TreeSet<>();
        Set<String> cells = new TreeSet<>();
        for (Node panel : panels(file)) {
            String title = panel.at("title").string();
            assertThat(title).isNotBlank();
            assertThat(ids.add(panel.at("id").number())).as(title).isTrue();
            claim(panel.at("gridPos"), cells, title);
            if (panel.at("type").string().equals("row")) {
                continue;
            }
            assertThat(panel.at("description").string()).as(title).hasSizeGreaterThan(10);
            assertThat(panel.at("fieldConfig/defaults/unit").string()).as(title).isNotBlank();
            assertThat(panel.at("datasource/uid").string()).isEqualTo("${datasource}");
            assertThat(panel.at("targets").list()).as(title).isNotEmpty().allSatisfy(target -> {
                Matcher used =
                        Pattern.compile("\\$(\\w+)").matcher(target.at("expr").string());
                assertThat(used.results().map(found -> found.group(1))).isSubsetOf(variables);
            });
        }
        assertThat(ids).hasSizeGreaterThan(8);
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".json", "");
    }

    /** Panels neither lie over each other nor beside the 24 columns. */
    private static void claim(Node place, Set<String> cells, String title) {
        int x = place.at("x").number();
        int y = place.at("y").number();
        assertThat(x + place.at("w").number()).as(title).isLessThanOrEqualTo(24);
        for (int column = x; column < x + place.at("w").number(); column++) {
            for (int row = y; row < y + place.at("h").number(); row++) {
                assertThat(cells.add(column + "," + row)).as(title).isTrue();
            }
        }
    }

    @Test
    void prometheusKnowsTheConsolesByTheJobOfTheRules() {
        Node scrape = Deployment.yaml(Deployment.MONITORING.resolve("prometheus.yml"));
        String job = scrape.at("scrape_configs/0/job_name").string();

        assertThat(scrape.at("rule_files/0").string())
                .isEqualTo(RULES.getFileName().toString());
        assertThat(Deployment.text(RULES)).contains("job=\"" + job + "\"");
        assertThat(rules().stream().flatMap(rule -> PromQl.parse(rule.at("expr").string()).selectors().stream()))
                .allSatisfy(selector -> assertThat(selector.matchers()).contains(new PromQl.Matcher("job", "=", job)));
        Node monitor = Deployment.yaml(Deployment.KUBERNETES.resolve("servicemonitor.yaml"));
        Node service = Deployment.yaml(Deployment.KUBERNETES.resolve("service.yaml"));
        assertThat(service.at("metadata/labels").pairs())
                .contains(monitor.at("spec/jobLabel").string() + "=" + job);
    }

    @Test
    void promtoolFindsNothingWrong(@TempDir Path folder) throws Exception {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(place -> Files.isExecutable(Path.of(place, "promtool"))),
                "promtool is not on the PATH (Debian: package prometheus)");
        promtool("check", "rules", RULES.toString());
        promtool("test", "rules", RULES_TEST.toString());
        promtool(
                "check",
                "config",
                "--syntax-only",
                Deployment.MONITORING.resolve("prometheus.yml").toString());

        // As rules, so that promtool reads the dashboards' queries too.
        StringBuilder queries = new StringBuilder("groups:\n  - name: dashboards\n    rules:\n");
        for (Path dashboard : dashboards()) {
            for (Node panel : panels(dashboard)) {
                if (panel.has("targets")) {
                    for (Node target : panel.at("targets").list()) {
                        queries.append("      - record: dashboard:q%d\n        expr: '%s'\n"
                                .formatted(
                                        queries.length(),
                                        target.at("expr").string().replaceAll("\\$__\\w+", "5m")));
                    }
                }
            }
        }
        promtool(
                "check",
                "rules",
                Files.writeString(folder.resolve("dashboards.yml"), queries).toString());
    }

    private static void promtool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }
}
