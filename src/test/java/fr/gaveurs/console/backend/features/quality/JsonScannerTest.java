package fr.gaveurs.console.backend.features.quality;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.api.Json;
import fr.gaveurs.console.backend.Mutations;
import fr.gaveurs.console.backend.TestMessages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sample read straight from its bytes is read as Jackson reads it, to the last digit and the last word. */
class JsonScannerTest {
    private static final byte[] PLAIN = bytes(SampleJson.valid().toString());
    private static final byte[] FULL = bytes(SampleJson.full(3).toString());
    private static final byte[] SPACED = bytes(SampleJson.valid().toPrettyString());
    private static final byte[] CLAIMING =
            TestMessages.sample("ESP32_LL_01").claim("A", 0.7).utf8();

    private static final List<String> SPICES = List.of(
            " ",
            "\t",
            "\r\n",
            "\0",
            "\u0001",
            "\u00e9",
            "\ud83e\udd86",
            "\\u00e9",
            "\\uD83E\\uDD86",
            "\\ud83e",
            "\\n",
            "\\x",
            "\\",
            "\"",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "{}",
            "[]",
            "[1,]",
            "1,2",
            "[1,2, 3,4.5,x]",
            "[1,-2,\"a\"]",
            "[1 2]",
            "[,]",
            "{\"a\":1,}",
            "{\"a\" 1}",
            "{1:2}",
            "[[1],{\"b\":[{}]}]",
            "null",
            "nul",
            "true",
            "tru",
            "falsey",
            "NaN",
            "nan",
            "-Infinity",
            "+1",
            "-",
            "--1",
            "01",
            "-0",
            "-0.0",
            "1.",
            ".5",
            "1e5",
            "1E+2",
            "1e",
            "1e-999",
            "1e99999",
            "0.1e-3",
            "5.0",
            "255",
            "256",
            "12345678901234567890.5",
            "0.000000000000000000000000000123456789",
            "9007199254740993",
            "9".repeat(101),
            "0." + "3".repeat(97),
            "0." + "3".repeat(120),
            "[".repeat(70) + "]".repeat(70),
            "\"type\":\"ping\",",
            "\"device_id\":\"X\",",
            "\"F1_\":3,",
            "\"lo\\u0063ation\":\"é\",",
            "\"\\ud83e\":1,",
            "\"" + "n".repeat(300) + "\":1,",
            "\"bins_matrix\":null,",
            "\"\":\"\",",
            "//",
            "/**/",
            "'a'");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void assertReadAlike(byte[] message) {
        // Other bytes stand around a message in the buffer that it comes in.
        byte[] buffer = new byte[message.length + 8];
        Arrays.fill(buffer, (byte) '1');
        System.arraycopy(message, 0, buffer, 4, message.length);
        int length = LenientJson.trimmed(buffer, 4, message.length);
        DeviceMessage usual = DeviceMessages.usual(buffer, 4, length, SampleJson.NOW);
        if (usual != null) {
            DeviceMessage any = DeviceMessages.any(buffer, 4, length, SampleJson.NOW);
            assertThat(words(usual))
                    .as(() -> new String(message, StandardCharsets.UTF_8))
                    .isEqualTo(words(any));
        }
    }

    /** All that is in it, to the last digit. */
    private static String words(DeviceMessage message) {
        return message.getClass().getSimpleName() + Json.MAPPER.writeValueAsString(message);
    }

    private static boolean isUsual(byte[] message) {
        return DeviceMessages.usual(message, 0, message.length, SampleJson.NOW) != null;
    }

    @Test
    void whatDevicesSendIsReadStraightFromItsBytes() throws IOException {
        for (String sample : Recordings.ownSamples()) {
            assertThat(isUsual(bytes(sample))).isTrue();
            assertReadAlike(bytes(sample));
        }
        for (byte[] message : List.of(PLAIN, FULL, SPACED, CLAIMING)) {
            assertThat(isUsual(message)).isTrue();
            assertReadAlike(message);
        }
        assertThat(isUsual(bytes("{\"type\":\"ping\"}"))).isFalse();
    }

    @Test
    @EnabledIf("fr.gaveurs.console.backend.features.quality.Recordings#exist")
    void recordingsAreReadStraightFromTheirBytes() {
        for (String name : List.of(Recordings.COMPACT, Recordings.FULL)) {
            for (String sample : Recordings.samples(name)) {
                assertThat(isUsual(bytes(sample))).isTrue();
                assertReadAlike(bytes(sample));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "é",
                "\uD83E\uDD86",
                "\\u00e9",
                "a\\\"b\\\\c\\/d",
                "tab\\t",
                "\u0001",
                "Ligne\u20281",
                "x",
                "",
                " ",
                "\\u0000",
                "\\uD83E\\uDD86",
                "\\ud83e"
            })
    void textIsReadAlike(String text) {
        for (String field : List.of("location", "lot_abattage", "sample_id", "device_id", "eleveur")) {
            assertReadAlike(bytes(new String(PLAIN, StandardCharsets.UTF_8)
                    .replace(
                            "\"type\":\"sensor_data\",",
                            "\"type\":\"sensor_data\",\"" + field + "\":\"" + text + "\",")));
        }
    }

    @Provide
    Arbitrary<byte[]> broken() {
        return Mutations.of(PLAIN, FULL, SPACED, CLAIMING);
    }

    @Property(tries = 6_000)
    void brokenMessagesAreReadAlike(@ForAll("broken") byte[] message) {
        assertReadAlike(message);
    }

    /** Puts a piece that is right or wrong in place of a value, a bracket or nothing. */
    @Provide
    Arbitrary<byte[]> spiced() {
        return Arbitraries.randomValue(random -> {
            byte[][] all = {PLAIN, FULL, SPACED, CLAIMING};
            byte[] message = all[random.nextInt(all.length)];
            for (int i = 1 + random.nextInt(2); i > 0; i--) {
                message = spiced(random, message);
            }
            return message;
        });
    }

    private static byte[] spiced(Random random, byte[] message) {
        int from = random.nextInt(message.length);
        // Right after a place where something else begins, where a piece may be right.
        while (from < message.length && ":,[{".indexOf(message[from]) < 0) {
            from++;
        }
        from = Math.min(message.length, from + 1);
        int to = from;
        if (random.nextBoolean()) {
            while (to < message.length && ",]}".indexOf(message[to]) < 0) {
                to++;
            }
        }
        byte[] spice = bytes(SPICES.get(random.nextInt(SPICES.size())));
        byte[] spiced = new byte[from + spice.length + message.length - to];
        System.arraycopy(message, 0, spiced, 0, from);
        System.arraycopy(spice, 0, spiced, from, spice.length);
        System.arraycopy(message, to, spiced, from + spice.length, message.length - to);
        return spiced;
    }

    @Property(tries = 12_000)
    void spicedMessagesAreReadAlike(@ForAll("spiced") byte[] message) {
        assertReadAlike(message);
    }
}
