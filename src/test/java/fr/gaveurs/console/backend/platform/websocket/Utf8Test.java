package fr.gaveurs.console.backend.platform.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Utf8Test {
    private static boolean jdkAccepts(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** In the middle of a longer array, whose other bytes must not matter. */
    private static boolean isValid(byte[] bytes, int before) {
        byte[] whole = new byte[before + bytes.length + 9];
        Arrays.fill(whole, (byte) 0xBF);
        System.arraycopy(bytes, 0, whole, before, bytes.length);
        return Utf8.isValid(whole, before, bytes.length);
    }

    @Property(tries = 5_000)
    void saysWhatTheJdkSaysOfAnyBytes(@ForAll("bytes") byte[] bytes, @ForAll @IntRange(max = 9) int before) {
        assertThat(isValid(bytes, before)).isEqualTo(jdkAccepts(bytes));
    }

    /** Random bytes are hardly ever valid, so most are pieces of characters and their near misses. */
    @Provide
    Arbitrary<byte[]> bytes() {
        Arbitrary<byte[]> pieces = Arbitraries.oneOf(
                Arbitraries.strings().ofMinLength(1).ofMaxLength(12).map(s -> s.getBytes(StandardCharsets.UTF_8)),
                Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(5),
                Arbitraries.of(
                                "C280",
                                "C1BF",
                                "E0A080",
                                "E09F80",
                                "ED9FBF",
                                "EDA080",
                                "F0908080",
                                "F08FBFBF",
                                "F48FBFBF",
                                "F4908080")
                        .map(HexFormat.of()::parseHex),
                Arbitraries.of("abcdefgh", "0123456789abcdef").map(s -> s.getBytes(StandardCharsets.UTF_8)));
        return pieces.list().ofMaxSize(8).map(list -> {
            ByteBuffer all =
                    ByteBuffer.allocate(list.stream().mapToInt(p -> p.length).sum());
            list.forEach(all::put);
            return all.array();
        });
    }

    @Test
    void everyCodePointIsValidAndEverySurrogateIsNot() {
        for (int code = 0; code <= Character.MAX_CODE_POINT; code += code < 0x11000 ? 1 : 61) {
            byte[] encoded = encode(code);
            boolean surrogate = code >= 0xD800 && code <= 0xDFFF;
            assertThat(Utf8.isValid(encoded, 0, encoded.length))
                    .as("U+%04X", code)
                    .isEqualTo(!surrogate);
        }
    }

    private static byte[] encode(int code) {
        if (code < 0x80) {
            return new byte[] {(byte) code};
        }
        if (code < 0x800) {
            return new byte[] {(byte) (0xC0 | (code >> 6)), tail(code)};
        }
        if (code < 0x10000) {
            return new byte[] {(byte) (0xE0 | (code >> 12)), tail(code >> 6), tail(code)};
        }
        return new byte[] {(byte) (0xF0 | (code >> 18)), tail(code >> 12), tail(code >> 6), tail(code)};
    }

    private static byte tail(int code) {
        return (byte) (0x80 | (code & 0x3F));
    }

    @ParameterizedTest
    @CsvSource({
        "'', true",
        "80, false", // a tail alone
        "C0AF, false", // overlong slash
        "C1BF, false",
        "C280, true",
        "DFBF, true",
        "E09FBF, false", // overlong
        "E0A080, true",
        "ED9FBF, true",
        "EDA080, false", // surrogate
        "EE8080, true",
        "EFBFBF, true", // noncharacters are characters here
        "F08FBFBF, false", // overlong
        "F0908080, true",
        "F48FBFBF, true", // U+10FFFF
        "F4908080, false", // beyond
        "F5808080, false",
        "F888808080, false", // five bytes
        "FE, false",
        "FF, false",
        "C2, false", // cut short
        "E282, false",
        "F09FA6, false",
        "F09FA686, true",
    })
    void boundaries(String hex, boolean valid) {
        byte[] bytes = HexFormat.of().parseHex(hex);

        for (int before = 0; before < 9; before++) {
            assertThat(isValid(bytes, before)).isEqualTo(valid);
        }
        assertThat(jdkAccepts(bytes)).isEqualTo(valid);
    }
}
