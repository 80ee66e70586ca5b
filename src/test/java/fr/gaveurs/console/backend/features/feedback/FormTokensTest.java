package fr.gaveurs.console.backend.features.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import fr.gaveurs.console.backend.TestClock;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormTokensTest {
    private static final String PRODUCT = "FG_LL_20261127_0001";

    private final TestClock clock = new TestClock(Instant.now());
    private final FormTokens tokens = new FormTokens(FormTokensTest::mac, clock);

    /** As an HMAC: it depends on purpose and content. */
    private static byte[] mac(String purpose, byte[] content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(purpose.getBytes(StandardCharsets.UTF_8));
            return digest.digest(content);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void holdsForItsProductAndItsTime() {
        String token = tokens.issue(PRODUCT);

        assertThat(tokens.check(PRODUCT, token).submission()).hasSize(12);
        assertThat(tokens.check("FG_LL_20261127_0002", token).submission()).isNull();
        clock.advance(FormTokens.VALID.minusSeconds(1));
        assertThat(tokens.check(PRODUCT, token).submission()).isNotNull();
        clock.advance(Duration.ofSeconds(2));
        assertThat(tokens.check(PRODUCT, token).submission()).as("too old").isNull();
        assertThat(tokens.check(PRODUCT, token).isTooOld()).isTrue();
        assertThat(tokens.check(PRODUCT, null).isTooOld()).as("none").isFalse();
    }

    @Test
    void eachIsAnotherOne() {
        assertThat(tokens.check(PRODUCT, tokens.issue(PRODUCT)).submission())
                .isNotEqualTo(tokens.check(PRODUCT, tokens.issue(PRODUCT)).submission());
    }

    @Test
    void whatIsChangedOrMadeUpIsNone() {
        String token = tokens.issue(PRODUCT);
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(tokens.check(PRODUCT, token.substring(0, i) + other + token.substring(i + 1))
                            .submission())
                    .as("character %s", i)
                    .isNull();
        }
        for (String none : List.of("", "é", "AAAA", token + "A", "A".repeat(1_000), token.substring(1))) {
            assertThat(tokens.check(PRODUCT, none).submission()).as(none).isNull();
        }
        assertThat(tokens.check(PRODUCT, null).submission()).isNull();
    }

    @Test
    void ofTheFutureIsNone() {
        clock.advance(Duration.ofHours(1));
        String token = tokens.issue(PRODUCT);
        clock.advance(Duration.ofHours(-1));

        assertThat(tokens.check(PRODUCT, token).submission()).isNull();
    }
}
