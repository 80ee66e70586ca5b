package fr.gaveurs.console.desktop.screens.bugs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CropTest {
    private static final int W = 1366;
    private static final int H = 768;

    @Test
    void aDragInAnyDirectionGivesTheSamePart() {
        Crop wanted = new Crop(100, 200, 300, 150);
        assertThat(Crop.between(100, 200, 400, 350, W, H)).isEqualTo(wanted);
        assertThat(Crop.between(400, 350, 100, 200, W, H)).isEqualTo(wanted);
        assertThat(Crop.between(100, 350, 400, 200, W, H)).isEqualTo(wanted);
    }

    @Test
    void aDragOutOfThePictureEndsAtItsEdge() {
        assertThat(Crop.between(1_000, 700, 2_000, 900, W, H)).isEqualTo(new Crop(1_000, 700, 366, 68));
        assertThat(Crop.between(-50, -20, 100, 100, W, H)).isEqualTo(new Crop(0, 0, 100, 100));
    }

    @Test
    void aClickGivesTheLeastPartAndNotNone() {
        assertThat(Crop.between(500, 500, 500, 500, W, H)).isEqualTo(new Crop(500, 500, Crop.LEAST, Crop.LEAST));
        assertThat(Crop.between(W, H, W, H, W, H))
                .isEqualTo(new Crop(W - Crop.LEAST, H - Crop.LEAST, Crop.LEAST, Crop.LEAST));
    }

    @Test
    void arrowsStopAtTheEdges() {
        Crop part = new Crop(10, 10, 100, 100);
        assertThat(part.moved(-16, 16, W, H)).isEqualTo(new Crop(0, 26, 100, 100));
        assertThat(part.moved(5_000, 5_000, W, H)).isEqualTo(new Crop(W - 100, H - 100, 100, 100));
        assertThat(part.resized(5_000, -5_000, W, H)).isEqualTo(new Crop(10, 10, W - 10, Crop.LEAST));
    }

    @Test
    void wholePicturesAreKnownAsSuch() {
        assertThat(Crop.all(W, H).isAllOf(W, H)).isTrue();
        assertThat(Crop.all(W, H).resized(-16, 0, W, H).isAllOf(W, H)).isFalse();
        assertThat(new Crop(0, 0, 5_000, 5_000).within(W, H)).isEqualTo(Crop.all(W, H));
    }

    @Test
    void whateverIsDoneThePartStaysInsideThePicture() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            int width = 1 + random.nextInt(200);
            int height = 1 + random.nextInt(200);
            Crop part = Crop.between(any(random), any(random), any(random), any(random), width, height);
            for (int step = 0; step < 5; step++) {
                assertThat(part.x()).isNotNegative();
                assertThat(part.y()).isNotNegative();
                assertThat(part.width()).isBetween(Math.min(Crop.LEAST, width), width - part.x());
                assertThat(part.height()).isBetween(Math.min(Crop.LEAST, height), height - part.y());
                part = random.nextBoolean()
                        ? part.moved(any(random), any(random), width, height)
                        : part.resized(any(random), any(random), width, height);
                if (part.x() + Crop.LEAST > width || part.y() + Crop.LEAST > height) {
                    part = part.within(width, height);
                }
            }
        }
    }

    private static int any(Random random) {
        return random.nextInt(600) - 200;
    }
}
