package fr.gaveurs.console.desktop.screens.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BlindLayoutTest {
    private static double bars(BlindLayout layout) {
        return layout.spectrumFloor() - layout.spectrumTop();
    }

    @Test
    void largeTextLeavesRoomForTheBars() {
        BlindLayout layout = BlindLayout.of(500, 333, 28);
        assertThat(bars(layout)).as("15 px at the letters' full size").isGreaterThan(50);
        assertThat(layout.em()).as("not below the letters of usual text").isGreaterThanOrEqualTo(14);
        // Of five digits at .85 em, each a bit more than half as wide.
        assertThat(0.85 * layout.em() * 0.56 * 5).isLessThan(500 / 10.0 - 0.4 * layout.em());
    }

    @Test
    void withRoomLettersAreTheWindows() {
        assertThat(BlindLayout.of(640, 560, 14).em()).isEqualTo(14, within(1e-9));
        assertThat(BlindLayout.of(1_280, 900, 28).em()).isEqualTo(28, within(1e-9));
    }

    @Test
    void aHighPictureIsNotHalfEmpty() {
        BlindLayout layout = BlindLayout.of(300, 900, 14);
        assertThat(layout.upper()).isLessThan(250);
        assertThat(bars(layout)).isGreaterThan(500);
    }
}
