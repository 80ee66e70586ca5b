package fr.gaveurs.console.bench;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.platform.store.TestDatabase;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the tracker takes to answer with 100,000 bugs of two years. Prints the median and the 95th percentile of
 * each question, over REST on this machine, in ms, and writes them as JSON. Argument: the JSON file to write.
 */
public final class BugBench {
    private static final int BUGS = 100_000;
    private static final int ROUNDS = 100;

    /** Titles of nine words drawn from some, so that searches find many, some and few. */
    private static final String FILL = """
            INSERT INTO bug_reports (title, description, severity, priority, category, status, device_id,
                firmware_version, reporter, assignee, tags, created_at, updated_at, first_seen, last_seen, resolved_at)
            SELECT 'Le ' || (ARRAY['capteur', 'tapis', 'plateau', 'écran', 'câble', 'laser', 'ventilateur', 'chariot'])
                       [1 + (random() * 7)::int] || ' de ' ||
                   (ARRAY['poids', 'distance', 'couleur', 'température', 'pression', 'vitesse'])[1 + (random() * 5)::int]
                   || ' ' || (ARRAY['bloqué', 'figé', 'bruyant', 'lent', 'cassé', 'absent', 'faussé'])
                       [1 + (random() * 6)::int] || ' sur la ligne ' || (random() * 40)::int || ' lot ' || n,
                   'Depuis ce matin la station ne répond plus comme avant: the reading stays at the same value until it'
                   || ' is switched off and on again. ' || md5(n::text) || ' ' || repeat('Vu par l''équipe. ', 10),
                   (ARRAY['critical', 'high', 'medium', 'medium', 'low'])[1 + n % 5],
                   (ARRAY['urgent', 'high', 'medium', 'low'])[1 + n % 4],
                   (ARRAY['hardware', 'firmware', 'sensor', 'quality', 'other'])[1 + n % 5],
                   CASE WHEN random() < 0.1 THEN 'open' WHEN random() < 0.05 THEN 'in_progress'
                        WHEN random() < 0.3 THEN 'resolved' WHEN random() < 0.2 THEN 'wont_fix' ELSE 'closed' END,
                   'ESP32_LL_' || (random() * 199)::int, '1.' || n % 10 || '.0', 'Ana', 'Luc',
                   ARRAY['lot' || n % 50], at, at + interval '2 days' * random(), at, at, NULL
            FROM (SELECT n, now() - n * interval '630 seconds' AS at FROM generate_series(1, :bugs) AS n) AS made
            """.replace(":bugs", Integer.toString(BUGS));

    private final Map<String, Object> figures = new LinkedHashMap<>();

    private BugBench() {}

    public static void main(String[] arguments) throws Exception {
        System.setProperty(TestDatabase.FLUSHED, "true");
        BugBench bench = new BugBench();
        try (TestConsole console = TestConsole.start()) {
            console.jdbi().useHandle(handle -> {
                handle.execute("ALTER TABLE bug_reports DISABLE TRIGGER USER");
                handle.execute(FILL);
                handle.execute("ALTER TABLE bug_reports ENABLE TRIGGER USER");
                handle.execute("SELECT bug_learn(title) FROM bug_reports TABLESAMPLE system (5)");
                handle.execute("VACUUM ANALYZE bug_reports, bug_vocabulary");
                long from = System.nanoTime();
                handle.execute("SELECT bug_metrics_rebuild()");
                bench.report("rebuild of all daily figures", (System.nanoTime() - from) / 1e6, 0, "");
            });
            bench.ask(console);
        }
        Files.write(
                Path.of(arguments[0]),
                Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(bench.figures));
        System.exit(0); // the database of tests ends with the process
    }

    private void ask(TestConsole console) throws IOException {
        String next = console.json("/api/bugs").get("next_cursor").asString();
        Map<String, String> questions = new LinkedHashMap<>();
        questions.put("list", "");
        questions.put("list, second page", "?cursor=" + next);
        questions.put("list, unresolved, worst first", "?status=unresolved&sort=severity");
        questions.put("list of a station", "?device_id=ESP32_LL_7");
        questions.put("list of a tag by age", "?tag=lot7&sort=created&ascending=true");
        questions.put("list, nobody's and critical", "?assignee=-&severity=critical");
        questions.put("search, a common word", "?q=" + encode("capteur"));
        questions.put("search, three words", "?q=" + encode("capteur poids bloqué"));
        questions.put("search, a rare word", "?q=4242");
        questions.put("search, unresolved", "?q=" + encode("écran couleur") + "&status=unresolved");
        questions.put("search, typed wrong", "?q=" + encode("capteru vitese"));
        questions.put("search, nothing like it", "?q=" + encode("xylophone"));
        questions.put("board", "/board");
        questions.put("board of a station", "/board?device_id=ESP32_LL_7");
        questions.put("board, criticals", "/board?severity=critical");
        questions.put("board, search", "/board?q=" + encode("laser absent"));
        questions.put(
                "similar", "/similar?title=" + encode("Le capteur de poids est bloqué") + "&device_id=ESP32_LL_7");
        questions.put("one bug", "/500");
        questions.put("summary", "/metrics/summary");
        questions.put("trends of a year", "/metrics/trends?days=365");
        try (Reader reader = new Reader(console.port())) {
            for (Map.Entry<String, String> question : questions.entrySet()) {
                double[] millis = new double[ROUNDS];
                for (int i = -20; i < ROUNDS; i++) {
                    long from = System.nanoTime();
                    reader.get("/api/bugs" + question.getValue());
                    if (i >= 0) {
                        millis[i] = (System.nanoTime() - from) / 1e6;
                    }
                }
                Arrays.sort(millis);
                report(
                        question.getKey(),
                        millis[ROUNDS / 2],
                        millis[ROUNDS * 95 / 100],
                        question.getKey().matches("(list|search|board).*") ? "floor 50" : "");
            }
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private void report(String name, double median, double high, String note) {
        figures.put(name, Math.round(high * 100) / 100.0);
        System.out.printf("%-32s %8.1f ms   p95 %8.1f ms   %s%n", name, median, high, note);
    }
}
