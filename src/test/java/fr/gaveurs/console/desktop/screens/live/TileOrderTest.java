package fr.gaveurs.console.desktop.screens.live;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.desktop.screens.live.TileOrder.Seat;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class TileOrderTest {
    @Test
    void bySiteThenByNameWithNumbersByTheirValue() {
        assertThat(sorted(
                        TileOrder.BY_NAME,
                        new Seat("ESP32_MT_1", "MT", Rank.URGENT),
                        new Seat("ESP32_LL_10", "LL", Rank.FINE),
                        new Seat("ZZ_LL", "LL", Rank.FINE),
                        new Seat("ESP32_LL_9", "LL", Rank.NEVER_SEEN),
                        new Seat("ESP32_LL_100", "LL", Rank.FINE)))
                .containsExactly("ESP32_LL_9", "ESP32_LL_10", "ESP32_LL_100", "ZZ_LL", "ESP32_MT_1");
    }

    @Test
    void worstFirstThenBySiteAndName() {
        assertThat(sorted(
                        TileOrder.WORST_FIRST,
                        new Seat("c", "LL", Rank.NEVER_SEEN),
                        new Seat("b", "LL", Rank.FINE),
                        new Seat("f", "MT", Rank.URGENT),
                        new Seat("d", "LL", Rank.LATE),
                        new Seat("e", "LL", Rank.TO_LOOK_AT),
                        new Seat("a2", "LL", Rank.URGENT),
                        new Seat("a10", "LL", Rank.URGENT)))
                .containsExactly("a2", "a10", "f", "e", "d", "b", "c");
    }

    @Test
    void leadingZerosDoNotCountButTellApart() {
        assertThat(TileOrder.natural("S_02", "S_1")).isPositive();
        assertThat(TileOrder.natural("S_02", "S_2")).isNotZero();
        assertThat(TileOrder.natural("S_0", "S_00")).isNotZero();
        assertThat(TileOrder.natural("S_2", "S_2")).isZero();
        assertThat(TileOrder.natural("99999999999999999999999999", "100000000000000000000000000"))
                .isNegative();
    }

    @Property
    void naturalIsAnOrder(
            @ForAll @CharRange(from = '0', to = '2') @CharRange(from = 'a', to = 'b') @StringLength(max = 6) String a,
            @ForAll @CharRange(from = '0', to = '2') @CharRange(from = 'a', to = 'b') @StringLength(max = 6) String b,
            @ForAll @CharRange(from = '0', to = '2') @CharRange(from = 'a', to = 'b') @StringLength(max = 6) String c) {
        int ab = TileOrder.natural(a, b);
        assertThat(Integer.signum(ab)).isEqualTo(-Integer.signum(TileOrder.natural(b, a)));
        assertThat(ab == 0).isEqualTo(a.equals(b));
        if (ab < 0 && TileOrder.natural(b, c) < 0) {
            assertThat(TileOrder.natural(a, c)).isNegative();
        }
    }

    private static List<String> sorted(TileOrder order, Seat... seats) {
        return Stream.of(seats).sorted(order.comparator()).map(Seat::deviceId).toList();
    }
}
