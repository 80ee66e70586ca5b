package fr.gaveurs.console.desktop.screens.products;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.client.ApiClient;
import fr.gaveurs.console.desktop.Fx;
import fr.gaveurs.console.desktop.kit.Messages;
import fr.gaveurs.console.desktop.kit.Messages.Language;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the form that makes products says of its dates; nothing is asked of the console before they are right. */
class MakePaneTest {
    private static final Messages FR = new Messages(Language.FR, ZoneId.of("Europe/Paris"));
    private final ApiClient api = new ApiClient(URI.create("http://127.0.0.1:1"), null);

    @BeforeAll
    static void start() {
        Fx.start();
    }

    @AfterEach
    void close() {
        api.close();
    }

    private MakePane pane(Messages messages) {
        return Fx.call(() -> {
            MakePane pane = new MakePane(new ProductsContext(api, null, messages, null, null), made -> {});
            new Scene(pane);
            ((TextField) pane.lookup("#makeLot")).setText("LOT-A");
            return pane;
        });
    }

    /** In the order of the form: slaughter, packing, best before. */
    private static List<DatePicker> dates(MakePane pane) {
        return pane.lookupAll(".date-picker").stream()
                .map(DatePicker.class::cast)
                .toList();
    }

    /** Types what is given, null for nothing, and presses the button; what the form says then. */
    private static List<String> said(MakePane pane, String... typed) {
        return Fx.call(() -> {
            for (int i = 0; i < typed.length; i++) {
                dates(pane).get(i).getEditor().setText(typed[i] == null ? "" : typed[i]);
            }
            ((Button) pane.lookup("#makeProducts")).fire();
            return pane.lookupAll(".product-problem").stream()
                    .filter(node -> node.isVisible())
                    .map(node -> ((Label) node).getText())
                    .toList();
        });
    }

    private static String typed(MakePane pane, String date) {
        return date == null || date.isEmpty()
                ? null
                : Fx.call(() -> dates(pane).getFirst().getConverter().toString(LocalDate.parse(date)));
    }

    private static String today(MakePane pane) {
        return typed(pane, LocalDate.now(ZoneId.of("Europe/Paris")).toString());
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void whatIsNoDateIsSaidWithOneAsAnExample(Language language) {
        Messages messages = new Messages(language, ZoneId.of("Europe/Paris"));
        MakePane pane = pane(messages);

        for (int i = 0; i < 3; i++) {
            String[] typed = new String[3];
            typed[i] = "demain";
            String before = messages.get("day.wrong", today(pane));
            List<String> said = said(pane, typed);
            // The day may end between the two.
            String after = messages.get("day.wrong", today(pane));
            assertThat(said).as("field %d", i).singleElement().isIn(before, after);
        }
        assertThat(said(pane, "31/02/2026x", "", null))
                .as("a day that there is not")
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23, 2026-11-22,           , products.make.before_kill",
        "          , 2026-11-23, 2026-11-22, products.make.before_packing",
        "2026-11-23, 2026-11-24, 2026-11-23, products.make.before_packing",
        "2026-11-23,           , 2026-11-22, products.make.best_before_kill",
    })
    void datesThatComeTooEarlyAreNamed(String produced, String packaged, String best, String key) {
        MakePane pane = pane(FR);

        assertThat(said(pane, typed(pane, produced), typed(pane, packaged), typed(pane, best)))
                .containsExactly(FR.get(key));
    }

    @Test
    void aMessageGoesOnceEitherDateIsRight() {
        MakePane pane = pane(FR);
        assertThat(said(pane, typed(pane, "2026-11-23"), typed(pane, "2026-11-22"), null))
                .containsExactly(FR.get("products.make.before_kill"));

        Fx.run(() -> dates(pane).getFirst().getEditor().setText(typed(pane, "2026-11-20")));

        assertThat(Fx.call(() -> pane.lookupAll(".product-problem").stream().noneMatch(node -> node.isVisible())))
                .isTrue();
        assertThat(Fx.call(() -> pane.lookup("#makeProducts").isDisabled()))
                .as("nothing was asked of the console yet")
                .isFalse();
    }
}
