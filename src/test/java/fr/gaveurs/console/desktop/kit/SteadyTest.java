package fr.gaveurs.console.desktop.kit;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.desktop.Fx;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What changes its words moves nothing beside it. */
class SteadyTest {
    @BeforeAll
    static void toolkit() {
        Fx.start();
    }

    private static double x(Button neighbour) {
        neighbour.getScene().getRoot().applyCss();
        neighbour.getScene().getRoot().layout();
        return neighbour.localToScene(0, 0).getX();
    }

    @Test
    void theNeighbourOfAButtonStandsWhereItStoodWhateverTheButtonSays() {
        Fx.run(() -> {
            SteadyButton button = new SteadyButton();
            Button neighbour = new Button("older");
            new Scene(new HBox(button, neighbour), 600, 100);
            button.words("Pause", "Reprendre la suite");
            button.setText("Pause");
            double before = x(neighbour);
            button.setText("Reprendre la suite");
            assertThat(x(neighbour)).isEqualTo(before);
            button.setText("Pause");
            assertThat(x(neighbour)).isEqualTo(before);
        });
    }

    @Test
    void ofUnknownWordsTheLongestThatWereThereCount() {
        Fx.run(() -> {
            SteadyLabel label = new SteadyLabel();
            Button neighbour = new Button("stop");
            new Scene(new HBox(label, neighbour), 600, 100);
            label.setText("Spool : 0");
            double first = x(neighbour);
            label.setText("Spool : 1 204");
            double wider = x(neighbour);
            assertThat(wider).isGreaterThan(first);
            label.setText("Spool : 0");
            assertThat(x(neighbour)).isEqualTo(wider);
        });
    }

    @Test
    void withSmallerTextItIsAsWideAsThatNeeds() {
        Fx.run(() -> {
            SteadyButton button = new SteadyButton();
            Button neighbour = new Button("older");
            HBox row = new HBox(button, neighbour);
            new Scene(row, 600, 100);
            button.words("Pause", "Reprendre");
            button.setText("Pause");
            row.setStyle("-fx-font-size: 28px");
            double large = x(neighbour);
            row.setStyle("-fx-font-size: 14px");
            assertThat(x(neighbour)).isLessThan(large);
        });
    }

    /** At a size at which lines of a label are higher than those of a text without one. */
    @Test
    void whatStandsBelowATextStaysAlsoWhereNobodySaidItsWordsBefore() {
        Fx.run(() -> {
            SteadyText text = new SteadyText();
            Label below = new Label("below");
            VBox page = new VBox(text, below);
            page.setStyle("-fx-font-family: Roboto; -fx-font-size: 28px");
            new Scene(page, 600, 400);
            String longest = "Words that no label has said before these, and that take two lines.";
            text.words(List.of("Fine.", longest));
            text.setText("Fine.");
            page.applyCss();
            page.layout();
            double before = below.getLayoutY();
            text.setText(longest);
            page.applyCss();
            page.layout();
            assertThat(below.getLayoutY()).isEqualTo(before);
        });
    }

    @Test
    void whatWentWrongIsSaidInOneLineAndInItsTip() {
        Fx.run(() -> {
            NoteLabel note = new NoteLabel();
            Wrapping row = new Wrapping();
            row.getChildren().setAll(new Button("filter"), note, new Button("export"));
            Label below = new Label("list");
            VBox page = new VBox(row, below);
            new Scene(page, 400, 300);
            page.applyCss();
            page.layout();
            double before = below.getLayoutY();
            assertThat(note.getTooltip()).isNull();
            String words = "the list could not be read: the server does not answer, and so on ".repeat(4);
            note.setText(words);
            page.applyCss();
            page.layout();
            assertThat(below.getLayoutY()).isEqualTo(before);
            assertThat(note.getTooltip().getText()).isEqualTo(words);
        });
    }
}
