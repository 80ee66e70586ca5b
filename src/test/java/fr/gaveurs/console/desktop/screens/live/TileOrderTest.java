package fr.gaveurs.console.desktop.screens.live;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.desktop.kit.NaturalOrder;
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
                        new Seat("ESP32_MT_1", "MT", "ESP32_MT_1", Rank.URGENT),
                        new Seat("ESP32_LL_10", "LL", "ESP32_LL_10", Rank.FINE),
                        new Seat("ZZ_LL", "LL", "ZZ_LL", Rank.FINE),
                        new Seat("ESP32_LL_9", "LL", "ESP32_LL_9", Rank.NEVER_SEEN),
                        new Seat("ESP32_LL_100", "LL", "ESP32_LL_100", Rank.FINE)))
                .containsExactly("ESP32_LL_9", "ESP32_LL_10", "ESP32_LL_100", "ZZ_LL", "ESP32_MT_1");
    }

    @Test
    void worstFirstThenBySiteAndName() {
        assertThat(sorted(
                        TileOrder.WORST_FIRST,
                        new Seat("c", "LL", "c", Rank.NEVER_SEEN),
                        new Seat("b", "LL", "b", Rank.FINE),
                        new Seat("f", "MT", "f", Rank.URGENT),
                        new Seat("e", "LL", "e", Rank.TO_LOOK_AT),
                        new Seat("a2", "LL", "a2", Rank.URGENT),
                        new Seat("a10", "LL", "a10", Rank.URGENT)))
                .containsExactly("a2", "a10", "f", "e", "b", "c");
    }

    @Test
    void leadingZerosDoNotCountButTellApart() {
        assertThat(NaturalOrder.compare("S_02", "S_1")).isPositive();
        assertThat(NaturalOrder.compare("S_02", "S_2")).isNotZero();
        assertThat(NaturalOrder.compare("S_0", "S_00")).isNotZero();
        assertThat(NaturalOrder.compare("S_2", "S_2")).isZero();
        assertThat(NaturalOrder.compare("99999999999999999999999999", "100000000000000000000000000"))
                .isNegative();
    }

    @Property
    void naturalIsAnOrder(
            @ForAll @CharRange(from = '0', to = '2') @CharRange(from = 'a', to = 'b') @StringLength(max = 6) String a,
            @ForAll @CharRange(from = '0', to = '2') @CharRange(from = 'a', to = 'b') @StringLength(max = 6) String b,
            @ForAll @CharRange(from = '0', to = '2') @CharRange(from = 'a', to = 'b') @StringLength(max = 6) String c) {
        int ab = NaturalOrder.compare(a, b);
        assertThat(Integer.signum(ab)).isEqualTo(-Integer.signum(NaturalOrder.compare(b, a)));
        assertThat(ab == 0).isEqualTo(a.equals(b));
        if (ab < 0 && NaturalOrder.compare(b, c) < 0) {
            assertThat(NaturalOrder.compare(a, c)).isNegative();
        }
    }

    private static List<String> sorted(TileOrder order, Seat... seats) {
        return Stream.of(seats).sorted(order.comparator()).map(Seat::deviceId).toList();
    }
}
