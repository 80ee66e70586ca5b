package fr.gaveurs.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ShortTextTest {
    private static final String DUCK = "\uD83E\uDD86";
    private static final String THUMB = "\uD83D\uDC4D\uD83C\uDFFD";
    private static final String FAMILY = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";

    @Test
    void whatIsShortStays() {
        assertThat(ShortText.beginning("foie", 4)).isEqualTo("foie");
        assertThat(ShortText.elided("foie", 4)).isEqualTo("foie");
        assertThat(ShortText.beginning("", 0)).isEmpty();
        assertThat(ShortText.fitting("", text -> false)).isEmpty();
    }

    @Test
    void plainTextIsCutWhereItIsTold() {
        assertThat(ShortText.beginning("canard gras", 6)).isEqualTo("canard");
        assertThat(ShortText.elided("canard gras", 7)).isEqualTo("canard…");
        assertThat(ShortText.elided("canard gras", 1)).isEqualTo("…");
        assertThat(ShortText.beginning("canard", 0)).isEmpty();
    }

    @Test
    void anEmojiIsWholeOrNotThere() {
        assertThat(ShortText.beginning("a" + DUCK + "b", 2)).isEqualTo("a");
        assertThat(ShortText.beginning("a" + DUCK + "b", 3)).isEqualTo("a" + DUCK);
        assertThat(ShortText.elided("a" + DUCK + "bcd", 3)).isEqualTo("a…");
        assertThat(ShortText.beginning("ab" + THUMB + "c", 4)).isEqualTo("ab");
        assertThat(ShortText.beginning("ab" + FAMILY + "c", 9)).isEqualTo("ab");
        assertThat(ShortText.beginning("ab" + FAMILY + "c", 10)).isEqualTo("ab" + FAMILY);
        assertThat(ShortText.beginning(DUCK, 1)).isEmpty();
    }

    @Test
    void anAccentStaysWithItsLetter() {
        assertThat(ShortText.beginning("cafe\u0301 noir", 4)).isEqualTo("caf");
        assertThat(ShortText.beginning("cafe\u0301 noir", 5)).isEqualTo("cafe\u0301");
        assertThat(ShortText.beginning("a\r\nb", 2)).isEqualTo("a");
    }

    @Test
    void whatHasVeryManyMarksIsCutBetweenCharacters() {
        String marks = "e" + "\u0301".repeat(500);
        assertThat(ShortText.beginning(marks, 300)).hasSize(300);
        assertThat(ShortText.beginning(DUCK.repeat(200), 301)).isEqualTo(DUCK.repeat(150));
    }

    @Test
    void theLongestThatFitsIsKept() {
        assertThat(ShortText.fitting("canard", text -> text.length() <= 4)).isEqualTo("can…");
        assertThat(ShortText.fitting("ca" + THUMB, text -> text.length() <= 5)).isEqualTo("ca…");
        assertThat(ShortText.fitting(THUMB + "ca", text -> false)).isEqualTo(THUMB + "…");
        assertThat(ShortText.fitting("canard", text -> false)).isEqualTo("c…");
    }

    @Property(tries = 2_000)
    void neverTooLongNeverHalfAndNeverMoreThanNeedBeLeftOut(
            @ForAll @StringLength(max = 300) String text, @ForAll @IntRange(min = 1, max = 310) int most) {
        String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        String beginning = ShortText.beginning(whole, most);
        assertThat(whole).startsWith(beginning);
        assertThat(beginning.length()).isLessThanOrEqualTo(most);
        assertThat(new String(beginning.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(beginning);
        String elided = ShortText.elided(whole, most);
        assertThat(elided.length()).isLessThanOrEqualTo(most);
        assertThat(whole.length() <= most ? elided : elided.substring(0, elided.length() - 1))
                .isSubstringOf(whole);
    }
}
