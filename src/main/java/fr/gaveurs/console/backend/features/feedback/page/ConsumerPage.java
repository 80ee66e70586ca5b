package fr.gaveurs.console.backend.features.feedback.page;

import fr.gaveurs.console.api.feedback.Feedbacks;
import fr.gaveurs.console.api.feedback.Feedbacks.Context;
import fr.gaveurs.console.api.feedback.Feedbacks.FeedbackStats;
import fr.gaveurs.console.api.feedback.Feedbacks.ProductProof;
import fr.gaveurs.console.api.feedback.Feedbacks.ProofState;
import fr.gaveurs.console.api.feedback.Feedbacks.PublicProduct;
import fr.gaveurs.console.api.feedback.Feedbacks.PublicRecall;
import fr.gaveurs.console.api.feedback.Feedbacks.Step;
import fr.gaveurs.console.api.feedback.Feedbacks.TimelineStep;
import fr.gaveurs.console.api.quality.Grade;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Writes the page. It needs nothing but itself: no script, no picture, no typeface. */
public final class ConsumerPage {
    /** Why a page cannot be shown. */
    public enum Trouble {
        /** It was asked for too often from one network. */
        TOO_MANY("trouble.too_many"),
        /** The console or its database does not answer. */
        AWAY("trouble.away"),
        /** What was sent is none of a browser. */
        UNREADABLE("trouble.unreadable");

        private final String text;

        Trouble(String text) {
            this.text = text;
        }
    }

    private static final String STAR = "★";
    /** Where in a form that is kept its address and its token come; no text of ours holds them. */
    private static final String ADDRESS = "{form-address}";

    private static final String TOKEN = "{form-token}";

    /** By language, what stands before, between and behind them, in UTF-8. */
    private final Map<String, List<byte[]>> blanks = new ConcurrentHashMap<>();

    private final Map<String, byte[]> troubles = new ConcurrentHashMap<>();

    private final ZoneId zone;

