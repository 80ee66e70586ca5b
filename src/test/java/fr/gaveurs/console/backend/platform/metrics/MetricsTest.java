package fr.gaveurs.console.backend.platform.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.backend.FaultyLink;
import fr.gaveurs.console.backend.RawFrame;
import fr.gaveurs.console.backend.RawWebSocket;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestMessages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What dashboards scrape: each name is there, says what it is, and moves. */
class MetricsTest {
    private static final Pattern LINE = Pattern.compile("([a-z0-9_:]+)(\\{.*})? (\\S+)");
    private static final String NAN = "NaN";

    private static FaultyLink link;
    private static TestConsole console;
    private static RawWebSocket device;
    private static RawWebSocket dashboard;
    private static Map<String, Double> series;
    private static Map<String, Double> spooled;

    @BeforeAll
    static void traffic() throws Exception {
        TestConsole.Options options = TestConsole.with().rateLimit(20);
        link = new FaultyLink(options.info().port());
        console = options.databaseThrough(link.port()).start();
        device = console.sensors();
        dashboard = console.realtime();
        for (Grade grade : Grade.values()) {
            device.sendText(TestMessages.graded("ESP32_LL_01", grade).text());
        }
        device.sendText(dented());
        console.jdbi()
                .useHandle(handle -> handle.execute(
                        "ALTER TABLE sensor_samples ADD CONSTRAINT no_devil" + " CHECK (sample_id NOT LIKE 'devil%')"));
        device.sendText(TestMessages.sample("ESP32_LS_02").id("devil").text());
        for (int i = 0; i < 30; i++) {
            device.sendText(TestMessages.graded("ESP32_LS_02", Grade.B).text());
        }
        device.sendText("{\"type\":\"sensor_data\"}");
        device.sendText("{\"type\":\"novelty\"}");
        device.awaitJson("error");
        dashboard.sendText("nonsense");
        dashboard.awaitJson("error");
        try (RawWebSocket other = console.sensors()) {
            other.send(RawFrame.BINARY, new byte[3]);
            other.awaitClose();
        }
        console.get("/api/sqal/samples");
        console.get("/api/sqal/samples?limit=x");
        console.get("/api/sqal/devices/ESP32_LL_01");
        console.get("/nothing/ESP32_LL_01");
        console.post("/api/admin/tokens", "{\"name\":\"one\"}");
        console.post(
                "/api/bugs", "{\"title\":\"a made-up bug\",\"description\":\"for its metrics\",\"severity\":\"high\"}");
        console.post(
                "/api/bugs/errors", "{\"code\":\"K7QM-2F9D\",\"title\":\"It broke\",\"trace\":\"at a.b\",\"count\":1}");
        // Nothing may be on its way when the link is cut: it would be in the spool too.
        await().until(() -> console.count("SELECT (SELECT count(*) FROM sensor_samples WHERE device_id = 'ESP32_LS_02')"
                        + " + (SELECT count(*) FROM quarantined_samples)")
                == 31 - console.metric("rate_limit_rejections_total{kind=\"device\"}"));
        link.cut();
        await().until(() -> console.get("/api/sqal/samples/none").statusCode() == 503);
        await().until(() -> console.metric("circuit_breaker_state{name=\"database\",state=\"open\"}") == 1);
        await().until(() -> {
            console.get("/api/sqal/samples");
            return console.metric("circuit_breaker_calls_total{name=\"database_reads\",result=\"refused\"}") > 0;
        });
        device.sendText(TestMessages.sample("ESP32_LL_01").text());
        await().until(() -> console.metric("spool_samples") == 1);
        spooled = scrape();
        link.mend();
        await().atMost(RawWebSocket.PATIENCE)
                .until(() -> console.count("SELECT count(*) FROM sensor_samples WHERE device_id = 'ESP32_LL_01'") == 8
                        && console.get("/health/ready").statusCode() == 200);
        await().until(() -> {
            series = scrape();
            return series.getOrDefault("samples_analyzed_total{device_id=\"ESP32_LL_01\",grade=\"A+\"}", 0.0) >= 2
                    && series.getOrDefault("bugs_open{severity=\"high\"}", 0.0) > 0
                    && series.getOrDefault("circuit_breaker_state{name=\"database\",state=\"closed\"}", 0.0) == 1
                    && series.getOrDefault("circuit_breaker_state{name=\"database_reads\",state=\"closed\"}", 0.0) == 1;
        });
    }

    /** A tray with a dent: a defect. */
    private static String dented() {
        var message = TestMessages.sample("ESP32_LL_01").json();
        ((tools.jackson.databind.node.ArrayNode) message.at("/vl53l8ch/distance_matrix/0")).set(0, 110.0);
        return message.toString();
    }

    @AfterAll
    static void stop() throws Exception {
        device.close();
        dashboard.close();
        console.close();
        link.close();
    }

