package fr.gaveurs.console.backend.features.feedback;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a page's form carries, so that only a form that was given out is taken: for its product, for some hours, and once.
 * Any console with the installation's key knows it.
 */
final class FormTokens {
    /** How long a page may stay open. */
    static final Duration VALID = Duration.ofHours(4);
    /** So much may the clocks of two consoles differ. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private static final String PURPOSE = "gaveurs-form-v1\n";
    private static final int NONCE = 12;
    private static final int PAYLOAD = NONCE + Long.BYTES;
    private static final int MAC = 16;

    private final BiFunction<String, byte[], byte[]> hmac;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** @param hmac over a purpose and a content, under the installation's key */
    FormTokens(BiFunction<String, byte[], byte[]> hmac, Clock clock) {
        this.hmac = hmac;
        this.clock = clock;
    }

    /**
     * What came of a token.
     *
     * @param submission tells its form from every other one; null where it counts for nothing
     * @param isTooOld whether it was given out for the product, but too long ago
     */
    record Checked(byte @Nullable [] submission, boolean isTooOld) {
        /** None, or none that was given out for the product. */
        static final Checked UNKNOWN = new Checked(null, false);
    }

    /** Another one for each page that is shown. */
    String issue(String productId) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] payload =
                ByteBuffer.allocate(PAYLOAD).put(nonce).putLong(clock.millis()).array();
        byte[] token = ByteBuffer.allocate(PAYLOAD + MAC)
                .put(payload)
                .put(mac(productId, payload))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    private byte[] mac(String productId, byte[] payload) {
        byte[] id = productId.getBytes(StandardCharsets.UTF_8);
        byte[] content = ByteBuffer.allocate(id.length + 1 + payload.length)
                .put(id)
                .put((byte) 0)
                .put(payload)
                .array();
        return Arrays.copyOf(hmac.apply(PURPOSE, content), MAC);
    }

    /**
     * What tells this form from every other one.
     *
     */
    Checked check(String productId, @Nullable String token) {
        byte[] bytes = decode(token);
        if (bytes == null || bytes.length != PAYLOAD + MAC) {
            return Checked.UNKNOWN;
        }
        byte[] payload = Arrays.copyOf(bytes, PAYLOAD);
        if (!MessageDigest.isEqual(mac(productId, payload), Arrays.copyOfRange(bytes, PAYLOAD, PAYLOAD + MAC))) {
            return Checked.UNKNOWN;
        }
        long age = clock.millis() - ByteBuffer.wrap(payload).getLong(NONCE);
        return age > VALID.toMillis() || age < -AHEAD.toMillis()
                ? new Checked(null, true)
                : new Checked(Arrays.copyOf(payload, NONCE), false);
    }

    private static byte @Nullable [] decode(@Nullable String token) {
        try {
            return token == null || token.length() > 100
                    ? null
                    : Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
