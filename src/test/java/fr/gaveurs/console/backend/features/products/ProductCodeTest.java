package fr.gaveurs.console.backend.features.products;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProductCodeTest {
    private static final String ID = "FG_LL_20261127_0001";
    private static final String BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final ProductCode code = code("a key that nobody can guess, of some length", "https://produits.example.fr");

    private static ProductCode code(String key, String base) {
        return new ProductCode(key.getBytes(StandardCharsets.UTF_8), base);
    }

    @Test
    void knowsItsOwnSignatureInWhateverFormItWasCopied() {
        String signed = code.sign(ID);

        assertThat(code.text(ID)).isEqualTo("https://produits.example.fr/p/" + signed);
        assertThat(signed).matches("FG_LL_20261127_0001\\.[A-Za-z0-9_-]{22}");
        for (String text : List.of(
                signed,
                "  " + signed + "\n",
                code.text(ID),
                "http://192.168.1.20:8000/p/" + signed,
                code.text(ID) + "?utm_source=scan",
                code.text(ID) + "#avis",
                "/p/" + signed)) {
            assertThat(code.verify(text)).as(text).isEqualTo(ID);
        }
    }

    @Test
    void withoutAnAddressTheCodeIsPlainText() {
        assertThat(code("a key that nobody can guess, of some length", null).text(ID))
                .isEqualTo(code.sign(ID));
    }

    @Test
    void everyOtherSpellingOfASignatureIsRefused() {
        String signed = code.sign(ID);
        String start = signed.substring(0, signed.length() - 1);
        int known = 0;
        // The last character has four bits that mean nothing to a decoder.
        for (int i = 0; i < BASE64URL.length(); i++) {
            char c = BASE64URL.charAt(i);
            if (code.verify(start + c) != null) {
                known++;
                assertThat(start + c).isEqualTo(signed);
            }
        }
        assertThat(known).isEqualTo(1);
    }

    @Test
    void whatIsChangedAnywhereIsRefused() {
        String signed = code.sign(ID);
        for (int i = 0; i < signed.length(); i++) {
            char other = signed.charAt(i) == 'A' ? 'B' : 'A';
            String changed = signed.substring(0, i) + other + signed.substring(i + 1);
            assertThat(code.verify(changed)).as(changed).isNull();
        }
        for (String text : List.of(
                "",
                ".",
                ID,
                ID + ".",
                signed + "A",
                "x" + signed,
                signed.toLowerCase(java.util.Locale.ROOT),
                "é".repeat(500),
                signed + "/../" + signed,
                "/p/",
                "FG_LL_20261127_0001.\u0000")) {
            assertThat(code.verify(text)).as(text).isNull();
        }
        assertThat(code.verify(code("another key that nobody can guess", null).sign(ID)))
                .as("signed under another key")
                .isNull();
    }

    @Test
    void noneOfManyForgedCodesIsAccepted() {
        // The bench of products tries a million.
        assertThat(ForgedCodes.accepted(code, 50_000, new Random(20261127))).isZero();
    }

    @Test
    void aKeyIsKnownByItsFingerprintAlone() {
        assertThat(code.fingerprint())
                .isEqualTo(code("a key that nobody can guess, of some length", null)
                        .fingerprint())
                .isNotEqualTo(code("another key that nobody can guess", null).fingerprint())
                .isNotEqualTo(code.hmac("another purpose", new byte[0]));
    }
}