    /** @param zone of the sites' days */
    public ConsumerPage(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * The page in UTF-8.
     *
     * @param language {@code fr} or {@code en}
     */
    public byte[] write(PageModel model, String language) {
        PageTexts texts = PageTexts.of(language);
        PublicProduct product = model.product();
        Html html = begun(product == null ? texts.get("unknown.title") : title(product, texts), texts);
        if (product == null) {
            only(html, texts.get("unknown.title"), texts.get("unknown.text"), texts.get("unknown.do"));
        } else {
            head(html, product, texts);
            html.raw("<main>\n");
            notice(html, model, texts);
            recall(html, product, texts);
            if (product.recall() == null) { // praise beside a recall would be read first
                quality(html, product, texts);
            }
            facts(html, product, texts);
            timeline(html, product, texts);
            proof(html, model, product, texts);
            ratings(html, model, product, texts);
            html.raw("</main>\n");
        }
        return ended(html, texts);
    }

    /** What stands in place of a page that cannot be shown; made once, since it is asked for when there is much to do. */
    public byte[] trouble(Trouble why, String language) {
        PageTexts texts = PageTexts.of(language);
        return troubles.computeIfAbsent(why.text + texts.language(), key -> {
            String title = texts.get("trouble.title");
            Html html = begun(title, texts);
            only(html, title, texts.get(why.text), texts.get("trouble.do"));
            return ended(html, texts);
        });
    }

    private static Html begun(String title, PageTexts texts) {
        Html html = new Html();
        html.raw("<!doctype html>\n<html lang=\"").raw(texts.language());
        html.raw("\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.raw("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n");
        html.raw("<meta name=\"robots\" content=\"noindex\">\n<link rel=\"icon\" href=\"data:,\">\n");
        html.element("title", title);
        html.raw("\n<style>").raw(PageStyle.CSS).raw("</style>\n</head>\n<body>\n");
        return html;
    }

    private static void only(Html html, String title, String text, String whatToDo) {
        html.raw("<header>").element("h1", title).raw("</header>\n<main>\n<section>");
        html.element("p", text);
        html.element("p", whatToDo).raw("</section>\n</main>\n");
    }

    private static byte[] ended(Html html, PageTexts texts) {
        html.raw("<footer>").element("p", texts.get("footer")).raw("</footer>\n</body>\n</html>\n");
        return html.bytes();
    }

    private static String title(PublicProduct product, PageTexts texts) {
        return (product.recall() == null ? "" : texts.get("recall.short") + " – ") + texts.get("product") + " "
                + product.productId();
    }

    private static void head(Html html, PublicProduct product, PageTexts texts) {
        html.raw("<header>");
        String house = product.house();
        if (house != null) {
            html.element("p class=\"house\"", house);
        }
        html.element("h1", texts.get("product"));
        html.element("p class=\"id\"", product.productId()).raw("</header>\n");
    }

    private static void notice(Html html, PageModel model, PageTexts texts) {
        String key = model.notice();
        if (key != null) {
            html.raw("<section class=\"notice").raw(model.good() ? " good" : "");
            html.raw("\" role=\"").raw(model.good() ? "status" : "alert").raw("\">");
            html.element("p", texts.get("notice." + key)).raw("</section>\n");
        }
    }

    private void recall(Html html, PublicProduct product, PageTexts texts) {
        PublicRecall recall = product.recall();
        if (recall == null) {
            return;
        }
        html.raw("<section class=\"recall\" role=\"alert\">");
        html.element("h2", texts.get("recall.title"));
        html.element("p", texts.get("recall.text", texts.day(LocalDate.ofInstant(recall.at(), zone))));
        html.raw("<p>")
                .text(texts.get("recall.reason"))
                .raw(" <bdi>")
                .text(recall.reason())
                .raw("</bdi></p>");
        html.element("p", texts.get("recall.do")).raw("</section>\n");
    }

    private static void quality(Html html, PublicProduct product, PageTexts texts) {
        Grade grade = product.grade();
        html.raw("<section>").element("h2", texts.get("quality.title"));
        html.raw("<div class=\"grade\">").element("span class=\"letter\"", grade.letter());
        html.element("p", texts.get("grade." + grade.name())).raw("</div>");
        if (product.model() != null) {
            html.element("p class=\"hint\"", texts.get("quality.model", product.model()));
        }
        html.raw("</section>\n");
    }

    private static void facts(Html html, PublicProduct product, PageTexts texts) {
        html.raw("<section>").element("h2", texts.get("facts.title")).raw("<dl>");
        fact(html, texts.get("facts.lot"), product.lot());
        fact(html, texts.get("facts.site"), product.siteCode());
        Double weight = product.weightG();
        fact(html, texts.get("facts.weight"), weight == null ? null : texts.get("facts.grams", Math.round(weight)));
        fact(html, texts.get("facts.best"), texts.day(product.bestBefore()));
        html.raw("</dl>");
        if (!product.certifications().isEmpty()) {
            html.raw("<h2>").text(texts.get("facts.certifications")).raw("</h2><ul>");
            product.certifications().forEach(name -> html.element("li", name));
            html.raw("</ul>");
        }
        html.raw("</section>\n");
    }

    private static void fact(Html html, String name, @Nullable String value) {
        if (value != null) {
            html.element("dt", name).raw("<dd><bdi>").text(value).raw("</bdi></dd>");
        }
    }

    private static void timeline(Html html, PublicProduct product, PageTexts texts) {
        html.raw("<section>").element("h2", texts.get("timeline.title")).raw("<ol>");
        for (TimelineStep step : product.timeline()) {
            html.raw(step.step() == Step.RECALLED ? "<li class=\"bad\"><time datetime=\"" : "<li><time datetime=\"");
            html.raw(step.on().toString()).raw("\">").text(texts.day(step.on())).raw("</time><br>");
            html.text(texts.get("timeline." + step.step().key())).raw("</li>");
        }
        html.raw("</ol></section>\n");
    }

    /** Whether what stands above is what was signed, and how to find that out without believing this page. */
    private static void proof(Html html, PageModel model, PublicProduct product, PageTexts texts) {
        ProductProof proof = product.proof();
        boolean altered = proof.state() == ProofState.ALTERED;
        html.raw(altered ? "<section class=\"recall\">" : "<section>");
        html.element("h2", texts.get("proof.title"));
        html.element(
                "p",
                texts.get(
                        "proof." + proof.state().key(),
                        proof.entry() == null ? "" : proof.entry(),
                        proof.size() == null ? "" : proof.size()));
        if (proof.state() != ProofState.PENDING) {
            html.raw("<details>").element("summary", texts.get("proof.how"));
            html.element("p", texts.get("proof.how.what"));
            html.raw("<p><a href=\"").text(model.address()).raw("/proof\">").text(texts.get("proof.file"));
            html.raw("</a></p>").element("p", texts.get("proof.how.check")).raw("</details>");
        }
        html.raw("</section>\n");
    }

    private void ratings(Html html, PageModel model, PublicProduct product, PageTexts texts) {
        FeedbackStats stats = product.feedback();
        Double average = stats.average();
        if (average == null && product.recall() != null) {
            return; // there is nothing to say, and nothing to ask
        }
        html.raw("<section>").element("h2", texts.get("ratings.title"));
        html.element(
                "p",
                average == null
                        ? texts.get("ratings.few", Feedbacks.PUBLIC_FROM)
                        : texts.get("ratings.average", texts.number(average, 1), stats.ratings()));
        if (model.token() != null) {
            if (model.form().equals(PageForm.EMPTY) && model.faults().isEmpty()) {
                blank(html, model, texts);
            } else {
                form(html, model, texts);
            }
        }
        html.raw("</section>\n");
    }

    /** A form that nobody filled in yet: nearly always, and the same but for where it goes and what it carries. */
    private void blank(Html html, PageModel model, PageTexts texts) {
        List<byte[]> parts = blanks.computeIfAbsent(texts.language(), language -> {
            Html once = new Html();
            form(once, model.at(ADDRESS, TOKEN), texts);
            String whole = new String(once.bytes(), StandardCharsets.UTF_8);
            int address = whole.indexOf(ADDRESS);
            int token = whole.indexOf(TOKEN);
            return List.of(
                    utf8(whole.substring(0, address)),
                    utf8(whole.substring(address + ADDRESS.length(), token)),
                    utf8(whole.substring(token + TOKEN.length())));
        });
        html.raw(parts.get(0)).text(model.address()).raw(parts.get(1));
        html.text(Objects.requireNonNull(model.token())).raw(parts.get(2));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void form(Html html, PageModel model, PageTexts texts) {
        html.raw("<form method=\"post\" action=\"").text(model.address()).raw("\">");
        html.raw("<input type=\"hidden\" name=\"" + PageForm.TOKEN + "\" value=\"");
        html.text(Objects.requireNonNull(model.token())).raw("\">");
        stars(html, model, PageForm.OVERALL, texts);
        html.raw(
                PageForm.ASPECTS.stream().anyMatch(model.form().fields()::containsKey)
                        ? "<details open>"
                        : "<details>");
        html.element("summary", texts.get("form.more"));
        PageForm.ASPECTS.forEach(name -> stars(html, model, name, texts));
        html.raw("</details>");
        html.raw("<p><label class=\"label\" for=\"comment\">")
                .text(texts.get("form.comment"))
                .raw("</label>");
        html.raw("<textarea id=\"comment\" name=\"comment\" maxlength=\"" + Feedbacks.MAX_COMMENT + "\" dir=\"auto\"");
        described(html, model, PageForm.COMMENT).raw(">\n");
        html.text(model.form().value(PageForm.COMMENT)).raw("</textarea></p>");
        fault(html, model, PageForm.COMMENT, texts);
        context(html, model, texts);
        html.raw("<p><label class=\"label\" for=\"email\">")
                .text(texts.get("form.email"))
                .raw("</label>");
        html.raw("<input id=\"email\" type=\"email\" name=\"email\" maxlength=\"254\" autocomplete=\"email\" value=\"");
        html.text(model.form().value(PageForm.EMAIL)).raw("\"");
        described(html, model, PageForm.EMAIL).raw("></p>");
        html.element("p class=\"hint\"", texts.get("form.email.hint"));
        fault(html, model, PageForm.EMAIL, texts);
        html.element("p class=\"hint\"", texts.get("form.privacy"));
        html.raw("<p><button>").text(texts.get("form.send")).raw("</button></p></form>");
    }

    private static Html described(Html html, PageModel model, String field) {
        return model.faults().contains(field)
                ? html.raw(" aria-invalid=\"true\" aria-describedby=\"fault-" + field + "\"")
                : html;
    }

    private static void fault(Html html, PageModel model, String field, PageTexts texts) {
        if (model.faults().contains(field)) {
            html.raw("<p class=\"fault\" id=\"fault-" + field + "\">")
                    .text(texts.get("fault." + field))
                    .raw("</p>");
        }
    }

    /** Radio buttons that look like stars: the arrow keys choose, and all of it works without a style sheet, too. */
    private static void stars(Html html, PageModel model, String name, PageTexts texts) {
        boolean needed = name.equals(PageForm.OVERALL);
        String chosen = model.form().value(name);
        html.raw("<fieldset");
        described(html, model, name).raw(">");
        html.element("legend", texts.get("form." + name)).raw("<div class=\"stars\">");
        for (int stars = 1; stars <= 5; stars++) {
            String value = Integer.toString(stars);
            html.raw("<label><input type=\"radio\" name=\"" + name + "\" value=\"" + value + "\"");
            html.raw(needed ? " required" : "").raw(chosen.equals(value) ? " checked" : "");
            html.raw("><span class=\"s\" aria-hidden=\"true\">" + STAR + "</span><span class=\"hidden\">");
            html.text(texts.get("form.stars", value)).raw("</span></label>");
        }
        if (!needed) {
            html.raw("<label class=\"none\"><input type=\"radio\" name=\"" + name + "\" value=\"\"");
            html.raw(chosen.isEmpty() ? " checked" : "").raw("><span class=\"s\">");
            html.text(texts.get("form.none")).raw("</span></label>");
        }
        html.raw("</div>");
        fault(html, model, name, texts);
        html.raw("</fieldset>");
    }

    private static void context(Html html, PageModel model, PageTexts texts) {
        html.raw("<p><label class=\"label\" for=\"context\">").text(texts.get("form.context"));
        html.raw("</label><select id=\"context\" name=\"context\"");
        described(html, model, PageForm.CONTEXT).raw("><option value=\"\">");
        html.text(texts.get("form.context.none")).raw("</option>");
        for (Context context : Context.values()) {
            html.raw("<option value=\"" + context.key() + "\"");
            html.raw(model.form().value(PageForm.CONTEXT).equals(context.key()) ? " selected>" : ">");
            html.text(texts.get("form.context." + context.key())).raw("</option>");
        }
        html.raw("</select></p>");
        fault(html, model, PageForm.CONTEXT, texts);
    }
}
