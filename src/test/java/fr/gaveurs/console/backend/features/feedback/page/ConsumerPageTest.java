package fr.gaveurs.console.backend.features.feedback.page;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.feedback.Feedbacks.Aspects;
import fr.gaveurs.console.api.feedback.Feedbacks.FeedbackStats;
import fr.gaveurs.console.api.feedback.Feedbacks.ProductProof;
import fr.gaveurs.console.api.feedback.Feedbacks.ProofState;
import fr.gaveurs.console.api.feedback.Feedbacks.PublicProduct;
import fr.gaveurs.console.api.feedback.Feedbacks.PublicRecall;
import fr.gaveurs.console.api.feedback.Feedbacks.Step;
import fr.gaveurs.console.api.feedback.Feedbacks.TimelineStep;
import fr.gaveurs.console.api.products.Products.Status;
import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.backend.platform.settings.SettingsFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsumerPageTest {
    private static final int MOST_BYTES = 60_000;
    private static final String EVIL =
            "</bdi><script>alert(1)</script>\" onload='x' &amp; \u202E🦆 عربي '; DROP TABLE x;--";

    private final ConsumerPage page = new ConsumerPage(ZoneId.of("Europe/Paris"));

    private String written(PageModel model, String language) {
        return new String(page.write(model, language), StandardCharsets.UTF_8);
    }

    private static PublicProduct product(String lot, PublicRecall recall, long ratings) {
        Double average = ratings < 5 ? null : 4.35;
        return new PublicProduct(
                "FG_LL_20261127_0001",
                recall == null ? Status.ACTIVE : Status.RECALLED,
                recall,
                "Maison d’Essai",
                "LL",
                lot,
                Grade.A_PLUS,
                598.4,
                LocalDate.parse("2026-11-26"),
                LocalDate.parse("2026-11-27"),
                LocalDate.parse("2026-11-27"),
                LocalDate.parse("2026-12-11"),
                List.of("Label Rouge"),
                List.of(
                        new TimelineStep(Step.PRODUCED, LocalDate.parse("2026-11-26")),
                        new TimelineStep(Step.CONTROLLED, LocalDate.parse("2026-11-27")),
                        new TimelineStep(Step.PACKAGED, LocalDate.parse("2026-11-27"))),
                new ProductProof(ratings == 4 ? ProofState.ALTERED : ProofState.VERIFIED, 17L, 4_711L),
                new FeedbackStats(
                        "FG_LL_20261127_0001",
                        ratings,
                        5,
                        average,
                        average == null ? null : new Aspects(null, null, null, null, null),
                        null,
                        null,
                        List.of()),
                ratings == 7 ? (Long) 12L : null);
    }

    private static final PublicRecall RECALL =
            new PublicRecall("Listeria " + EVIL, Instant.parse("2026-11-28T10:00:00Z"));

    private static PageModel usual() {
        return PageModel.of(
                product("LOT-20261123-017", null, 12), "FG_LL_20261127_0001.AbCdEfGhIjKlMnOpQrStUv", "token");
    }

    private static List<PageModel> all() {
        List<PageModel> models = new ArrayList<>();
        PageForm evil = new PageForm(Map.of("overall", "4", "comment", EVIL.repeat(9), "email", EVIL, "texture", "2"));
        models.add(usual());
        models.add(PageModel.unknown());
        models.add(PageModel.of(product(EVIL, RECALL, 0), "x", null));
        models.add(PageModel.of(product(EVIL, null, 4), "x", null).told("thanks", true));
        for (String notice : List.of(
                "held",
                "duplicate",
                "faults",
                "expired",
                "unknown_form",
                "sent_before",
                "foreign",
                "recalled",
                "too_many")) {
            models.add(usual().told(notice, false)
                    .filled(
                            evil,
                            Set.of(
                                    "overall",
                                    "comment",
                                    "email",
                                    "texture",
                                    "flavor",
                                    "color",
                                    "aroma",
                                    "freshness",
                                    "context")));
        }
        return models;
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void isOneFileOfLessThan60KilobytesThatAsksForNothingElse(String language) {
        for (PageModel model : all()) {
            String html = written(model, language);

            assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MOST_BYTES);
            assertThat(html)
                    .startsWith("<!doctype html>\n<html lang=\"" + language + "\">")
                    .endsWith("</html>\n");
            String marks = html.replaceAll("(?s)<style>.*?</style>", "");
            assertThat(marks).doesNotContain("<script").doesNotContain("<img").doesNotContain("<iframe");
            assertThat(marks).doesNotContainPattern("\\s(?:src|srcset|style|on[a-z]+)=\"");
            assertThat(marks).doesNotContainPattern("https?://");
            assertThat(PageStyle.CSS)
                    .doesNotContain("url(")
                    .doesNotContain("@import")
                    .doesNotContain("</");
        }
    }

    @Test
    void saysWithWhichModelItWasGraded() {
        PageModel graded = PageModel.of(product("LOT-1", null, 7), "x", null);
        assertThat(written(graded, "fr")).contains("évalués par le modèle n° 12");
        assertThat(written(graded, "en")).contains("judged by model no. 12");
        assertThat(written(usual(), "en")).doesNotContain("by model");
    }

    @Test
    void whatIsRecalledIsNotPraised() {
        String recalled = written(PageModel.of(product("L", RECALL, 0), "x", null), "fr");
        assertThat(recalled).doesNotContain("class=\"letter\"").contains("Produit rappelé");
        assertThat(written(usual(), "fr")).contains("class=\"letter\"");
    }

    @Test
    void thePolicyAllowsTheStyleAndNothingElse() throws Exception {
        String html = written(usual(), "fr");
        String style = html.replaceAll("(?s).*<style>(.*?)</style>.*", "$1");
        String hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));

        assertThat(PageStyle.POLICY)
                .startsWith("default-src 'none'; style-src 'sha256-" + hash + "';")
                .doesNotContain("unsafe")
                .contains("frame-ancestors 'none'");
    }

    @Test
    void whateverWasWrittenIsShownAsText() {
        for (PageModel model : all()) {
            assertThat(written(model, "fr")).doesNotContain("<script>").doesNotContain("onload='x'");
        }
        assertThat(written(PageModel.of(product(EVIL, RECALL, 0), "x", null), "fr"))
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("🦆 عربي");
    }

    @Test
    void everythingToFillInHasALabelAndEveryIdIsThereOnce() {
        for (String language : List.of("fr", "en")) {
            String html = written(all().getLast(), language);
            Set<String> ids = new TreeSet<>();
            Matcher id = Pattern.compile("\\sid=\"([^\"]+)\"").matcher(html);
            while (id.find()) {
                assertThat(ids.add(id.group(1))).as(id.group(1)).isTrue();
            }
            for (String field : List.of("comment", "email", "context")) {
                assertThat(html).contains("for=\"" + field + "\"");
                assertThat(ids).contains(field);
            }
            Matcher described = Pattern.compile("aria-describedby=\"([^\"]+)\"").matcher(html);
            while (described.find()) {
                assertThat(ids).contains(described.group(1));
            }
            assertThat(html.split("<fieldset", -1)).hasSize(7);
            assertThat(html.split("<legend>", -1)).hasSize(7);
            assertThat(html.split("type=\"radio\"", -1)).hasSize(1 + 5 + 5 * 6);
            assertThat(html.split("<h1>", -1)).hasSize(2);
        }
    }

    @Test
    void whatWasFilledInIsStillThereAfterAFault() {
        String html = written(
                usual().filled(
                                new PageForm(
                                        Map.of("overall", "3", "comment", "\nabc", "context", "gift", "email", "a@b")),
                                Set.of("email"))
                        .told("faults", false),
                "fr");

        assertThat(html)
                .contains("name=\"overall\" value=\"3\" required checked")
                .contains(">\n\nabc</textarea>")
                .contains("<option value=\"gift\" selected>")
                .contains("value=\"a@b\"")
                .contains("id=\"fault-email\"")
                .doesNotContain("fault-comment");
    }

    @Test
    void aRecalledProductHasItsBandAndNoForm() {
        String html = written(PageModel.of(product("L", RECALL, 0), "x", null).told("recalled", false), "fr");

        assertThat(html)
                .contains("<title>RAPPEL – ")
                .contains("Produit rappelé : ne le consommez pas")
                .contains("28 novembre 2026")
                .doesNotContain("<form");
        assertThat(written(PageModel.of(product("L", RECALL, 0), "x", null), "en"))
                .contains("Product recalled: do not eat it")
                .contains("28 November 2026");
    }

    @Test
    void saysWhetherItIsWhatWasSigned() {
        assertThat(written(usual(), "fr")).contains("Vérifié : ").contains("numéro 17 d’un registre signé de 4711");
        assertThat(written(usual(), "fr")).contains("href=\"FG_LL_20261127_0001.AbCdEfGhIjKlMnOpQrStUv/proof\"");
        assertThat(written(PageModel.of(product("L", null, 4), "x", "t"), "en")).contains("Not verified: ");
    }

    @Test
    void anAverageIsShownFromFiveRatingsOn() {
        assertThat(written(usual(), "fr")).contains("Note moyenne : 4,4 sur 5 (12 avis)");
        assertThat(written(usual(), "en")).contains("Average rating: 4.4 out of 5 (12 ratings)");
        assertThat(written(PageModel.of(product("L", null, 4), "x", "t"), "fr"))
                .contains("à partir de 5 avis")
                .doesNotContain("4,4");
    }

    @Test
    void bothLanguagesSayTheSame() throws Exception {
        Map<String, String> french = texts("fr");
        Map<String, String> english = texts("en");
        assertThat(french.keySet()).isEqualTo(english.keySet());
        french.forEach((key, text) -> {
            assertThat(text).as(key).isNotBlank();
            assertThat(placeholders(english.get(key))).as(key).isEqualTo(placeholders(text));
        });
        String source;
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/fr/gaveurs/console/backend/features/feedback"))) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file));
            }
            source = all.toString();
        }
        assertThat(french.keySet())
                .filteredOn(
                        key -> !key.matches(
                                "(?:grade|timeline|notice|fault|proof)\\..*|form\\.(?:context\\..*|overall|texture|flavor|color|aroma|freshness)"))
                .allSatisfy(key -> assertThat(source).contains("\"" + key + "\""));
    }

    private static Map<String, String> texts(String language) throws Exception {
        return SettingsFile.parse(
                Files.readString(Path.of("src/main/resources/fr/gaveurs/console/backend/features/feedback/page/page_"
                        + language + ".properties")));
    }

    private static Set<String> placeholders(String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = Pattern.compile("\\{\\d}").matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    /** Text on its ground, as the style has them: AA wants 4.5, and 3 of what is large or a mark. */
    @Test
    void contrastsAreThoseThatAaWants() {
        record Pair(String ink, String ground, double least) {}
        for (Pair pair : List.of(
                new Pair("221c15", "f6f2ec", 4.5),
                new Pair("5b4a36", "f6f2ec", 4.5),
                new Pair("5b5248", "f6f2ec", 4.5),
                new Pair("221c15", "ffffff", 4.5),
                new Pair("5b5248", "ffffff", 4.5),
                new Pair("5c0a06", "fdecea", 4.5),
                new Pair("221c15", "fff6e0", 4.5),
                new Pair("221c15", "e9f6ec", 4.5),
                new Pair("1c5a2c", "ffffff", 4.5),
                new Pair("a3130c", "ffffff", 4.5),
                new Pair("ffffff", "6b2f0c", 4.5),
                new Pair("ffffff", "8a3f14", 4.5),
                new Pair("756b60", "ffffff", 4.5),
                new Pair("9a4f00", "ffffff", 4.5),
                new Pair("0b4fb3", "ffffff", 3),
                new Pair("0b4fb3", "f6f2ec", 3),
                new Pair("6b4a1f", "ffffff", 3))) {
            assertThat(contrast(pair.ink(), pair.ground())).as("%s", pair).isGreaterThanOrEqualTo(pair.least());
            assertThat(PageStyle.CSS + "#ffffff").contains(pair.ink().equals("ffffff") ? "#fff" : "#" + pair.ink());
        }
    }

    private static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String hex) {
        double[] parts = new double[3];
        for (int i = 0; i < 3; i++) {
            double c = Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16) / 255.0;
            parts[i] = c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    }
}
