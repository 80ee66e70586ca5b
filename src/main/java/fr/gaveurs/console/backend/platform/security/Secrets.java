package fr.gaveurs.console.backend.platform.security;

import fr.gaveurs.console.api.Sha256;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** Tokens: 256 random bits, of which only the SHA-256 is kept. */
public final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private Secrets() {}

    /** A new token: {@code gvc_} and 43 characters of base64url. */
    public static String newToken() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return "gvc_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    public static byte[] sha256(String token) {
        return Sha256.of(token);
    }

    /** In a time that does not tell how much of it fits. */
    public static boolean matches(String token, byte[] hash) {
        return MessageDigest.isEqual(sha256(token), hash);
    }
}
