package fr.gaveurs.console.backend.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.api.devices.DeviceWire.Ack;
import fr.gaveurs.console.api.devices.DeviceWire.Kept;
import fr.gaveurs.console.api.quality.Grade;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcknowledgementTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:31:18.250417Z");

    private static void same(String id, Instant at, Kept kept, @Nullable Double score, Grade grade) {
        assertThat(new String(Acknowledgement.encode(id, at, kept, score, grade), StandardCharsets.UTF_8))
                .isEqualTo(Json.MAPPER.writeValueAsString(new Ack(id, at, kept, score, grade)));
    }

    @ParameterizedTest
    @EnumSource
    void everyGradeIsWrittenAsTheContractWritesIt(Grade grade) {
        same("S-1", NOW, Kept.SAVED, 0.9925, grade);
        same("S-1", NOW, Kept.SPOOLED, null, grade);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23T12:31:18Z",
                "2026-11-23T12:31:18.5Z",
                "2026-11-23T12:31:18.000001Z",
                "2026-11-23T12:31:18.123456789Z",
                "1970-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999Z"
            })
    void everyInstantIs(String time) {
        same("S-1", Instant.parse(time), Kept.SAVED, 0.5, Grade.C);
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {0, 1, 0.1, 0.85, 0.000001, 0.000999, 0.001, 0.9924999999999999, 1.5, -0.25, 1e-9, 12_345_678})
    void everyScoreIs(double score) {
        same("S-1", NOW, Kept.SAVED, score, Grade.A);
    }

    @Test
    void anIdThatIsNotPlainIs() {
        same("a\"b\\c", NOW, Kept.SAVED, 0.5, Grade.C);
        same("été 😀", NOW, Kept.SAVED, 0.5, Grade.C);
        same("", NOW, Kept.SAVED, 0.5, Grade.C);
    }

    @Property(tries = 500)
    void whateverItIs(
            @ForAll @StringLength(max = 100) String id,
            @ForAll @LongRange(min = 0, max = 4_000_000_000L) long second,
            @ForAll @IntRange(max = 999_999_999) int nano,
            @ForAll @IntRange(max = 1_000_000) int millionths) {
        same(id, Instant.ofEpochSecond(second, nano), Kept.SAVED, millionths / 1e6, Grade.A_PLUS);
    }

    @Property(tries = 200)
    void whateverScoreItIs(@ForAll @DoubleRange(min = -2, max = 2) double score) {
        same("S-1", NOW, Kept.SAVED, score, Grade.B);
    }
}
