package fr.gaveurs.console.backend.features.quality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ZoneSetsTest {
    private static long set(int... indices) {
        long zones = 0;
        for (int index : indices) {
            zones |= ZoneSets.zone(index);
        }
        return zones;
    }

    @Test
    void theBorderIsTheOuterRing() {
        assertThat(Long.bitCount(ZoneSets.BORDER)).isEqualTo(28);
        for (int i = 0; i < 64; i++) {
            boolean outer = i / 8 == 0 || i / 8 == 7 || i % 8 == 0 || i % 8 == 7;
            assertThat(ZoneSets.holds(ZoneSets.BORDER, i)).as("zone %d", i).isEqualTo(outer);
        }
    }

    @Test
    void cornersTouch() {
        assertThat(ZoneSets.groups(set(0, 9, 18))).containsExactly(set(0, 9, 18));
        assertThat(ZoneSets.groups(set(7, 14))).containsExactly(set(7, 14));
    }

    @Test
    void theEndOfARowDoesNotTouchTheStartOfTheNext() {
        assertThat(ZoneSets.groups(set(7, 8))).containsExactly(set(7), set(8));
        assertThat(ZoneSets.groups(set(15, 24))).containsExactly(set(15), set(24));
        assertThat(ZoneSets.groups(set(7, 16))).containsExactly(set(7), set(16));
    }

    @Test
    void aRingIsOneGroupAndItsCentreAnother() {
        long ring = set(18, 19, 20, 21, 22, 26, 30, 34, 38, 42, 46, 50, 51, 52, 53, 54);
        assertThat(ZoneSets.groups(ring | set(36))).containsExactly(ring, set(36));
    }

    @Test
    void everythingIsOneGroupAndNothingIsNone() {
        assertThat(ZoneSets.groups(-1L)).containsExactly(-1L);
        assertThat(ZoneSets.groups(0)).isEmpty();
    }

    @Test
    void theMedianOfAnEvenNumberIsTheMeanOfTheMiddle() {
        assertThat(ZoneSets.median(new double[] {4, 1, 3, 2})).isEqualTo(2.5);
        assertThat(ZoneSets.median(new double[] {9, 1, 2})).isEqualTo(2);
        assertThat(ZoneSets.median(new double[] {7})).isEqualTo(7);
    }
}
