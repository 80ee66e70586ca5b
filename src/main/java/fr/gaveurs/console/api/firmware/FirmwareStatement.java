package fr.gaveurs.console.api.firmware;

import fr.gaveurs.console.api.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/**
 * What a maker signs of an image: not its bare hash, so that an old image cannot pass as a new one.
 *
 * @param project the image's own, or of an Arduino image the one that was given with it
 * @param size bytes of the file
 * @param sha256 of the file, 64 small hexadecimal digits
 * @param secureVersion an image of a lower one than a station's is never installed on it
 */
public record FirmwareStatement(
        String project, String version, int chipId, long size, String sha256, long secureVersion) {
    /** ECDSA over P-256 with SHA-256, DER: what mbedTLS verifies. */
    public static final String ECDSA = "ecdsa-p256-sha256";
    /** Ed25519, 64 bytes. */
    public static final String ED25519 = "ed25519";

    private static final String FIRST_LINE = "gaveurs-firmware-v1";
    /** Bytes of a coordinate of P-256. */
    private static final int P256_BITS = 256;

    /** The bytes that are signed: seven lines of UTF-8, each ended by one line feed. */
    public byte[] bytes() {
        return (FIRST_LINE
                        + '\n'
                        + project
                        + '\n'
                        + version
                        + '\n'
                        + chipId
                        + '\n'
                        + size
                        + '\n'
                        + sha256
                        + '\n'
                        + secureVersion
                        + '\n')
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Whether it was signed by the holder of a key; false too for what is no signature at all. */
    public boolean isSignedBy(PublicKey key, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(jdkName(algorithm(key)));
            verifier.initVerify(key);
            verifier.update(bytes());
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The JDK's name of an algorithm of ours. */
    public static String jdkName(String algorithm) {
        return algorithm.equals(ED25519) ? "Ed25519" : "SHA256withECDSA";
    }

    /**
     * By which algorithm a key signs.
     *
     * @throws GeneralSecurityException if it is neither of P-256 nor of Ed25519; the message says so
     */
    public static String algorithm(PublicKey key) throws GeneralSecurityException {
        if (key instanceof EdECPublicKey edwards
                && edwards.getParams().getName().equals("Ed25519")) {
            return ED25519;
        }
        if (key instanceof ECPublicKey curve
                && curve.getParams().getOrder().bitLength() == P256_BITS
                && curve.getParams().getCurve().getField().getFieldSize() == P256_BITS
                && curve.getParams().getCofactor() == 1
                && curve.getParams().toString().contains("secp256r1")) {
            return ECDSA;
        }
        throw new GeneralSecurityException("a key must be of ECDSA P-256 or of Ed25519");
    }

    /**
     * A public key from its encoding (SubjectPublicKeyInfo).
     *
     * @throws GeneralSecurityException if it is none of ours
     */
    public static PublicKey key(byte[] encoded) throws GeneralSecurityException {
        PublicKey key;
        try {
            key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        }
        algorithm(key);
        return key;
    }

    /** What a key is known by: the first 16 hexadecimal digits of the SHA-256 of its encoding. */
    public static String keyId(PublicKey key) {
        return HexFormat.of().formatHex(Sha256.of(key.getEncoded()), 0, 8);
    }
}
