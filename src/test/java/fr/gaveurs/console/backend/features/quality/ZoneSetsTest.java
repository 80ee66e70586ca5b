package fr.gaveurs.console.backend.features.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ZoneSetsTest {
    private static long set(int... indices) {
        long zones = 0;
        for (int index : indices) {
            zones |= ZoneSets.zone(index);
        }
        return zones;
    }

    private static List<Long> groups(long zones) {
        List<Long> groups = new ArrayList<>();
        for (long rest = zones; rest != 0; rest &= ~groups.getLast()) {
            groups.add(ZoneSets.firstGroup(rest));
        }
        return groups;
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
        assertThat(groups(set(0, 9, 18))).containsExactly(set(0, 9, 18));
        assertThat(groups(set(7, 14))).containsExactly(set(7, 14));
    }

    @Test
    void theEndOfARowDoesNotTouchTheStartOfTheNext() {
        assertThat(groups(set(7, 8))).containsExactly(set(7), set(8));
        assertThat(groups(set(15, 24))).containsExactly(set(15), set(24));
        assertThat(groups(set(7, 16))).containsExactly(set(7), set(16));
    }

    @Test
    void aRingIsOneGroupAndItsCentreAnother() {
        long ring = set(18, 19, 20, 21, 22, 26, 30, 34, 38, 42, 46, 50, 51, 52, 53, 54);
        assertThat(groups(ring | set(36))).containsExactly(ring, set(36));
    }

    @Test
    void everythingIsOneGroupAndNothingIsNone() {
        assertThat(groups(-1L)).containsExactly(-1L);
        assertThat(groups(0)).isEmpty();
    }

    @Test
    void theMedianOfAnEvenNumberIsTheMeanOfTheMiddle() {
        assertThat(ZoneSets.median(new double[] {4, 1, 3, 2})).isEqualTo(2.5);
        assertThat(ZoneSets.median(new double[] {9, 1, 2})).isEqualTo(2);
        assertThat(ZoneSets.median(new double[] {7})).isEqualTo(7);
    }
}
