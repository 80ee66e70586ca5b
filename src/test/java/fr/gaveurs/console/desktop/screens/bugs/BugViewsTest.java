package fr.gaveurs.console.desktop.screens.bugs;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.bugs.BugTerms.Severity;
import fr.gaveurs.console.api.bugs.BugTerms.Sort;
import fr.gaveurs.console.api.bugs.BugTerms.Status;
import fr.gaveurs.console.desktop.MadeUpBugs;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class BugViewsTest {
    private static final BugFilter FILTER =
            BugFilter.USUAL.withQ(" froid ").withSeverity("high").withDevice("ESP32_LL_01");

    @Test
    void viewsAreAddedReplacedAndDeletedByName() {
        BugViews views =
                BugViews.NONE.save("b", FILTER).save("A", BugFilter.ALL).save("b", BugFilter.USUAL);
        assertThat(views.views()).extracting(BugViews.SavedView::name).containsExactly("A", "b");
        assertThat(views.views().getLast().filter()).isEqualTo(BugFilter.USUAL);
        assertThat(views.without("A").views()).hasSize(1);
    }

    @Test
    void theyAreWrittenAndReadAndDamagedOnesLeftOut() {
        BugViews views = BugViews.NONE.with(FILTER).save("mine", FILTER);
        assertThat(Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(views), BugViews.class))
                .isEqualTo(views);
        BugViews odd = Json.MAPPER.readValue("{\"saved\":[null,{\"name\":\"x\"},{\"filter\":{}}]}", BugViews.class);
        assertThat(odd.views()).isEmpty();
        assertThat(odd.filterNow()).isEqualTo(BugFilter.USUAL);
    }

    @Test
    void aFilterIsAQuery() {
        var query = FILTER.withSort(Sort.SEVERITY, true).query("next", 100);
        assertThat(query.q()).isEqualTo("froid");
        assertThat(query.status()).isEqualTo("unresolved");
        assertThat(query.severity()).isEqualTo("high");
        assertThat(query.deviceId()).isEqualTo("ESP32_LL_01");
        assertThat(query.sort()).isEqualTo(Sort.SEVERITY);
        assertThat(query.ascending()).isTrue();
        assertThat(query.cursor()).isEqualTo("next");
        assertThat(BugFilter.ALL.withSort(Sort.RELEVANCE, false).query(null, 1).sort())
                .as("relevance needs words")
                .isNull();
        assertThat(BugFilter.ALL.narrows()).isFalse();
        assertThat(FILTER.narrows()).isTrue();
    }

    @Test
    void itTellsWhichBugsPass() {
        var open = MadeUpBugs.bug(3, Status.OPEN, Severity.HIGH, 1, null);
        assertThat(BugFilter.USUAL.mayShow(open)).isTrue();
        assertThat(BugFilter.ALL.withStatus("closed").mayShow(open)).isFalse();
        assertThat(BugFilter.ALL.withSeverity("low,medium").mayShow(open)).isFalse();
        assertThat(BugFilter.ALL.withAssignee(BugFilter.NOBODY).mayShow(open)).isTrue();
        assertThat(BugFilter.ALL.withAssignee("Paul").mayShow(open)).isFalse();
    }

    @Test
    void namesOfFilesLeaveNoFolder() {
        assertThat(FileNames.safe("../../etc/passwd")).isEqualTo("passwd");
        assertThat(FileNames.safe("C:\\x\\a:b?.png")).isEqualTo("a_b_.png");
        assertThat(FileNames.safe("..")).isEqualTo("file");
        assertThat(FileNames.safe("\u202Egpj.exe")).isEqualTo("gpj.exe");
        assertThat(FileNames.safe("/x/.\u202A..")).isEqualTo("file");
    }

    @Test
    void anImageIsNoLargerThanItsHeadAllows() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(2_000, 1_000, BufferedImage.TYPE_INT_RGB), "png", png);
        var image = SafeImage.decode(png.toByteArray()).image();
        assertThat(image).isNotNull();
        assertThat(java.util.Objects.requireNonNull(image).getWidth()).isEqualTo(480);

        byte[] bomb = png.toByteArray();
        ByteBuffer.wrap(bomb).putInt(16, 100_000).putInt(20, 100_000);
        assertThat(SafeImage.decode(bomb).tooLarge()).isTrue();
        assertThat(SafeImage.decode(bomb).image()).isNull();
        assertThat(SafeImage.decode(MadeUpBugs.text()).image()).isNull();
    }
}
