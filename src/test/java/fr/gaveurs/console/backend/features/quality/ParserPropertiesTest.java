package fr.gaveurs.console.backend.features.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.gaveurs.console.api.DeviceId;
import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.Mutations;
import fr.gaveurs.console.backend.TestMessages;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Whatever bytes a device sends: an answer, never an exception, and what is taken can be graded and written. */
class ParserPropertiesTest {
    private final Instant now = Instant.now();
    private static final DeviceGradingState LANE = new DeviceGradingState(Duration.ofDays(90));

    @Provide
    Arbitrary<byte[]> messages() {
        return Mutations.of(
                TestMessages.sample("ESP32_LL_01").claim("A", 0.7).utf8(),
                TestMessages.sample("ESP32_LL_01").bins(2).utf8(),
                TestMessages.hello("ESP32_LL_01").getBytes(StandardCharsets.UTF_8),
                TestMessages.heartbeat("ESP32_LL_01", 3).getBytes(StandardCharsets.UTF_8),
                "{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 4_000)
    void aMessageIsTakenOrRefusedInFewWords(@ForAll("messages") byte[] bytes) {
        DeviceMessage message = DeviceMessages.parse(bytes, 0, bytes.length, now);

        switch (message) {
            case DeviceMessage.SensorData data -> {
                GradedSample graded = LANE.grade(data.measurement(), now, System.nanoTime());
                byte[] kept = Json.MAPPER.writeValueAsBytes(graded);
                GradedSample read = Json.MAPPER.readValue(kept, GradedSample.class);
                assertThat(Json.MAPPER.writeValueAsBytes(read)).isEqualTo(kept);
                assertThat(Json.MAPPER.writeValueAsBytes(SampleView.of(graded))).isNotEmpty();
            }
            case DeviceMessage.Refused refused -> {
                assertThat(refused.message()).isNotBlank().hasSizeLessThan(500);
                assertThat(refused.errors()).hasSizeLessThanOrEqualTo(DeviceMessages.MAX_ERRORS);
                assertThat(Json.MAPPER.writeValueAsBytes(refused.errors())).hasSizeLessThan(8_000);
            }
            default -> assertThat(message).isNotNull();
        }
    }

    /** Times in the form that nearly every board sends are read without {@link Instant#parse}: as that reads them. */
    @Property(tries = 3_000)
    void aTimeIsTheInstantThatItNames(
            @ForAll @LongRange(min = -2_000_000_000L, max = 250_000_000_000L) long second,
            @ForAll @IntRange(max = 999_999) int micros,
            @ForAll @IntRange(max = 60) int at,
            @ForAll @CharRange(from = ' ', to = '~') char other) {
        String text = String.format(
                Locale.ROOT,
                "%s.%06dZ",
                Instant.ofEpochSecond(second).toString().substring(0, 19),
                micros);
        assertThat(Iso8601.parse(text)).isEqualTo(Instant.parse(text));

        // With one character changed it names another instant, or none.
        StringBuilder changed = new StringBuilder(text);
        changed.setCharAt(at % text.length(), other);
        Instant wanted;
        try {
            wanted = Instant.parse(changed);
        } catch (DateTimeException e) {
            return; // it may still be another form
        }
        if (changed.substring(17, 19).equals("60")) {
            // A leap second, which Java takes for the second before.
            assertThatThrownBy(() -> Iso8601.parse(changed.toString())).isInstanceOf(DateTimeException.class);
            return;
        }
        assertThat(Iso8601.parse(changed.toString())).isEqualTo(wanted);
    }

    @Test
    void aLeapSecondIsNoInstant() {
        assertThatThrownBy(() -> Iso8601.parse("1969-12-31T23:59:60.000000Z")).isInstanceOf(DateTimeException.class);
    }

    @Property(tries = 2_000)
    void idsAreWhatTheContractSays(
            @ForAll @StringLength(max = 110) String any, @ForAll @CharRange(from = ' ', to = '~') char c) {
        for (String id : List.of(any, "ESP32_LL_0" + c, "a".repeat(any.length()), c + "_AB_" + c, "_A" + c + "_AB_")) {
            assertThat(FieldRules.isDeviceId(id)).isEqualTo(id.matches(DeviceId.PATTERN));
            Matcher site = Pattern.compile("_([A-Z]{2})_").matcher(id);
            assertThat(FieldRules.siteOf(id)).isEqualTo(site.find() ? site.group(1) : "XX");
        }
    }

    @Provide
    Arbitrary<byte[]> histograms() {
        return Mutations.of(
                HistogramCodec.encode(64, 2, new float[128]),
                HistogramCodec.encode(2, 3, new float[] {1, 0, 2, 0, 0, 3}));
    }

    @Property(tries = 2_000)
    void packedHistogramsAreUnpackedOrRefused(@ForAll("histograms") byte[] bytes) {
        HistogramDecoder.Histograms read;
        try {
            read = HistogramDecoder.decode(bytes);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("packed histogram");
            return;
        }
        assertThat(read.counts()).hasSize(read.zones() * read.bins());
    }
}
