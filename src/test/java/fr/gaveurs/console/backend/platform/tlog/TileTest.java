package fr.gaveurs.console.backend.platform.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TileTest {
    @Test
    void hasThePathsOfTheStandard() {
        assertThat(new Tile(0, 1_234_067, 256).path()).isEqualTo("0/x001/x234/067");
        assertThat(new Tile(Tile.ENTRIES, 3, 17).path()).isEqualTo("entries/003.p/17");
        assertThat(new Tile(63, 0, 1).path()).isEqualTo("63/000.p/1");
    }

    @Property
    void aPathIsReadBackAsItWas(
            @ForAll @IntRange(min = -1, max = 63) int level,
            @ForAll @LongRange(min = 0, max = 999_999_999_999L) long index,
            @ForAll @IntRange(min = 1, max = 256) int width) {
        Tile tile = new Tile(level, index, width);
        assertThat(Tile.parse(tile.path())).isEqualTo(tile);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "0/",
                "0/1",
                "0/0001",
                "0/x000/001",
                "0/001.p/256",
                "0/001.p/0",
                "0/001.p/01",
                "0/001.p",
                "64/000",
                "00/000",
                "-1/000",
                "entries",
                "entries/x01/000",
                "0/000/001",
                "0/001.p/5/6",
                "data/000",
                "0/١٢٣"
            })
    void anyOtherPathIsNone(String path) {
        assertThat(Tile.parse(path)).isNull();
    }

    @Property
    void anyTextIsReadOrRefused(@ForAll String text) {
        Tile tile = Tile.parse(text);
        assertThat(tile == null || tile.path().equals(text)).isTrue();
    }
}
