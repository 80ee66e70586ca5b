package fr.gaveurs.console.backend.features.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.backend.TestBrowser;
import fr.gaveurs.console.backend.TestConsole;
import fr.gaveurs.console.backend.TestProducts;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** The consumers' page in a real browser of a telephone's size, where Chromium is on the PATH; else skipped. */
@Timeout(180)
class BrowserTest {
    private static final int TAB = 9;
    private static final int ENTER = 13;
    private static final int RIGHT = 39;

    private static TestConsole console;
    private static TestBrowser browser;
    private static String axe;

    @BeforeAll
    static void start() throws Exception {
        Assumptions.assumeTrue(TestBrowser.isThere(), "no chromium is on the PATH");
        console = TestConsole.with().products(TestProducts.PLAN).start();
        browser = TestBrowser.start();
        try (InputStream in = BrowserTest.class.getResourceAsStream("/axe.min.js")) {
            axe = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (console != null) {
            console.close();
        }
    }

    private static String url(JsonNode product) {
        return "http://127.0.0.1:" + console.backend().consumerPort() + TestProducts.page(product);
    }

    /** What axe finds against WCAG 2.1 AA. */
    private static List<String> faults() throws Exception {
        browser.run(axe);
        JsonNode found = browser.run("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']})"
                + ".then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | ')))");
        return found.valueStream().map(JsonNode::asString).toList();
    }

    @Test
    void isAccessibleInBothLanguagesAndAsksForNothingElse() throws Exception {
        JsonNode product = TestProducts.make(console, "LOT-20261127-003");
        JsonNode recalled = TestProducts.make(console, "recalled");
        console.post(
                "/api/products/lots/recalled/recall",
                "{\"reason\":\"Corps étranger métallique possible\",\"confirm\":\"recalled\"}");
        for (JsonNode each : List.of(product, recalled)) {
            await("its entry is signed")
                    .until(() -> console.get(TestProducts.page(each) + "/proof").statusCode() == 200);
        }
        for (String language : List.of("fr", "en")) {
            browser.visitor(language, "203.0.113.60");
            for (JsonNode each : List.of(product, recalled)) {
                int before = browser.requested().size();
                browser.open(url(each));

                assertThat(browser.run("document.documentElement.lang").asString())
                        .isEqualTo(language);
                assertThat(browser.requested().stream().skip(before).filter(asked -> !asked.startsWith("data:")))
                        .containsExactly(url(each));
                assertThat(browser.run("document.documentElement.scrollWidth <= innerWidth")
                                .asBoolean())
                        .as("nothing is wider than a telephone")
                        .isTrue();
                assertThat(browser.run("Math.max(...[...document.querySelectorAll('dd bdi')].map(d => d.offsetHeight))")
                                .asInt())
                        .as("no fact is squeezed into a column")
                        .isLessThan(60);
                assertThat(browser.run("[...document.querySelectorAll('.stars .s')].filter(s => s.textContent === '★')"
                                        + ".every(s => getComputedStyle(s).color === 'rgb(117, 107, 96)')")
                                .asBoolean())
                        .as("no star is lit before one is chosen, also where 'no opinion' is")
                        .isTrue();
                assertThat(browser.run("getComputedStyle(document.body).backgroundColor")
                                .asString())
                        .as("the style passes its policy")
                        .isEqualTo("rgb(246, 242, 236)");
                String name = each.equals(product) ? "consumer" : "consumer-recalled";
                browser.picture(Path.of("target/pictures/" + name + "-" + language + ".png"));
                assertThat(faults()).isEmpty();
            }
            browser.open(url(product).replaceAll("\\.[^.]*$", ".AAAAAAAAAAAAAAAAAAAAAA"));
            browser.picture(Path.of("target/pictures/consumer-unknown-" + language + ".png"));
            assertThat(faults()).isEmpty();
        }
        assertThat(browser.complaints())
                .as("but for the 404 that was asked for")
                .allMatch(text -> text.contains("404"));
    }

    @Test
    void isRatedByKeyboardAloneWithoutScripts() throws Exception {
        JsonNode product = TestProducts.make(console, "by keyboard");
        await("its entry is signed")
                .until(() -> console.get(TestProducts.page(product) + "/proof").statusCode() == 200);
        browser.visitor("fr", "203.0.113.61");
        browser.call("Emulation.setScriptExecutionDisabled", java.util.Map.of("value", true));
        try {
            browser.open(url(product));
            // What takes the keyboard first is how to check the proof, then the row of stars; its arrows choose.
            browser.press("Tab", TAB);
            browser.press("Tab", TAB);
            for (int i = 0; i < 3; i++) {
                browser.press("ArrowRight", RIGHT);
            }
            browser.picture(Path.of("target/pictures/consumer-stars-fr.png"));
            int before = browser.mark();
            browser.press("Enter", ENTER);
            browser.awaitLoad(before);
        } finally {
            browser.call("Emulation.setScriptExecutionDisabled", java.util.Map.of("value", false));
        }
        assertThat(console.count("SELECT overall FROM consumer_feedbacks WHERE lot = 'by keyboard'"))
                .isEqualTo(4);
        browser.picture(Path.of("target/pictures/consumer-thanks-fr.png"));
        assertThat(faults()).isEmpty();
    }
}
