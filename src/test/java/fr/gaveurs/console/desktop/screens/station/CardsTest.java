package fr.gaveurs.console.desktop.screens.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.gaveurs.console.api.quality.Grade;
import fr.gaveurs.console.desktop.Fx;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CardsTest {
    private final List<@Nullable Shown> filled = new ArrayList<>();

    @BeforeAll
    static void toolkit() {
        Fx.start();
    }

    private static Shown sample(int number) {
        return Shown.of(
                TestSamples.sample(number, TestSamples.goodTof(number), TestSamples.spectrum(0.02), Grade.A_PLUS));
    }

    private Cards cards(VBox page) {
        Cards cards = new Cards();
        for (int i = 0; i < 4; i++) {
            Region card = new Region();
            card.setMinHeight(10 + i);
            page.getChildren().add(card);
            cards.add(card, filled::add);
        }
        return cards;
    }

    private static long visible(VBox page) {
        return page.getChildren().stream().filter(Node::isVisible).count();
    }

    @Test
    void withTheFirstSampleTheyComeOneAFrameAndEachIntoItsPlace() {
        List<Long> seen = new ArrayList<>();
        List<List<Double>> places = new ArrayList<>();
        VBox page = Fx.call(VBox::new);
        Stage stage = Fx.call(() -> {
            Stage window = new Stage();
            window.setScene(new Scene(page, 300, 300));
            window.show();
            return window;
        });
        Shown first = sample(1);
        Shown second = sample(2);
        Cards cards = Fx.call(() -> {
            Cards made = cards(page);
            stage.getScene().addPostLayoutPulseListener(() -> {
                seen.add(visible(page));
                places.add(page.getChildren().stream().map(Node::getLayoutY).toList());
                Platform.requestNextPulse();
            });
            made.show(first);
            assertThat(visible(page)).isEqualTo(1);
            // One that comes meanwhile goes into those that are there, and into the others in their turn.
            made.show(second);
            return made;
        });
        await().until(() -> Fx.call(() -> seen.contains(4L)));
        Fx.run(() -> {
            assertThat(seen.stream().distinct()).containsExactly(1L, 2L, 3L, 4L);
            assertThat(places.stream().distinct()).hasSize(1);
            assertThat(filled).containsExactly(first, second, second, second, second);
            filled.clear();
            cards.show(null);
            assertThat(filled).as("what goes, goes from all at once").containsExactly(null, null, null, null);
            filled.clear();
            cards.show(first);
            assertThat(filled).as("what comes, comes in turn").containsExactly(first, first, first);
            cards.show(second);
            assertThat(filled).hasSize(3);
        });
        await().until(() -> Fx.call(() -> filled.size() == 7));
        Fx.run(() -> {
            assertThat(filled.subList(3, 7))
                    .as("the one that waited first, then those that know the one before")
                    .containsOnly(second);
            stage.close();
        });
    }

    @Test
    void whatGoesMeanwhileStopsThemAndTheNextSampleGoesOn() {
        VBox page = Fx.call(VBox::new);
        Cards cards = Fx.call(() -> {
            Stage window = new Stage();
            window.setScene(new Scene(page, 300, 300));
            window.show();
            Cards made = cards(page);
            made.show(sample(1));
            made.show(null);
            return made;
        });
        Fx.settle(Fx.call(() -> page.getScene().getWindow()));
        Fx.settle(Fx.call(() -> page.getScene().getWindow()));
        assertThat(Fx.call(() -> visible(page))).isEqualTo(1);
        Fx.run(() -> cards.show(sample(2)));
        await().until(() -> Fx.call(() -> visible(page)) == 4);
        Fx.run(() -> page.getScene().getWindow().hide());
    }

    @Test
    void outOfAnyWindowTheyAreThereAtOnce() {
        VBox page = Fx.call(VBox::new);
        Fx.run(() -> cards(page).show(sample(1)));
        assertThat(Fx.call(() -> visible(page))).isEqualTo(4);
    }
}