    private static Map<String, Double> scrape() {
        Map<String, Double> values = new LinkedHashMap<>();
        console.get("/metrics").body().lines().filter(l -> !l.startsWith("#")).forEach(line -> {
            Matcher matcher = LINE.matcher(line);
            assertThat(matcher.matches()).as(line).isTrue();
            String labels = matcher.group(2) == null ? "" : matcher.group(2);
            values.put(
                    matcher.group(1) + labels,
                    matcher.group(3).equals(NAN) ? Double.NaN : Double.parseDouble(matcher.group(3)));
        });
        return values;
    }

    @Test
    void theSpoolIsSeenWhileItHoldsSomething() {
        assertThat(spooled).containsEntry("spool_samples", 1.0);
        assertThat(spooled.get("spool_bytes")).isPositive();
        assertThat(spooled.get("circuit_breaker_state{name=\"database\",state=\"open\"}"))
                .isEqualTo(1);
        assertThat(spooled.get("circuit_breaker_state{name=\"database\",state=\"closed\"}"))
                .isZero();
    }

    /** The series that dashboards use, of what this program does; each has moved by the traffic above. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http_requests_total{endpoint=\"/api/sqal/samples\",method=\"GET\",status_code=\"200\"}",
                "http_requests_total{endpoint=\"/api/sqal/samples\",method=\"GET\",status_code=\"400\"}",
                "http_requests_total{endpoint=\"/api/sqal/devices/{device_id}\",method=\"GET\",status_code=\"200\"}",
                "http_requests_total{endpoint=\"/api/admin/tokens\",method=\"POST\",status_code=\"201\"}",
                "http_requests_total{endpoint=\"none\",method=\"GET\",status_code=\"404\"}",
                "http_request_duration_seconds_count{endpoint=\"/api/sqal/samples\",method=\"GET\"}",
                "http_request_duration_seconds_sum{endpoint=\"/api/sqal/samples\",method=\"GET\"}",
                "http_request_duration_seconds_bucket{endpoint=\"/api/sqal/samples\",method=\"GET\",le=\"+Inf\"}",
                "http_request_size_bytes_sum",
                "http_response_size_bytes_sum",
                "samples_analyzed_total{device_id=\"ESP32_LL_01\",grade=\"A+\"}",
                "samples_analyzed_total{device_id=\"ESP32_LL_01\",grade=\"REJECT\"}",
                "samples_analyzed_total{device_id=\"ESP32_LL_01\",grade=\"UNGRADED\"}",
                "sample_processing_duration_seconds_count",
                "sample_processing_duration_seconds_sum",
                "sample_quality_score_count",
                "sample_quality_score_sum",
                "defects_detected_total{defect_type=\"surface_deformation\"}",
                "spool_appended_total",
                "spool_replayed_total",
                "circuit_breaker_state{name=\"database\",state=\"closed\"}",
                "circuit_breaker_calls_total{name=\"database\",result=\"succeeded\"}",
                "circuit_breaker_calls_total{name=\"database\",result=\"failed\"}",
                "circuit_breaker_calls_total{name=\"database_reads\",result=\"refused\"}",
                "circuit_breaker_trips_total{name=\"database\"}",
                "db_pool_size",
                "db_pool_available",
                "db_query_duration_seconds_count{query=\"save_samples\"}",
                "db_query_duration_seconds_count{query=\"read\"}",
                "db_query_duration_seconds_count{query=\"change\"}",
                "db_operations_total{operation=\"change\",status=\"ok\"}",
                "db_operations_total{operation=\"save_samples\",status=\"ok\"}",
                "db_operations_total{operation=\"save_samples\",status=\"error\"}",
                "db_operations_total{operation=\"read\",status=\"ok\"}",
                "websocket_connections_active{endpoint=\"sensors\"}",
                "websocket_connections_active{endpoint=\"realtime\"}",
                "websocket_messages_total{direction=\"in\",endpoint=\"sensors\"}",
                "websocket_messages_total{direction=\"out\",endpoint=\"sensors\"}",
                "websocket_messages_total{direction=\"in\",endpoint=\"realtime\"}",
                "websocket_messages_total{direction=\"out\",endpoint=\"realtime\"}",
                "websocket_errors_total{endpoint=\"sensors\",error_type=\"validation\"}",
                "websocket_errors_total{endpoint=\"sensors\",error_type=\"unknown_type\"}",
                "websocket_errors_total{endpoint=\"sensors\",error_type=\"binary\"}",
                "websocket_errors_total{endpoint=\"realtime\",error_type=\"validation\"}",
                "conformity_rate_percent{device_id=\"ESP32_LL_01\"}",
                "reject_rate_percent{device_id=\"ESP32_LL_01\"}",
                "average_quality_score{device_id=\"ESP32_LL_01\"}",
                "rate_limit_rejections_total{kind=\"device\"}",
                "bugs_open{severity=\"high\"}",
                "bugs{status=\"open\"}",
                "bugs_reported_total{source=\"person\"}",
                "bug_occurrences_total{source=\"window\"}",
                "process_uptime_seconds",
                "process_files_open_files",
                "jvm_threads_live_threads",
            })
    void isThereAndHasMoved(String name) {
        assertThat(series).containsKey(name);
        assertThat(series.get(name)).as(name).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db_connections_active",
                "rate_limit_rejections_total{kind=\"rest\"}",
                "rate_limit_rejections_total{kind=\"token\"}",
                "http_connections_ended_total{reason=\"too_many_of_address\"}",
                "http_connections_ended_total{reason=\"slow_headers\"}",
                "http_connections_ended_total{reason=\"slow_body\"}",
                "defects_detected_total{defect_type=\"foreign_body\"}",
                "devices{state=\"live\"}",
                "devices{state=\"stale\"}",
                "devices{state=\"offline\"}",
                "devices{state=\"never_seen\"}",
                "bugs_open{severity=\"critical\"}",
                "bugs_open{severity=\"medium\"}",
                "bugs_open{severity=\"low\"}",
                "bugs{status=\"wont_fix\"}",
                "bugs_reported_total{source=\"device\"}",
                "bug_occurrences_total{source=\"backend\"}",
            })
    void isThereAlsoAtRest(String name) {
        assertThat(series.get(name)).isGreaterThanOrEqualTo(0);
    }

    @Test
    void figuresAreRight() {
        assertThat(series.get("samples_analyzed_total{device_id=\"ESP32_LL_01\",grade=\"B\"}"))
                .isEqualTo(1);
        assertThat(series.get("websocket_connections_active{endpoint=\"sensors\"}"))
                .isEqualTo(1);
        assertThat(series.get("websocket_connections_active{endpoint=\"realtime\"}"))
                .isEqualTo(1);
        assertThat(series.get("defects_detected_total{defect_type=\"surface_deformation\"}"))
                .isEqualTo(1);
        assertThat(series.get("conformity_rate_percent{device_id=\"ESP32_LL_01\"}")
                        + series.get("reject_rate_percent{device_id=\"ESP32_LL_01\"}"))
                .isEqualTo(100);
        assertThat(series.get("conformity_rate_percent{device_id=\"ESP32_LS_02\"}"))
                .isEqualTo(100);
        double stations = series.entrySet().stream()
                .filter(e -> e.getKey().startsWith("devices{"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
        assertThat(stations).isEqualTo(2);
    }

    @Test
    void everySeriesHasItsHelpAndType() {
        Set<String> helped = new TreeSet<>();
        Set<String> typed = new TreeSet<>();
        Set<String> bare = new TreeSet<>();
        console.get("/metrics").body().lines().forEach(line -> {
            String[] words = line.split(" ", 4);
            if (line.startsWith("# HELP ")) {
                assertThat(words[3]).as(line).isNotBlank();
                helped.add(words[2]);
            } else if (line.startsWith("# TYPE ")) {
                assertThat(words[3]).isIn("counter", "gauge", "histogram", "summary");
                typed.add(words[2]);
            } else {
                String name = line.replaceAll("[{ ].*", "");
                String family = name.replaceAll("_(bucket|count|sum)$", "");
                bare.add(typed.contains(name) ? name : family);
            }
        });

        assertThat(typed).isEqualTo(helped).containsAll(bare);
    }

    @Test
    void aDevicesIdStandsOnlyWhereItIsEnrolledAndNoPathIsEverALabel() {
        Set<String> devices = new TreeSet<>();
        Pattern id = Pattern.compile("device_id=\"([^\"]*)\"");
        for (String name : series.keySet()) {
            Matcher matcher = id.matcher(name);
            if (matcher.find()) {
                devices.add(matcher.group(1));
            }
            assertThat(name).doesNotContain("/nothing").doesNotContain("/devices/ESP32");
        }
        assertThat(devices).containsExactly("ESP32_LL_01", "ESP32_LS_02");
        assertThat(series.keySet().stream().anyMatch(n -> n.contains("endpoint=\"/api/sqal/devices/{device_id}\"")))
                .isTrue();
    }

    @Test
    void theSeriesStayFew() {
        assertThat(series.size()).isLessThan(1_500);
    }

    @Test
    void speaksOpenMetricsToWhoAsksForIt() {
        var answer = console.get("/metrics", "Accept", "application/openmetrics-text; version=1.0.0");

        assertThat(answer.headers().firstValue("content-type"))
                .hasValue("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(answer.body()).endsWith("# EOF\n").contains("# TYPE http_requests counter");
    }

    @Test
    void aGaugeThatFailsOrHasNoValueDoesNotSpoilTheScrape() {
        Metrics metrics = new Metrics();
        metrics.gauge("nothing.yet", "No value", () -> null);
        metrics.gauge("at.fault", "Throws", () -> {
            throw new IllegalStateException("no");
        });
        metrics.counter("steps", "Steps", "kind", "one").increment();
        metrics.counter("steps", "Steps", "kind", "one").increment();
        metrics.counter("steps", "Steps", "kind", "two").increment();

        List<String> lines = metrics.scrape("text/plain; version=0.0.4; charset=utf-8")
                .lines()
                .toList();

        assertThat(lines)
                .contains(
                        "nothing_yet NaN",
                        "at_fault NaN",
                        "steps_total{kind=\"one\"} 2.0",
                        "steps_total{kind=\"two\"} 1.0");
        metrics.remove("nothing.yet");
        assertThat(metrics.scrape("text/plain")).doesNotContain("nothing_yet");
        metrics.close();
    }
}
