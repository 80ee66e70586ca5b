package fr.gaveurs.console.backend.features.products;

import fr.gaveurs.console.api.products.Products;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs product ids, and knows its own signatures again: a code that somebody made up, or changed, is none. Immutable.
 *
 * <p>The signature is the first 128 bits of an HMAC-SHA-256, as base64url of 22 characters. It is compared as text: its
 * last character has four bits that mean nothing, and only one of the 16 spellings is ours.
 */
final class ProductCode {
    /** Characters of a signature. */
    static final int SIGNATURE = 22;

    /** Characters of any text that is looked at. */
    static final int MAX_TEXT = 400;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_BYTES = 16;
    private static final String PURPOSE = "gaveurs-product-v1\n";
    private static final String FINGERPRINT = "gaveurs-product-key\n";

    private static final Pattern CODE =
            Pattern.compile("(" + Products.ID_PATTERN + ")\\.([A-Za-z0-9_-]{" + SIGNATURE + "})");

    private final @Nullable String base;
    /** Never used itself: a copy costs less than a new one. */
    private final Mac prototype;

    /**
     * @param secret the installation's key
     * @param base address before {@code /p/}; null: codes carry plain text
     */
    ProductCode(byte[] secret, @Nullable String base) {
        this.base = base;
        try {
            prototype = Mac.getInstance(ALGORITHM);
            prototype.init(new SecretKeySpec(secret, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    private Mac mac() {
        try {
            return (Mac) prototype.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's own " + ALGORITHM + " can be copied", e);
        }
    }

    /** An HMAC-SHA-256 over a text for one purpose and no other. */
    byte[] hmac(String purpose, byte[] content) {
        Mac mac = mac();
        mac.update(purpose.getBytes(StandardCharsets.UTF_8));
        return mac.doFinal(content);
    }

    /** What is known of the key elsewhere: enough to see that another one is another one. */
    byte[] fingerprint() {
        return hmac(FINGERPRINT, new byte[0]);
    }

    /** The id with its signature, {@code ID.MAC}. */
    String sign(String productId) {
        return productId + "." + signature(productId);
    }

    /** What a label's code says. */
    String text(String productId) {
        return base == null ? sign(productId) : base + "/p/" + sign(productId);
    }

    private String signature(String productId) {
        byte[] mac = hmac(PURPOSE, productId.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(mac, MAC_BYTES));
    }

    /**
     * The product that a code is of.
     *
     * @param text {@code ID.MAC}, or an address that ends with it
     * @return null where it is no code, or not one of ours
     */
    @Nullable
    String verify(String text) {
        Matcher code = CODE.matcher(tail(text));
        if (text.length() > MAX_TEXT || !code.matches()) {
            return null;
        }
        byte[] expected = signature(code.group(1)).getBytes(StandardCharsets.US_ASCII);
        byte[] given = code.group(2).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(expected, given) ? code.group(1) : null;
    }

    /** Whether a text looks like a code, whoever made it. */
    static boolean looksLikeOne(String text) {
        return text.length() <= MAX_TEXT && CODE.matcher(tail(text)).matches();
    }

    /** Whoever copies an address may copy what was added to it, too. */
    private static String tail(String text) {
        String bare = text.strip();
        int end = bare.length();
        for (char c : new char[] {'?', '#'}) {
            int at = bare.indexOf(c);
            end = at >= 0 ? Math.min(end, at) : end;
        }
        bare = bare.substring(0, end);
        int slash = bare.lastIndexOf("/p/");
        return slash < 0 ? bare : bare.substring(slash + 3);
    }
}
