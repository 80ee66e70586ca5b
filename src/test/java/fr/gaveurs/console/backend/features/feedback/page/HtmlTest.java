package fr.gaveurs.console.backend.features.feedback.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HtmlTest {
    private static String of(Html html) {
        return new String(html.bytes(), StandardCharsets.UTF_8);
    }

    @Property(tries = 300)
    void whateverIsTextComesOutAsTheLibraryWouldWriteIt(@ForAll String text) {
        String escaped = text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");

        assertThat(new Html().text(text).bytes()).isEqualTo(escaped.getBytes(StandardCharsets.UTF_8));
        assertThat(new Html().raw(text).bytes()).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aPageOfAnyLengthIsWhole() {
        String long1 = "é★ <b>".repeat(20_000);

        assertThat(of(new Html().raw("a").text(long1).raw("z".repeat(50_000))))
                .isEqualTo("a" + "é★ &lt;b&gt;".repeat(20_000) + "z".repeat(50_000));
    }

    @Test
    void anElementEndsWithItsNameAlone() {
        assertThat(of(new Html().element("p class=\"x\"", "a & b").element("h1", "★")))
                .isEqualTo("<p class=\"x\">a &amp; b</p><h1>★</h1>");
    }
}
