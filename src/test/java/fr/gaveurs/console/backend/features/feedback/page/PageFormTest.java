package fr.gaveurs.console.backend.features.feedback.page;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.FieldError;
import fr.gaveurs.console.api.feedback.Feedbacks.Context;
import fr.gaveurs.console.api.feedback.Feedbacks.NewFeedback;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PageFormTest {
    private static PageForm parse(String body) {
        return PageForm.parse(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsWhatABrowserSends() {
        String comment = "Très bon & fondant\r\n🦆 <b>+1</b> = 100 %";
        NewFeedback given = parse("form=abc&overall=5&texture=4&flavor=&comment="
                        + URLEncoder.encode(comment, StandardCharsets.UTF_8)
                        + "&context=special_event&email=luc%40example.fr")
                .feedback("code");

        assertThat(given.overall()).isEqualTo(5);
        assertThat(given.texture()).isEqualTo(4);
        assertThat(given.flavor()).isNull();
        assertThat(given.comment()).isEqualTo("Très bon & fondant\n🦆 <b>+1</b> = 100 %");
        assertThat(given.context()).isEqualTo(Context.SPECIAL_EVENT);
        assertThat(given.email()).isEqualTo("luc@example.fr");
        assertThat(given.qr()).isEqualTo("code");
    }

    @Test
    void whatIsNoFieldIsLeftOutAndWhatIsNoFigureIsRefused() {
        PageForm form = parse("overall=five&texture=99999999999&color=-1&context=moon&other=1&=x&&aroma=3&aroma=5");
        NewFeedback given = form.feedback("code");

        assertThat(List.of(given.overall(), given.texture(), given.color()))
                .as("which no rule allows")
                .containsOnly(0);
        assertThat(given.context()).isNull();
        assertThat(form.errors()).extracting(FieldError::field).containsExactly("context");
        assertThat(given.aroma()).isEqualTo(3);
    }

    @Test
    void controlCharactersAreLeftOut() {
        assertThat(parse("comment=a%00b%07c%09d%0Ae").feedback("x").comment()).isEqualTo("abc\td\ne");
    }

    @Test
    void noBytesBreakIt() {
        Random random = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            byte[] body = new byte[random.nextInt(200)];
            random.nextBytes(body);
            assertThat(PageForm.parse(body).feedback("x")).isNotNull();
        }
        assertThat(parse("comment=%zz&overall=%").fields()).isEmpty();
    }
}
