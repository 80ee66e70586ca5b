package fr.gaveurs.console.backend.features.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A number is the double that {@link Double#parseDouble} makes of it, whatever it is. */
class DecimalsTest {
    private static double read(String number) {
        byte[] bytes = ("1" + number + "1").getBytes(StandardCharsets.US_ASCII);
        JsonBytes json = new JsonBytes(bytes, 1, number.length());
        int end = json.readNumber(1);
        if (end != 1 + number.length()) { // an assertion on each of a million would take most of the time
            assertThat(end).as(number).isEqualTo(1 + number.length());
        }
        return json.number();
    }

    private static void assertExact(String number) {
        if (Double.doubleToRawLongBits(read(number)) != Double.doubleToRawLongBits(Double.parseDouble(number))) {
            assertThat(read(number)).as(number).isEqualTo(Double.parseDouble(number));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "0.0",
                "-0.0",
                "1",
                "-1",
                "0.1",
                "123.456",
                "1e22",
                "1e23",
                "1e-22",
                "1e-23",
                "9007199254740991",
                "9007199254740992",
                "9007199254740993",
                "9007199254740993.0",
                "9007199254740993.00000000000000000000001",
                "9223372036854775807",
                "9223372036854775808",
                "18446744073709551615",
                "18446744073709551616",
                "9999999999999999999",
                "99999999999999999999",
                "0.00000000000000000000000000000000001",
                "1e308",
                "1.8e308",
                "1e999",
                "-1e999",
                "1e-324",
                "4.9e-324",
                "2.4703282292062327e-324",
                "2.2250738585072014E-308",
                "1e0",
                "1E+5",
                "0e5",
                "0.0e-9",
                "0e999",
                "8.5",
                "0.5",
                "0.18753122507404277",
                "1795437077.596816",
                "5708990770823839524233143877797980545530986496",
                "7.2057594037927933e16",
                "3.4028235e38",
                "0.000123456789012345678",
                "0.1234567890123456789012"
            })
    void numbers(String number) {
        assertExact(number);
    }

    @Test
    void whateverADoubleIsPrintedAs() {
        Random random = new Random(1);
        for (int i = 0; i < 300_000; i++) {
            double small = random.nextDouble() * 4096;
            assertExact(Double.toString(small));
            assertExact(Double.toString(random.nextGaussian() * Math.pow(10, random.nextInt(50) - 25)));
            double any = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(any)) {
                assertExact(Double.toString(any));
            }
        }
    }

    @Test
    void whateverDigitsAreWritten() {
        Random random = new Random(2);
        StringBuilder number = new StringBuilder();
        for (int i = 0; i < 300_000; i++) {
            number.setLength(0);
            number.append(random.nextBoolean() ? "-" : "").append(1 + random.nextInt(9));
            for (int k = random.nextInt(12); k > 0; k--) {
                number.append((char) ('0' + random.nextInt(10)));
            }
            if (random.nextInt(8) > 0) {
                number.append('.');
                for (int k = 1 + random.nextInt(random.nextInt(10) == 0 ? 40 : 18); k > 0; k--) {
                    number.append((char) ('0' + (random.nextInt(3) == 0 ? 0 : random.nextInt(10))));
                }
            }
            if (random.nextInt(3) == 0) {
                number.append('e').append(random.nextInt(70) - 35);
            }
            assertExact(number.toString());
        }
    }

    /** The middle between two doubles, and its neighbours by one digit: where rounding is decided. */
    @Test
    void theMiddleBetweenTwo() {
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            double one = Math.abs(random.nextGaussian()) * Math.pow(2, random.nextInt(120) - 60);
            BigDecimal middle = new BigDecimal(one).add(new BigDecimal(Math.ulp(one)).divide(BigDecimal.valueOf(2)));
            assertExact(middle.toPlainString());
            for (int digits = 16; digits <= 19; digits++) {
                BigDecimal cut = middle.round(new java.math.MathContext(digits));
                assertExact(cut.toString().replace("E+", "E"));
                assertExact(cut.toPlainString());
            }
        }
    }
}
