package fr.gaveurs.console.backend.platform.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.gaveurs.console.api.Json;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class CanonicalJsonTest {
    @Test
    void writesTheExampleOfTheStandard() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put(
                "numbers",
                List.of(Double.parseDouble("333333333.33333329"), 1E30, 4.50, 2e-3, 0.000000000000000000000000001));
        value.put("string", "\u20ac$\u000F\nA'B\"\\\\\"/");
        value.put("literals", Arrays.asList(null, true, false));

        assertThat(CanonicalJson.write(value))
                .isEqualTo("{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    @Test
    void sortsNamesByTheirUtf16() {
        Map<String, Object> value = new LinkedHashMap<>();
        List.of("\u20ac", "\r", "\ufb33", "1", "\ud83d\ude00", "\u0080", "\u00f6")
                .forEach(name -> value.put(name, 1));

        assertThat(CanonicalJson.write(value))
                .isEqualTo(
                        "{\"\\r\":1,\"1\":1,\"\u0080\":1,\"\u00f6\":1,\"\u20ac\":1,\"\ud83d\ude00\":1,\"\ufb33\":1}");
    }

    @ParameterizedTest
    @CsvSource({
        "0000000000000000,0",
        "8000000000000000,0",
        "0000000000000001,5e-324",
        "8000000000000001,-5e-324",
        "7fefffffffffffff,1.7976931348623157e+308",
        "ffefffffffffffff,-1.7976931348623157e+308",
        "4340000000000000,9007199254740992",
        "c340000000000000,-9007199254740992",
        "4430000000000000,295147905179352830000",
        "44b52d02c7e14af5,9.999999999999997e+22",
        "44b52d02c7e14af6,1e+23",
        "44b52d02c7e14af7,1.0000000000000001e+23",
        "444b1ae4d6e2ef4e,999999999999999700000",
        "444b1ae4d6e2ef4f,999999999999999900000",
        "444b1ae4d6e2ef50,1e+21",
        "3eb0c6f7a0b5ed8c,9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d,0.000001",
        "41b3de4355555553,333333333.3333332",
        "41b3de4355555554,333333333.33333325",
        "41b3de4355555555,333333333.3333333",
        "41b3de4355555556,333333333.3333334",
        "41b3de4355555557,333333333.33333343",
        "becbf647612f3696,-0.0000033333333333333333",
        "43143ff3c1cb0959,1424953923781206.2"
    })
    void writesTheNumbersOfTheStandard(String bits, String text) {
        assertThat(CanonicalJson.number(Double.longBitsToDouble(HexFormat.fromHexDigitsToLong(bits))))
                .isEqualTo(text);
    }

    @Test
    void refusesWhatHasNoForm() {
        for (Object wrong : List.of(Double.NaN, Double.POSITIVE_INFINITY, (1L << 53) + 1, "\ud800", 1.5f)) {
            assertThatThrownBy(() -> CanonicalJson.write(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Property
    void aNumberIsReadBackAsItWas(@ForAll double value) {
        if (Double.isFinite(value)) {
            assertThat(Double.parseDouble(CanonicalJson.number(value))).isEqualTo(value == 0 ? 0.0 : value);
        }
    }

    @Property
    void anotherReaderReadsTheSameText(@ForAll String text) {
        boolean halves = text.codePoints().anyMatch(c -> c >= 0xD800 && c < 0xE000);
        if (!halves) {
            JsonNode read = Json.MAPPER.readTree(CanonicalJson.write(Map.of(text, text)));
            assertThat(read.get(text).asString()).isEqualTo(text);
        }
    }

    @Property
    void whatIsWrittenTheShortWayIsWhatItsDigitsSay(@ForAll @DoubleRange(min = -2e7, max = 2e7) double value) {
        if (value != 0) {
            assertThat(CanonicalJson.number(value)).isEqualTo(CanonicalJson.byDigits(value));
            double few = Math.round(value * 1_000) / 1e6; // as scores are
            if (few != 0) {
                assertThat(CanonicalJson.number(few)).isEqualTo(CanonicalJson.byDigits(few));
            }
        }
    }
}
