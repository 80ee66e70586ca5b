package fr.gaveurs.console.desktop.screens.stations;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.desktop.MadeUp;
import fr.gaveurs.console.desktop.MadeUpDetails;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DayCountsTest {
    private static final long FRESH = DayCounts.FRESH.toNanos();
    private final DayCounts days = new DayCounts();

    @Test
    void eachInViewIsAskedAboutInTurnAndNotAgainWhileItIsFresh() {
        List<String> inView = List.of("a", "b");
        assertThat(days.next(inView, -5)).isEqualTo("a");
        assertThat(days.next(inView, 0)).isEqualTo("b");
        assertThat(days.next(inView, 5)).isNull();
        assertThat(days.next(inView, FRESH - 5)).isEqualTo("a");
        assertThat(days.next(inView, FRESH - 4)).isNull();
        assertThat(days.next(List.of("c"), FRESH)).isEqualTo("c");
        assertThat(days.next(List.of(), FRESH)).isNull();
    }

    @Test
    void refusalsAreSummedAndOthersAreLetGo() {
        days.answered(MadeUpDetails.of(MadeUp.station("ESP32_LL_01").build().device()));
        assertThat(days.of("ESP32_LL_01")).isEqualTo(new DayCounts.Day(8_412, 17));
        days.keep(Set.of("ESP32_LL_02"));
        assertThat(days.of("ESP32_LL_01")).isNull();
    }
}
