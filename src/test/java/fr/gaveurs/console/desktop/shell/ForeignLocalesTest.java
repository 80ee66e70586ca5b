package fr.gaveurs.console.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.Listing;
import fr.gaveurs.console.client.TestBackend;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.MadeUpBackend;
import fr.gaveurs.console.desktop.MadeUpBugs;
import fr.gaveurs.console.desktop.MadeUpJournal;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import fr.gaveurs.console.desktop.shell.WindowSettings.Theme;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A system whose digits, calendar or letters are others: the window opens, and writes as its own language does. */
@Timeout(120)
class ForeignLocalesTest {
    @TempDir
    Path folder;

    private final Locale before = Locale.getDefault();

    @AfterEach
    void back() {
        Locale.setDefault(before);
    }

    @Test
    void timesAreToldInTheHallsZoneByItsName() {
        ZoneId kathmandu = ZoneId.of("Asia/Kathmandu");
        try (TestBackend backend = backend();
                OpenWindow open = OpenWindow.in(folder, kathmandu).connect(backend)) {
            await().untilAsserted(() -> assertThat(
                            Fx.call(() -> ((Label) open.stage().getScene().lookup(".status-clock")).getText()))
                    .matches("\\d\\d:\\d\\d:\\d\\d .*[A-Za-z+].*"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "th-TH-u-ca-buddhist-nu-thai", "fa-IR-u-ca-persian-nu-arabext", "hi-IN-u-nu-deva"})
    void everyScreenIsShownInItsOwnLanguage(String tag) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        try (TestBackend backend = backend();
                OpenWindow open = new OpenWindow(folder, Language.FR, Theme.DARK, 125).connect(backend)) {
            await().until(() -> Fx.call(() -> PicturesTest.count(open, ".station-tile")) == 12);
            Label any = Fx.call(() -> (Label) open.stage().getScene().lookup(".status-clock"));
            assertThat(Fx.call(() -> any.getFont().getSize()))
                    .as("the chosen size of the text is a number of the stylesheets")
                    .isGreaterThan(15);
            List<String> texts = new ArrayList<>();
            for (String key : open.workbench().entries()) {
                Fx.run(() -> open.workbench().choose(key));
                await().until(() -> Fx.call(() -> !texts(open).isEmpty()));
                texts.addAll(Fx.call(() -> texts(open)));
            }
            assertThat(texts).as("digits").noneMatch(text -> text.chars()
                    .anyMatch(letter -> Character.isDigit(letter) && letter > '9'));
            assertThat(texts).contains("En direct").anyMatch(text -> text.matches("\\d\\d:\\d\\d:\\d\\d"));
        }
    }

    private static List<String> texts(OpenWindow open) {
        open.stage().getScene().getRoot().applyCss();
        open.stage().getScene().getRoot().layout();
        List<String> texts = new ArrayList<>();
        for (Node node : open.stage().getScene().getRoot().lookupAll("*")) {
            if (node instanceof Labeled labeled && labeled.getText() != null) {
                texts.add(labeled.getText());
            }
        }
        return texts;
    }

    private static TestBackend backend() {
        return MadeUpBackend.calm()
                .answer("/api/admin/audit", 200, MadeUpJournal.page())
                .answer("/api/bugs/metrics/summary", 200, MadeUpBugs.figures())
                .answer("/api/bugs/metrics/trends", 200, new Listing<>(MadeUpBugs.days(30)));
    }
}
