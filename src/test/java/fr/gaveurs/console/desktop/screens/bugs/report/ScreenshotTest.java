package fr.gaveurs.console.desktop.screens.bugs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ScreenshotTest {
    @Test
    void anotherProgramReadsThePictureAsItWas() throws IOException {
        Screenshot picture = noise(37, 23);
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(picture.png(Screenshot.MOST_BYTES)));
        assertThat(read.getWidth()).isEqualTo(37);
        assertThat(read.getHeight()).isEqualTo(23);
        int[] pixels = read.getRGB(0, 0, 37, 23, null, 0, 37);
        assertThat(pixels).isEqualTo(picture.pixels());
    }

    @Test
    void thePartThatIsKeptIsTheOneChosen() {
        int[] pixels = new int[100 * 80];
        Arrays.setAll(pixels, i -> 0xff000000 | i);
        Screenshot part = new Screenshot(100, 80, pixels).cropped(new Crop(10, 20, 30, 40));
        assertThat(part.width()).isEqualTo(30);
        assertThat(part.height()).isEqualTo(40);
        assertThat(part.pixels()[0]).isEqualTo(0xff000000 | (20 * 100 + 10));
        assertThat(part.pixels()[30 * 40 - 1]).isEqualTo(0xff000000 | (59 * 100 + 39));
    }

    @Test
    void aPictureThatIsTooLargeIsMadeSmallerUntilItFits() throws IOException {
        Screenshot picture = noise(400, 300);
        assertThat(picture.png(Screenshot.MOST_BYTES).length).isGreaterThan(60_000);
        byte[] small = picture.png(60_000);
        assertThat(small.length).isLessThanOrEqualTo(60_000);
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(small));
        assertThat(read.getWidth()).isBetween(60, 399);
        assertThat((double) read.getWidth() / read.getHeight()).isBetween(1.25, 1.42);
    }

    @Test
    void smallerPicturesHaveTheMeanOfTheirPixels() {
        Screenshot half = new Screenshot(2, 2, new int[] {0xff000000, 0xff0000ff, 0xff00ff00, 0xffff0000}).scaled(0.5);
        assertThat(half.pixels()).containsExactly(0xff3f3f3f);
    }

    private static Screenshot noise(int width, int height) {
        Random random = new Random(3);
        int[] pixels = new int[width * height];
        Arrays.setAll(pixels, i -> 0xff000000 | random.nextInt(1 << 24));
        return new Screenshot(width, height, pixels);
    }
}
