package fr.gaveurs.console.desktop.kit;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.desktop.Fx;
import java.util.List;
import javafx.scene.image.WritableImage;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What people put into names is drawn, also where the system has no typeface for it. */
class EmojiTest {
    @BeforeAll
    static void start() {
        Fx.start();
    }

    /** Drawn as boxes all would look alike. */
    @Test
    void emojiAreToldApart() {
        for (Font font : List.of(Fonts.regular(20), Fonts.medium(20))) {
            assertThat(drawn("\uD83E\uDD86", font)).isNotEqualTo(drawn("\uD83D\uDC19", font));
        }
    }

    private static List<Integer> drawn(String text, Font font) {
        return Fx.call(() -> {
            Text node = new Text(text);
            node.setFont(font);
            WritableImage image = node.snapshot(null, null);
            int width = (int) image.getWidth();
            int height = (int) image.getHeight();
            Integer[] pixels = new Integer[width * height];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = image.getPixelReader().getArgb(i % width, i / width);
            }
            return List.of(pixels);
        });
    }
}
