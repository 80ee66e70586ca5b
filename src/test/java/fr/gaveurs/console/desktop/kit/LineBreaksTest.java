package fr.gaveurs.console.desktop.kit;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.desktop.Fx;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;

class LineBreaksTest {
    @Test
    void linesEndBetweenWordsBeforeTheyAreTooWide() {
        assertThat(LineBreaks.within("one two three four", 9, String::length)).isEqualTo("one two\nthree\nfour");
        assertThat(LineBreaks.within("one two\nthree", 9, String::length)).isEqualTo("one two\nthree");
        assertThat(LineBreaks.within("", 9, String::length)).isEmpty();
        assertThat(LineBreaks.within("a\n\nb", 9, String::length)).isEqualTo("a\n\nb");
        assertThat(LineBreaks.within("unbreakable word", 4, String::length)).isEqualTo("unbreakable\nword");
        // A space that does not break stays one.
        assertThat(LineBreaks.within("deux mots : ici", 9, String::length)).isEqualTo("deux\nmots :\nici");
    }

    @Test
    void eachLineFitsTheWidthInItsFont() {
        Fx.start();
        String text =
                "Ouvrez l’écran Preuves ou lancez gaveurs-console verify, qui nomme tout ; remettez ce qui a été modifié";
        Font font = Font.font("Roboto", 26);
        String broken = Fx.call(() -> LineBreaks.within(text, font, 600));
        assertThat(broken.replace('\n', ' ')).isEqualTo(text);
        assertThat(broken.lines().toList()).hasSizeGreaterThan(1).allSatisfy(line -> {
            Text measure = new Text(line);
            measure.setFont(font);
            assertThat(measure.getLayoutBounds().getWidth()).isLessThanOrEqualTo(600);
        });
    }
}
