package fr.gaveurs.console.desktop.screens.stations;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.desktop.Fx;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KeptRowsTest {
    private final VBox box = new VBox();
    private final KeptRows<String, Label> rows =
            new KeptRows<>(box, word -> word.substring(0, 1), word -> new Label(), Label::setText);

    @BeforeAll
    static void start() {
        Fx.start();
    }

    private List<String> words() {
        return box.getChildren().stream()
                .map(node -> ((Label) node).getText() + (node.isDisabled() ? " gone" : ""))
                .toList();
    }

    @Test
    void whatIsNewComesLastAndWhatIsGoneRests() {
        rows.show(List.of("b", "c"));
        rows.show(List.of("a", "c2"));
        assertThat(words()).containsExactly("b gone", "c2", "a");
        rows.show(List.of("b", "a"));
        assertThat(words()).containsExactly("b", "c2 gone", "a");
    }

    @Test
    void nothingIsLeftWhereNothingIsThere() {
        rows.show(List.of("b", "c"));
        rows.show(List.of());
        assertThat(words()).isEmpty();
    }

    @Test
    void rowsThatAreGoneAreNotGatheredForEver() {
        IntStream.range(0, 100).forEach(i -> rows.show(List.of(Character.toString('α' + i))));
        assertThat(words()).hasSizeLessThan(25);
    }
}
