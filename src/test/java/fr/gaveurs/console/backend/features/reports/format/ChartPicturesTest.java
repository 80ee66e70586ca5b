package fr.gaveurs.console.backend.features.reports.format;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.reports.Reports.ReportLanguage;
import fr.gaveurs.console.backend.features.reports.content.Content.Bar;
import fr.gaveurs.console.backend.features.reports.content.Content.Bars;
import fr.gaveurs.console.backend.features.reports.content.Content.Chart;
import fr.gaveurs.console.backend.features.reports.content.ReportWords;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Several charts are drawn into one document: each is a picture of its own, in their order. */
class ChartPicturesTest {
    private final ReportWords words = new ReportWords(ReportLanguage.FR, ZoneId.of("Europe/Paris"));
    private final AtomicInteger pauses = new AtomicInteger();

    private static Chart bars(double share) {
        return new Bars("Œufs", List.of(new Bar("one", 1, share, 0), new Bar("other", 1, 100 - share, 0)));
    }

    private List<byte[]> pictures(Chart... charts) throws Exception {
        return ChartPictures.pngs(List.of(charts), words, pauses::incrementAndGet);
    }

    @Test
    void eachChartIsAPictureOfItsOwnAsIfItWereAlone() throws Exception {
        List<byte[]> pictures = pictures(bars(10), bars(90), bars(10));
        assertThat(pictures).hasSize(3);
        assertThat(pictures.get(0)).isEqualTo(pictures.get(2)).isNotEqualTo(pictures.get(1));
        assertThat(pictures(bars(90))).containsExactly(pictures.get(1));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(pictures.get(1)));
        assertThat(image.getWidth()).isEqualTo(1_140);
        assertThat(image.getHeight()).isEqualTo(380);
    }

    @Test
    void othersHaveTheirTurnAfterEachRowOfPixels() throws Exception {
        pictures(bars(50));
        assertThat(pauses).hasValueGreaterThan(380);
    }

    @Test
    void noChartsAreNoPictures() throws Exception {
        assertThat(pictures()).isEmpty();
    }
}
