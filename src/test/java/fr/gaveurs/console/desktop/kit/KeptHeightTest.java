package fr.gaveurs.console.desktop.kit;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.desktop.Fx;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KeptHeightTest {
    private final Region content = new Region();
    private final KeptHeight room = new KeptHeight();

    @BeforeAll
    static void start() {
        Fx.start();
    }

    private double height(double content, double width) {
        this.content.setPrefHeight(content);
        room.resize(width, room.getHeight());
        return room.prefHeight(width);
    }

    @Test
    void theHeightThatWasThereOnceStays() {
        room.getChildren().add(content);
        assertThat(height(20, 300)).isEqualTo(20);
        assertThat(height(50, 300)).isEqualTo(50);
        assertThat(height(20, 300)).isEqualTo(50);
    }

    @Test
    void itBeginsAnewForSomethingElseAndForAnotherWidth() {
        room.getChildren().add(content);
        assertThat(height(50, 300)).isEqualTo(50);
        room.forget();
        assertThat(height(20, 300)).isEqualTo(20);
        assertThat(height(50, 300)).isEqualTo(50);
        assertThat(height(30, 200)).isEqualTo(30);
    }
}
