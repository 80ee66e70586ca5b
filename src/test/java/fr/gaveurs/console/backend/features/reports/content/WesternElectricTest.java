package fr.gaveurs.console.backend.features.reports.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WesternElectricTest {
    private static List<Integer> marks(double... values) {
        WesternElectric rules = new WesternElectric(100, 10);
        List<Integer> marks = new ArrayList<>();
        for (double value : values) {
            marks.add(rules.next(value));
        }
        return marks;
    }

    @Test
    void beyondThreeDeviationsOnEitherSide() {
        assertThat(marks(130, 130.1, 69.9)).containsExactly(0, 1, 1);
    }

    @Test
    void twoOfThreeBeyondTwoOnOneSide() {
        assertThat(marks(121, 100, 122)).containsExactly(0, 0, 2);
        assertThat(marks(121, 100, 100, 122)).as("the first is too far back").containsExactly(0, 0, 0, 0);
        assertThat(marks(121, 79)).as("one on each side").containsExactly(0, 0);
    }

    @Test
    void fourOfFiveBeyondOneOnOneSide() {
        assertThat(marks(111, 112, 100, 113, 111)).containsExactly(0, 0, 0, 0, 3);
        assertThat(marks(111, 112, 100, 113, 109))
                .as("it is no part of the run")
                .containsExactly(0, 0, 0, 0, 0);
    }

    @Test
    void eightInARowOnOneSide() {
        assertThat(marks(101, 102, 103, 104, 105, 106, 107, 101, 102)).containsExactly(0, 0, 0, 0, 0, 0, 0, 4, 4);
        assertThat(marks(101, 102, 103, 104, 105, 106, 107, 100))
                .as("on the mean")
                .endsWith(0);
        assertThat(marks(101, 102, 103, 104, 105, 106, 107, 99, 101)).endsWith(0, 0);
    }
}
