package fr.gaveurs.console.command;

import fr.gaveurs.console.api.firmware.FirmwareStatement;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Locale;

/**
 * A maker's key with its public half.
 *
 * @param open is read from the file beside it that ends with {@code .pub}
 */
record MakerKey(PrivateKey key, PublicKey open, String algorithm) {
    static final String PRIVATE = "PRIVATE KEY";
    static final String PUBLIC = "PUBLIC KEY";
    /** Bytes of a file; a key of ours in PEM has some hundred. */
    private static final long MOST = 10_000;

    /**
     * Reads both files.
     *
     * @throws IOException if one cannot be read, or is none; the message says so
     */
    static MakerKey read(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(".pub")) {
            throw new IOException(file + " is a public key: sign with the private one, "
                    + name.substring(0, name.length() - ".pub".length()));
        }
        // First the file that was named: what is wrong with it is said before what may be missing beside it.
        byte[] encoded = decode(file, PRIVATE);
        Path beside = file.resolveSibling(name + ".pub");
        if (!Files.exists(beside)) {
            throw new IOException("there is no " + name + ".pub beside " + file
                    + ": put the public key there that gaveurs-console firmware keygen wrote with it");
        }
        PublicKey open = readPublic(beside);
        PrivateKey key = privateKey(file, encoded);
        try {
            MakerKey pair = new MakerKey(key, open, FirmwareStatement.algorithm(open));
            byte[] something = open.getEncoded();
            Signature verifier = Signature.getInstance(FirmwareStatement.jdkName(pair.algorithm));
            verifier.initVerify(open);
            verifier.update(something);
            if (verifier.verify(pair.sign(something))) {
                return pair;
            }
        } catch (GeneralSecurityException e) {
            // Keys of two kinds: neither signs what the other verifies.
        }
        throw new IOException(
                beside + " is not the public half of " + file + ": put the one there that was made with it");
    }

    private static PrivateKey privateKey(Path file, byte[] encoded) throws IOException {
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(encoded);
        for (String kind : new String[] {"EC", "Ed25519"}) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(spec);
            } catch (GeneralSecurityException e) {
                // The other kind, or none.
            }
        }
        throw new IOException(file + " holds no key as gaveurs-console firmware keygen writes it");
    }

    byte[] sign(byte[] bytes) throws GeneralSecurityException {
        Signature signer = Signature.getInstance(FirmwareStatement.jdkName(algorithm));
        signer.initSign(key);
        signer.update(bytes);
        return signer.sign();
    }

    static PublicKey readPublic(Path file) throws IOException {
        try {
            return FirmwareStatement.key(decode(file, PUBLIC));
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " holds no public key as gaveurs-console firmware keygen writes it", e);
        }
    }

    private static byte[] decode(Path file, String kind) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder, not a key");
        }
        if (Files.exists(file) && Files.size(file) > MOST) {
            throw new IOException(
                    file + " is no " + kind.toLowerCase(Locale.ROOT) + ": it has more than " + MOST + " bytes");
        }
        String text;
        try {
            text = Files.readString(file).strip();
        } catch (CharacterCodingException e) {
            throw new IOException(file + " holds no " + kind.toLowerCase(Locale.ROOT) + " in PEM", e);
        }
        String begin = "-----BEGIN " + kind + "-----";
        String end = "-----END " + kind + "-----";
        if (!text.startsWith(begin) || !text.endsWith(end)) {
            throw new IOException(file + " holds no " + kind.toLowerCase(Locale.ROOT) + " in PEM");
        }
        try {
            return Base64.getMimeDecoder().decode(text.substring(begin.length(), text.length() - end.length()));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is damaged", e);
        }
    }

    static String pem(String kind, byte[] encoded) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded) + "\n-----END " + kind
                + "-----\n";
    }
}
